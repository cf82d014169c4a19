import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one workspace of this bench, and its bot. */
export const WORKSPACE = {
  team: 'T0BENCH',
  botUser: 'U0BOT',
  botId: 'B0BOT',
  token: 'xoxb-bench',
  signingSecret: 'bench-signing-secret',
} as const;

/** In the place of a channel: whatever comes into any. */
export const EVERYWHERE = '*';

/** A message as the app posted or last changed it. */
export interface PostedMessage {
  readonly ts: string;
  text: string;
  /** JSON of the blocks; an empty list where there are none. */
  blocks: string;
}

/** What has come into a channel so far. */
export interface Arrived {
  readonly posts: number;
  readonly updates: number;
}

/** A Slack that answers at once and checks nothing, so that it does not hold up whom it measures; the emulator of the tests is the one that checks. */
export interface Loopback {
  /** What `SLACK_API_URL` is set to. */
  readonly apiUrl: string;
  messagesOf(channel: string): readonly PostedMessage[];
  /** Resolves once so much more has come into a channel than had when this was called. */
  expect(channel: string, more: Arrived): Promise<void>;
  arrivedIn(channel: string): Arrived;
  /** Calls by method, since the start. */
  callCounts(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Room {
  readonly messages: PostedMessage[];
  posts: number;
  updates: number;
  awaited: { readonly posts: number; readonly updates: number; readonly done: () => void } | null;
}

interface State {
  readonly rooms: Map<string, Room>;
  readonly calls: Map<string, number>;
  micros: number;
}

/** Starts it on a loopback port of the system's choice. */
export async function startLoopback(): Promise<Loopback> {
  const state: State = { rooms: new Map(), calls: new Map(), micros: Date.now() * 1_000 };
  const server = createServer((request, response) => {
    readBody(request, (body) => {
      const answer = answerCall((request.url ?? '').slice('/api/'.length), body, state);
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${portOf(server)}/api/`,
    messagesOf: (channel) => roomOf(channel, state).messages,
    arrivedIn: (channel) => roomOf(channel, state),
    callCounts: () => state.calls,
    expect(channel, more) {
      const room = roomOf(channel, state);
      return new Promise((resolve) => {
        room.awaited = { posts: room.posts + more.posts, updates: room.updates + more.updates, done: resolve };
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function readBody(request: IncomingMessage, take: (body: string) => void): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => take(parts.length === 1 ? String(parts[0]) : Buffer.concat(parts).toString()));
}

function answerCall(method: string, body: string, state: State): string {
  state.calls.set(method, (state.calls.get(method) ?? 0) + 1);
  switch (method) {
    case 'chat.postMessage':
      return postMessage(new URLSearchParams(body), state);
    case 'chat.update':
      return updateMessage(new URLSearchParams(body), state);
    case 'conversations.history':
      return showHistory(new URLSearchParams(body), state);
    case 'conversations.open':
      return `{"ok":true,"channel":{"id":"${directOf(new URLSearchParams(body).get('users') ?? '')}"}}`;
    case 'users.info':
      return `{"ok":true,"user":{"id":"${new URLSearchParams(body).get('user')}","team_id":"${WORKSPACE.team}","locale":"ja-JP"}}`;
    case 'auth.test':
      return `{"ok":true,"team":"Bench","team_id":"${WORKSPACE.team}","user":"bot","user_id":"${WORKSPACE.botUser}","bot_id":"${WORKSPACE.botId}"}`;
    default:
      return '{"ok":true}';
  }
}

/** The channel of a person's direct messages with the bot. */
export function directOf(user: string): string {
  return `D${user.slice(1)}`;
}

function roomOf(channel: string, { rooms }: State): Room {
  const room = rooms.get(channel) ?? { messages: [], posts: 0, updates: 0, awaited: null };
  rooms.set(channel, room);
  return room;
}

/** Slack gives the message back with its blocks: whoever calls has to read them. */
function postMessage(call: URLSearchParams, state: State): string {
  const channel = call.get('channel') ?? '';
  const room = roomOf(channel, state);
  const message = { ts: makeTs(state), text: call.get('text') ?? '', blocks: call.get('blocks') ?? '[]' };
  room.messages.push(message);
  count(room, 'posts');
  count(roomOf(EVERYWHERE, state), 'posts');
  return `{"ok":true,"channel":"${channel}","ts":"${message.ts}","message":${showMessage(message)}}`;
}

function updateMessage(call: URLSearchParams, state: State): string {
  const channel = call.get('channel') ?? '';
  const ts = call.get('ts') ?? '';
  const room = roomOf(channel, state);
  const message = room.messages.findLast((each) => each.ts === ts) ?? { ts, text: '', blocks: '[]' };
  message.text = call.get('text') ?? message.text;
  message.blocks = call.get('blocks') ?? message.blocks;
  count(room, 'updates');
  return `{"ok":true,"channel":"${channel}","ts":"${ts}","text":${JSON.stringify(message.text)},"message":${showMessage(message)}}`;
}

function showHistory(call: URLSearchParams, state: State): string {
  const newest = roomOf(call.get('channel') ?? '', state).messages.slice(-Number(call.get('limit') ?? 100));
  return `{"ok":true,"messages":[${newest.toReversed().map(showMessage).join(',')}],"has_more":false}`;
}

function showMessage({ ts, text, blocks }: PostedMessage): string {
  const words = JSON.stringify(text);
  return `{"type":"message","user":"${WORKSPACE.botUser}","bot_id":"${WORKSPACE.botId}","team":"${WORKSPACE.team}","ts":"${ts}","text":${words},"blocks":${blocks}}`;
}

function count(room: Room, what: keyof Arrived): void {
  room[what] += 1;
  const { awaited } = room;
  if (awaited !== null && room.posts >= awaited.posts && room.updates >= awaited.updates) {
    room.awaited = null;
    awaited.done();
  }
}

function makeTs(state: State): string {
  state.micros += 1;
  return `${Math.floor(state.micros / 1_000_000)}.${String(state.micros % 1_000_000).padStart(6, '0')}`;
}
