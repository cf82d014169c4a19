import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptSocket, type ServerSocket } from '../../test/helpers/websocket.ts';
import { answerCall } from './calls.ts';
import { APP, type Interaction, makeId } from './payloads.ts';

/** What came back to one interaction. */
export interface Exchange {
  readonly interaction: Interaction;
  /** Type of the first answer; null while there is none. */
  answer: number | null;
  /** The message it was answered with; null while there is none. */
  original: Readonly<Record<string, unknown>> | null;
}

/** What a program has brought so far. */
export interface State {
  /** By token. */
  readonly exchanges: Map<string, Exchange>;
  /** Messages for each person, oldest first. */
  readonly messages: Map<string, Readonly<Record<string, unknown>>[]>;
  /** By channel. */
  readonly posts: Map<string, Readonly<Record<string, unknown>>[]>;
  /** By nonce: the same again is the same message. */
  readonly nonces: Map<string, Readonly<Record<string, unknown>>>;
  readonly verifyKey: string;
  readonly answered: Map<string, () => void>;
  /** Calls that brought something, since the start. */
  arrived: number;
  /** First answers that were "… is thinking". */
  deferred: number;
  origin: string;
}

/**
 * A Discord for one program, by the gateway, that answers at once and checks nothing, so that it does not hold up whom it measures; the emulator of the
 * tests is the one that checks.
 */
export interface Loopback {
  /** What `DISCORD_API_URL` is set to. */
  readonly apiUrl: string;
  readonly state: State;
  /** Resolves once a program has connected that was not when this was called. */
  nextConnection(): Promise<void>;
  /** Tells an interaction; resolves with its first answer. */
  ask(interaction: Interaction): Promise<Exchange>;
  messagesOf(user: string): readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

/** Starts it on a loopback port of the system's choice. */
export async function startLoopback(): Promise<Loopback> {
  const state = createState();
  const gateway = createGateway(state);
  const server = createServer((request, response) => {
    readBody(request, (body) => {
      const { status, text } = answerCall(`${request.method} ${decodeURIComponent(request.url ?? '')}`, body, state);
      response.writeHead(status, text === '' ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
      response.end(text);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', gateway.accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.origin = `127.0.0.1:${portOf(server)}`;
  return {
    state,
    apiUrl: `http://${state.origin}/api`,
    nextConnection: gateway.nextConnection,
    ask(interaction) {
      const exchange: Exchange = { interaction, answer: null, original: null };
      state.exchanges.set(interaction.token, exchange);
      return new Promise((resolve) => {
        state.answered.set(interaction.token, () => resolve(exchange));
        gateway.tell('INTERACTION_CREATE', interaction.payload);
      });
    },
    messagesOf: (user) => state.messages.get(user) ?? [],
    close: () =>
      new Promise((resolve) => {
        gateway.hangUp();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createState(): State {
  const { publicKey } = generateKeyPairSync('ed25519');
  const verifyKey = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  return {
    ...{ exchanges: new Map(), messages: new Map(), posts: new Map(), nonces: new Map(), answered: new Map() },
    ...{ verifyKey, arrived: 0, deferred: 0, origin: '' },
  };
}

interface Gateway {
  readonly accept: (request: IncomingMessage, stream: Parameters<typeof acceptSocket>[1]) => void;
  nextConnection(): Promise<void>;
  tell(t: string, d: unknown): void;
  hangUp(): void;
}

/** So many events are told again to who resumes a session: more than a burst. */
const MOST_TOLD = 500;

/** One connection at a time, as far as a program has to be told of it. */
function createGateway(state: State): Gateway {
  let socket: ServerSocket | null = null;
  let seq = 0;
  let greet = (): void => undefined;
  const send = (op: number, d: unknown): void => socket?.send(JSON.stringify({ op, d, s: null, t: null }));
  const told: { readonly seq: number; readonly text: string }[] = [];
  const tell = (t: string, d: unknown): void => {
    seq += 1;
    const text = JSON.stringify({ op: 0, s: seq, t, d });
    told.push({ seq, text });
    if (told.length > MOST_TOLD) told.shift();
    socket?.send(text);
  };
  function tellAgain(after: number): void {
    for (const each of told) if (each.seq > after) socket?.send(each.text);
    tell('RESUMED', {});
  }
  function hear(text: string): void {
    const { op, d } = JSON.parse(text);
    if (op === 1) send(11, null);
    if (op === 2) tell('READY', ready(state));
    if (op === 6) tellAgain(d.seq);
    if (op === 2 || op === 6) greet();
  }
  return {
    accept(request, stream) {
      // A process that died says no more, and hears no good-bye.
      stream.on('end', () => stream.destroy());
      const opened = acceptSocket(request, stream, {
        onText: hear,
        onClosed() {
          if (socket === opened) socket = null;
        },
      });
      socket = opened;
      send(10, { heartbeat_interval: 41_250 });
    },
    nextConnection: () =>
      new Promise((resolve) => {
        greet = resolve;
      }),
    tell,
    hangUp: () => socket?.destroy(),
  };
}

function ready({ origin }: State): unknown {
  return {
    v: 10,
    user: { id: APP.id, username: 'okuru', discriminator: '0000', avatar: null, bot: true, verified: true, mfa_enabled: false, flags: 0 },
    guilds: [],
    session_id: `session-${makeId()}`,
    resume_gateway_url: `ws://${origin}`,
    application: { id: APP.id, flags: 0 },
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
