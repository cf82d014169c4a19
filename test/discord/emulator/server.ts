import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseJson } from '../../helpers/json.ts';
import type { Gateway } from './delivery/gateway.ts';
import type { Fault, Faults } from './faults.ts';
import { takePass } from './rest/limits.ts';
import { badField, no, type Reply } from './rest/reply.ts';
import { ROUTES, type Route } from './rest/routes.ts';
import { keepCall } from './state/keep.ts';
import type { World } from './state/world.ts';

/** The emulator's front door. */
export interface FrontDoor {
  readonly world: World;
  readonly faults: Faults;
  readonly gateway: Gateway;
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
    door.gateway.accept(req, stream);
  });
  await new Promise<void>((resolve) => {
    server.listen(door.world.options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The emulator has no port.');
  }
  door.world.baseUrl = `http://127.0.0.1:${address.port}`;
  return server;
}

/** A request, read. */
interface Incoming {
  readonly route: Route;
  readonly params: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** What is wrong before the call is looked at; null where nothing is. */
  readonly trouble: Reply | null;
}

async function handle(door: FrontDoor, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const incoming = read(door.world, req, await readText(req));
  if ('status' in incoming) {
    keepCall(door.world, { name: 'unknown', route: `${req.method} ${req.url}`, body: null, fault: null }, incoming);
    send(res, incoming, {});
    return;
  }
  const { route, path, body } = incoming;
  const fault = door.faults.pick({ name: route.name, path, body });
  if (fault !== null) {
    await misbehave(door.world, incoming, { fault, res });
    return;
  }
  const pass = takePass(door.world, route, incoming.params);
  const reply = pass.retryAfter === null ? await answer(door.world, incoming) : limited(pass.retryAfter, pass.scope);
  keepCall(door.world, { name: route.name, route: `${route.method} ${path}`, body, fault: null }, reply);
  send(res, reply, pass.retryAfter === null ? pass.headers : { ...pass.headers, ...limitHeaders(pass.retryAfter, pass.scope) });
}

async function answer(world: World, { route, params, query, body, trouble }: Incoming): Promise<Reply> {
  return trouble ?? route.run({ world, params, query, body });
}

function read(world: World, req: IncomingMessage, text: string): Incoming | Reply {
  const [full = '/', search = ''] = (req.url ?? '/').split('?');
  const [, version, rest] = /^\/api\/(v\d+)(\/.*)$/.exec(full) ?? [];
  if (version !== 'v10' || rest === undefined) {
    return version === undefined ? no(404, 0, '404: Not Found') : no(400, 50_041, 'Invalid API version');
  }
  for (const route of ROUTES) {
    const found = route.method === req.method ? route.pattern.exec(rest) : null;
    if (found !== null) {
      const params = found.slice(1).map(decodeURIComponent);
      const body = text === '' ? undefined : parseJson(text);
      return {
        route,
        params,
        path: rest,
        query: new URLSearchParams(search),
        body,
        trouble: troubleWith(world, { req, text, body, route }),
      };
    }
  }
  return ROUTES.some(({ pattern }) => pattern.test(rest)) ? no(405, 0, '405: Method Not Allowed') : no(404, 0, '404: Not Found');
}

interface Request {
  readonly req: IncomingMessage;
  readonly text: string;
  readonly body: unknown;
  readonly route: Route;
}

/** What is wrong with a request before what it asks for is looked at: docs.discord.com/developers/reference, "Authentication", "User Agent". */
function troubleWith(world: World, { req, text, body, route }: Request): Reply | null {
  if (!(req.headers['user-agent'] ?? '').startsWith('DiscordBot (')) {
    return no(403, 40_333, 'Cloudflare is blocking your request. This can often be resolved by setting a proper User Agent');
  }
  if (route.auth === 'bot' && req.headers.authorization !== `Bot ${world.options.app.token}`) {
    return no(401, 0, '401: Unauthorized');
  }
  if (text !== '' && !(req.headers['content-type'] ?? '').startsWith('application/json')) {
    return badField(
      '_content_type',
      'CONTENT_TYPE_INVALID',
      'Expected "Content-Type" header to be "application/json": the emulator takes no files.',
    );
  }
  return text !== '' && body === undefined ? no(400, 50_109, 'The request body contains invalid JSON.') : null;
}

/** Reads a request's body whole. */
function readText(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => resolve(Buffer.concat(parts).toString()));
    req.on('error', reject);
  });
}

async function misbehave(
  world: World,
  incoming: Incoming,
  { fault, res }: { readonly fault: Fault; readonly res: ServerResponse },
): Promise<void> {
  const { route, path, body } = incoming;
  const done = fault.kind === 'slow' || ('committed' in fault && fault.committed === true);
  if (fault.kind === 'slow') {
    await new Promise((resolve) => setTimeout(resolve, fault.ms));
  }
  const reply = done ? await answer(world, incoming) : null;
  const told = `${fault.kind}${done && fault.kind !== 'slow' ? ' after commit' : ''}`;
  keepCall(world, { name: route.name, route: `${route.method} ${path}`, body, fault: told }, reply);
  showFault(res, fault, reply);
}

/** Answers as the fault has it; a hanging call is never answered. */
function showFault(res: ServerResponse, fault: Fault, reply: Reply | null): void {
  switch (fault.kind) {
    case 'rate_limited': {
      const scope = fault.scope ?? 'user';
      send(res, limited(fault.retryAfter, scope), limitHeaders(fault.retryAfter, scope));
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
      res.end('<!DOCTYPE html><html><body>Discord is having a moment</body></html>');
      return;
    case 'slow':
      send(res, reply ?? { status: 204 }, {});
      return;
    case 'error':
      send(res, no(fault.status, fault.code, fault.message ?? 'A fault on demand'), {});
      return;
    default:
      fault satisfies never;
  }
}

/** docs.discord.com/developers/topics/rate-limits, "Exceeding A Rate Limit". */
function limited(retryAfter: number, scope: 'user' | 'global' | 'shared'): Reply {
  const message = scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  const body = { message, retry_after: retryAfter, global: scope === 'global' };
  return { status: 429, body, failure: { code: 0, messages: [message] } };
}

function limitHeaders(retryAfter: number, scope: 'user' | 'global' | 'shared'): Readonly<Record<string, string>> {
  const bucket = {
    'X-RateLimit-Limit': '5',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset-After': String(retryAfter),
    'X-RateLimit-Bucket': 'fault',
  };
  return {
    'Retry-After': String(Math.ceil(retryAfter)),
    'X-RateLimit-Scope': scope,
    ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : bucket),
  };
}

function send(res: ServerResponse, { status, body }: Reply, headers: Readonly<Record<string, string>>): void {
  if (body === undefined) {
    res.writeHead(status, headers);
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers });
  res.end(text);
}
