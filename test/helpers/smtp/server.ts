import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';

/** One caller at an odd server: the socket as it is now (plain or inside TLS) and what was heard of it. */
export interface Call {
  socket: Socket;
  /** The next line the caller says; rejects when it hangs up. */
  hear(): Promise<string>;
  /** Sends text as it is. */
  say(text: string): Promise<void>;
  /** Turns the call into TLS. */
  secure(options: SecureContextOptions): Promise<void>;
}

/** One named part of a server's behaviour. */
export type Part = (call: Call) => Promise<void>;

/** A server under way. */
export interface OddServer {
  readonly port: number;
  readonly address: string;
  /** Every line of every caller, in order, inside TLS too. */
  readonly heard: string[];
  /** How many have called. */
  calls(): number;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly address?: string;
  /** 0 for any free port. */
  readonly port?: number;
}

/** Starts a server that plays the parts in order for each caller, then leaves the line open until the caller ends it. */
export async function startServer(parts: readonly Part[], { address = '127.0.0.1', port = 0 }: ServerOptions = {}): Promise<OddServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    play(parts, createCall(socket, heard)).catch(() => socket.destroy());
  });
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    address,
    heard,
    calls: () => calls,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port of the loopback on which nobody listens. */
export async function findClosedPort(): Promise<number> {
  const server = await startServer([]);
  await server.close();
  return server.port;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

async function play(parts: readonly Part[], call: Call): Promise<void> {
  for (const part of parts) await part(call);
}

function createCall(socket: Socket, heard: string[]): Call {
  const ear = createEar(heard);
  ear.listen(socket);
  const call: Call = {
    socket,
    hear: () => ear.next(() => call.socket.destroyed),
    async say(text) {
      await new Promise<void>((resolve, reject) => {
        call.socket.write(text, 'latin1', (error) => (error ? reject(error) : resolve()));
      });
    },
    async secure(options) {
      call.socket.removeAllListeners('data');
      const secured = new TLSSocket(call.socket, { isServer: true, secureContext: createSecureContext(options) });
      call.socket = secured;
      ear.listen(secured);
      await once(secured, 'secure');
    },
  };
  return call;
}

interface Ear {
  listen(to: Socket): void;
  /** The next line; rejects once nobody is there any more. */
  next(isGone: () => boolean): Promise<string>;
}

function createEar(heard: string[]): Ear {
  const lines: string[] = [];
  let rest = '';
  let wake = () => {};

  return {
    listen(to) {
      to.setEncoding('latin1');
      to.on('data', (chunk: string) => {
        const whole = (rest + chunk).split('\r\n');
        rest = whole.pop() ?? '';
        lines.push(...whole);
        heard.push(...whole);
        wake();
      });
      to.on('close', () => wake());
      to.on('error', () => {});
    },
    async next(isGone) {
      while (lines.length === 0) {
        if (isGone()) throw new Error('the caller hung up');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return lines.shift() ?? '';
    },
  };
}
