import { WebSocket } from 'undici';
import { type Fields, isFields, parseJson } from '../json.ts';

/** A Socket Mode connection of an app that does nothing by itself. */
export interface Line {
  /** The next message of the server, or the next to come. */
  next(): Promise<Fields>;
  say(message: Fields): void;
  close(): void;
}

/** Opens a connection. Rejects where the server does not take it. */
export function openLine(url: string): Promise<Line> {
  const socket = new WebSocket(url);
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
  const line: Line = {
    next: () => {
      const first = come.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
    say: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(line));
    socket.addEventListener('error', () => reject(new Error('The connection was not taken.')));
  });
}
