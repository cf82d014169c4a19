import { WebSocket } from 'undici';
import { type Fields, isFields, parseJson } from '../../../helpers/json.ts';
import type { FakeDiscord } from '../index.ts';

/** A gateway connection of an app that does nothing by itself. */
export interface Line {
  /** The next message of the gateway, or the next to come. */
  next(): Promise<Fields>;
  say(op: number, d: unknown): void;
  sayText(text: string): void;
  close(code?: number): void;
  /** The code the gateway closed it with. */
  readonly closed: Promise<number>;
}

/** Opens a connection. Rejects where the gateway does not take it. */
export function openLine(fake: FakeDiscord, path = '/?v=10&encoding=json'): Promise<Line> {
  const socket = new WebSocket(`${fake.url.replace('http', 'ws')}${path}`);
  const come: Fields[] = [];
  const waiting: ((message: Fields) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = parseJson(String(data));
    const fields = isFields(message) ? message : {};
    const next = waiting.shift();
    if (next === undefined) {
      come.push(fields);
    } else {
      next(fields);
    }
  });
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  const line: Line = {
    next: () => {
      const first = come.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
    say: (op, d) => socket.send(JSON.stringify({ op, d })),
    sayText: (text) => socket.send(text),
    close: (code = 4_000) => socket.close(code),
    closed,
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(line));
    socket.addEventListener('error', () => reject(new Error('The connection was not taken.')));
  });
}

/** What an app identifies as. */
export function identity(fake: FakeDiscord, more: Fields = {}): Fields {
  return { token: fake.app.token, intents: 1 << 12, properties: { os: 'linux', browser: 'test', device: 'test' }, ...more };
}

/** A connection that is ready: what READY said of it comes along. */
export async function openSession(fake: FakeDiscord, more: Fields = {}): Promise<{ readonly line: Line; readonly ready: Fields }> {
  const line = await openLine(fake);
  await line.next();
  line.say(2, identity(fake, more));
  const { d } = await line.next();
  return { line, ready: isFields(d) ? d : {} };
}
