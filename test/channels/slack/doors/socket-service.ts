import { createServer, type IncomingMessage } from 'node:http';
import { acceptSocket, type ServerSocket } from '../../../slack/emulator/websocket.ts';

/** One connection of the service. */
export interface Connection {
  readonly socket: ServerSocket;
  /** Envelopes acknowledged, in order: `{envelope_id, payload}`. */
  readonly acks: { readonly envelope_id: string; readonly payload: unknown }[];
  send(frame: unknown): void;
  tell(id: string, payload: object): void;
}

/** Socket Mode alone: an address for connections, and what comes and goes on them. Its manners are a test's. */
export interface SocketService {
  readonly apiUrl: string;
  readonly connections: readonly Connection[];
  /** Answers of `apps.connections.open` in order; afterwards it works. */
  readonly answers: { status: number; headers?: Record<string, string>; body: object }[];
  /** How often an address was asked for. */
  readonly asked: () => number;
  /** Does a new connection hear `hello`? */
  greets: boolean;
  /** Resolves when so many connections were opened. */
  until(connections: number): Promise<Connection>;
  close(): Promise<void>;
}

/** Starts one on a free port of loopback. */
export async function startSocketService(): Promise<SocketService> {
  const connections: Connection[] = [];
  const answers: SocketService['answers'] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    asked += 1;
    const port = portOf(request);
    const answer = answers.shift() ?? { status: 200, body: { ok: true, url: `ws://127.0.0.1:${port}/link` } };
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body));
  });
  const service: SocketService = {
    apiUrl: '',
    connections,
    answers,
    asked: () => asked,
    greets: true,
    async until(count) {
      while (connections.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
      const last = connections[count - 1];
      if (last === undefined) throw new Error('no connection');
      return last;
    },
    async close() {
      for (const { socket } of connections) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('upgrade', (request, stream) => {
    const acks: Connection['acks'] = [];
    const socket = acceptSocket(request, stream, { onText: (text) => void acks.push(JSON.parse(text)), onClosed: () => undefined });
    if (socket === null) return;
    const send = (frame: unknown): void => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    connections.push({ socket, acks, send, tell: (id, payload) => send({ type: 'events_api', envelope_id: id, payload }) });
    if (service.greets) send({ type: 'hello', num_connections: 1 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(service, { apiUrl: `http://127.0.0.1:${port}/api/` });
}

function portOf(request: IncomingMessage): number {
  return request.socket.localPort ?? 0;
}
