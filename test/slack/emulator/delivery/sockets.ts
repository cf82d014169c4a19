import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Fields, isFields, parseJson, textAt } from '../json.ts';
import { noteChange, refuse, type World } from '../state/world.ts';
import { acceptSocket, type ServerSocket } from '../websocket.ts';
import type { Outcome } from './http.ts';
import type { Ack } from './parcel.ts';

/** At most ten connections of an app: docs.slack.dev/apis/events-api/using-socket-mode. */
const MOST_LINKS = 10;

interface Link {
  readonly socket: ServerSocket;
  /** Told to go: it gets nothing new. */
  leaving: boolean;
  /** Envelopes that wait for their acknowledgement here. */
  readonly waiting: Map<string, (outcome: Outcome) => void>;
}

/** An envelope, and whether it is sent twice. */
export interface Sending {
  readonly envelope: Fields;
  readonly twice: boolean;
}

/** The app's Socket Mode connections. */
export interface Sockets {
  readonly count: number;
  accept(req: IncomingMessage, stream: Duplex): void;
  /** Sends an envelope over the next connection and waits for its acknowledgement. */
  send(sending: Sending): Promise<Outcome>;
  /** Resolves when there is a connection. */
  whenOpen(): Promise<void>;
  /** Tears every connection. */
  drop(): void;
  /** Asks every connection to make itself new, as Slack does every few hours. */
  refresh(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** Says goodbye on every connection, and tears those that do not answer. */
  stop(): Promise<void>;
}

/** No connections yet. docs.slack.dev/apis/events-api/using-socket-mode */
export function createSockets(world: World): Sockets {
  const links = new Set<Link>();
  const sent = new Set<string>();
  const waiters = new Set<() => void>();
  let turn = 0;
  const usable = (): readonly Link[] => [...links].filter(({ socket, leaving }) => socket.open && !leaving);
  const pinger = setInterval(() => each(links, ({ socket }) => socket.ping()), world.options.pingMs);
  pinger.unref();
  return {
    get count() {
      return usable().length;
    },
    accept: (req, stream) => {
      if (acceptLink(world, { req, stream, links, sent })) {
        each(waiters, (wake) => wake());
        waiters.clear();
      }
    },
    send: ({ envelope, twice }) => {
      const able = usable();
      turn += 1;
      const link = able[turn % Math.max(1, able.length)];
      if (link === undefined) {
        return Promise.resolve({ ok: false, status: null, reason: 'connection_failed', final: false });
      }
      sent.add(textAt(envelope, 'envelope_id'));
      return sendOver(link, { envelope, twice }, world.options.ackTimeoutMs);
    },
    whenOpen: () => (usable().length > 0 ? Promise.resolve() : new Promise((resolve) => waiters.add(resolve))),
    drop: () => each(links, ({ socket }) => socket.destroy()),
    refresh: (reason = 'refresh_requested') => each(links, (link) => askToLeave(link, reason)),
    stop: async () => {
      clearInterval(pinger);
      each(waiters, (wake) => wake());
      await sayGoodbye(links);
    },
  };
}

// A warning comes some ten seconds before the request itself: docs.slack.dev/apis/events-api/using-socket-mode, "Disconnecting".
function askToLeave(link: Link, reason: string): void {
  link.leaving = reason !== 'warning';
  link.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
}

/** Long enough for an answer on loopback. */
const GOODBYE_MS = 250;

async function sayGoodbye(links: ReadonlySet<Link>): Promise<void> {
  each(links, ({ socket }) => socket.close(1001));
  const until = performance.now() + GOODBYE_MS;
  while (links.size > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  each(links, ({ socket }) => socket.destroy());
}

function each<T>(things: Iterable<T>, act: (thing: T) => void): void {
  for (const thing of [...things]) {
    act(thing);
  }
}

function useTicket(world: World, req: IncomingMessage): boolean {
  const ticket = new URL(req.url ?? '/', world.baseUrl).searchParams.get('ticket') ?? '';
  return world.tickets.delete(ticket);
}

interface Opening {
  readonly req: IncomingMessage;
  readonly stream: Duplex;
  readonly links: Set<Link>;
  readonly sent: ReadonlySet<string>;
}

/** Takes a connection in and greets it; false where it is sent away. */
function acceptLink(world: World, opening: Opening): boolean {
  if (!useTicket(world, opening.req) || opening.links.size >= MOST_LINKS) {
    opening.stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    return false;
  }
  const link = openLink(world, opening);
  if (link !== null) {
    greet(world, link, opening.links.size);
    noteChange(world);
  }
  return link !== null;
}

function openLink(world: World, { req, stream, links, sent }: Opening): Link | null {
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const socket = acceptSocket(req, stream, {
    onText: (text) => takeAck(world, text, { waiting, sent }),
    onClosed: () => {
      for (const link of links) {
        if (!link.socket.open) {
          links.delete(link);
        }
      }
      each(waiting.values(), (settle) => settle({ ok: false, status: null, reason: 'connection_failed', final: false }));
      waiting.clear();
      noteChange(world);
    },
  });
  if (socket === null) {
    return null;
  }
  const link = { socket, leaving: false, waiting };
  links.add(link);
  return link;
}

function greet(world: World, { socket }: Link, connections: number): void {
  const hello = {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: world.options.app.id },
  };
  socket.send(JSON.stringify(hello));
}

function sendOver(link: Link, { envelope, twice }: Sending, timeoutMs: number): Promise<Outcome> {
  const id = textAt(envelope, 'envelope_id');
  const text = JSON.stringify(envelope);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      link.waiting.delete(id);
      resolve({ ok: false, status: null, reason: 'http_timeout', final: false });
    }, timeoutMs);
    link.waiting.set(id, (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
    link.socket.send(text);
    if (twice) {
      link.socket.send(text);
    }
  });
}

function takeAck(
  world: World,
  text: string,
  { waiting, sent }: { readonly waiting: Map<string, (outcome: Outcome) => void>; readonly sent: ReadonlySet<string> },
): void {
  const message = parseJson(text);
  const id = isFields(message) ? textAt(message, 'envelope_id') : '';
  if (!isFields(message) || !sent.has(id)) {
    refuse(world, { method: 'socket', error: 'unknown_envelope', messages: [], team: null, payload: text });
    return;
  }
  waiting.get(id)?.({ ok: true, status: null, ack: readPayload(message.payload) });
  waiting.delete(id);
}

function readPayload(payload: unknown): Ack {
  if (payload === undefined || payload === null || payload === '' || (isFields(payload) && Object.keys(payload).length === 0)) {
    return { kind: 'empty' };
  }
  return typeof payload === 'string' ? { kind: 'text', text: payload } : { kind: 'json', value: payload };
}
