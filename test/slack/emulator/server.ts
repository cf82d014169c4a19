import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sockets } from './delivery/sockets.ts';
import type { Fault, Faults } from './faults.ts';
import type { Fields } from './json.ts';
import { authorize } from './people/authorize.ts';
import { answerAtUrl } from './respond.ts';
import type { World } from './state/world.ts';
import { answerCall, keepCall } from './web-api/answer.ts';
import { type Incoming, readIncoming, readText } from './web-api/incoming.ts';

/** The emulator's front door. */
export interface FrontDoor {
  readonly world: World;
  readonly faults: Faults;
  readonly sockets: Sockets;
}

/** Opens the door on a loopback port of the system's choice. */
export async function openDoor(door: FrontDoor): Promise<Server> {
  const server = createServer((req, res) => {
    handle(door, req, res).catch((error: unknown) => {
      res.writeHead(500, { 'Content-Type': 'text/plain' });
      res.end(`The emulator broke: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (req, stream, head) => {
    stream.unshift(head);
    door.sockets.accept(req, stream);
  });
  await new Promise<void>((resolve) => {
    server.listen(door.world.options.port, '127.0.0.1', resolve);
  });
  door.world.baseUrl = `http://127.0.0.1:${portOf(server)}`;
  return server;
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The emulator has no port.');
  }
  return address.port;
}

async function handle(door: FrontDoor, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const [path = '/'] = (req.url ?? '/').split('?');
  if (path.startsWith('/api/')) {
    await handleCall(door, { req, res, method: path.slice(5).replace(/\/$/, '') });
    return;
  }
  if (path.startsWith('/actions/')) {
    await handleResponse(door, { req, res, id: path.split('/').at(-1) ?? '' });
    return;
  }
  if (path.startsWith('/upload/')) {
    await handleUpload(door, { req, res, id: path.split('/').at(-1) ?? '' });
    return;
  }
  if (path === '/oauth/v2/authorize') {
    const grant = authorize(door.world, new URL(req.url ?? '/', door.world.baseUrl).searchParams, null);
    res.writeHead(grant.location === null ? 400 : 302, grant.location === null ? {} : { Location: grant.location });
    res.end(grant.problem ?? '');
    return;
  }
  res.writeHead(404);
  res.end();
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

async function handleCall(door: FrontDoor, { req, res, method }: Exchange & { readonly method: string }): Promise<void> {
  const incoming = readIncoming(req, method, await readText(req));
  const token = incoming.token === null ? undefined : door.world.tokens.get(incoming.token);
  const fault = door.faults.pick({ method, team: token?.team ?? null, args: incoming.args });
  if (fault === null) {
    const answer = answerCall(door.world, incoming);
    keepCall(door.world, incoming, { answer, fault: null });
    const scopes = token === undefined ? {} : { 'X-OAuth-Scopes': [...token.scopes].join(',') };
    const limited = answer.error === 'ratelimited';
    sendJson(res, { status: limited ? 429 : 200, body: answer, headers: limited ? { 'Retry-After': '1' } : scopes });
    return;
  }
  await misbehave(door, { res, fault, incoming });
}

async function misbehave(
  { world }: FrontDoor,
  { res, fault, incoming }: { readonly res: ServerResponse; readonly fault: Fault; readonly incoming: Incoming },
): Promise<void> {
  const done = fault.kind === 'slow' || ('committed' in fault && fault.committed === true);
  const answer = done ? answerCall(world, incoming) : null;
  keepCall(world, incoming, { answer, fault: `${fault.kind}${done && fault.kind !== 'slow' ? ' after commit' : ''}` });
  if (fault.kind === 'slow') {
    await new Promise((resolve) => setTimeout(resolve, fault.ms));
  }
  showFault(res, fault, answer);
}

/** Answers as the fault has it; a hanging call is never answered. */
function showFault(res: ServerResponse, fault: Fault, answer: Fields | null): void {
  switch (fault.kind) {
    case 'rate_limited': {
      const headers: Record<string, string> = fault.retryAfter === null ? {} : { 'Retry-After': String(fault.retryAfter) };
      sendJson(res, { status: 429, body: { ok: false, error: 'ratelimited' }, headers });
      return;
    }
    case 'status':
      res.writeHead(fault.status, { 'Content-Type': 'text/html' });
      res.end('<html><body>Server Error</body></html>');
      return;
    case 'reset':
      res.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'html':
      res.writeHead(200, { 'Content-Type': 'text/html' });
      res.end('<!DOCTYPE html><html><body>Slack is having a moment</body></html>');
      return;
    case 'slow':
      sendJson(res, { status: 200, body: answer ?? { ok: true }, headers: {} });
      return;
    case 'error':
      sendJson(res, { status: 200, body: { ok: false, error: fault.error }, headers: {} });
      return;
    default:
      fault satisfies never;
  }
}

async function handleResponse(door: FrontDoor, { req, res, id }: Exchange & { readonly id: string }): Promise<void> {
  const body = await readText(req);
  const row = door.world.responseUrls.get(id);
  const fault = door.faults.pick({ method: 'response_url', team: row?.team ?? null, args: {} });
  if (fault !== null) {
    const done = fault.kind === 'slow' || ('committed' in fault && fault.committed === true);
    const answer = done ? answerAtUrl(door.world, id, body).answer : null;
    showFault(res, fault, answer);
    return;
  }
  const { status, answer } = answerAtUrl(door.world, id, body);
  sendJson(res, { status, body: answer, headers: {} });
}

async function handleUpload({ world }: FrontDoor, { req, res, id }: Exchange & { readonly id: string }): Promise<void> {
  await readText(req);
  const file = world.files.get(id);
  if (file !== undefined) {
    file.uploaded = true;
  }
  res.writeHead(file === undefined ? 404 : 200, { 'Content-Type': 'text/plain' });
  res.end(file === undefined ? 'unknown file' : `OK - ${file.length}`);
}

function sendJson(
  res: ServerResponse,
  { status, body, headers }: { readonly status: number; readonly body: Fields; readonly headers: Readonly<Record<string, string>> },
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text), ...headers });
  res.end(text);
}
