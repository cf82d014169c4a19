import { json, type NextFunction, type Request, type Response, Router } from 'express';
import type { Lang } from '../../contracts/lang.ts';
import type { Desk } from '../../contracts/ports.ts';
import { fillPage, readAssets } from './assets.ts';
import type { Conversations } from './conversations.ts';
import type { Hub } from './hub.ts';
import { giveLang, giveThread, isLang, readLang, readThread } from './identity.ts';
import { nameConversation, type WebOptions } from './options.ts';
import { createRateLimit } from './rate-limit.ts';
import { type PostTrouble, readPost } from './read-event.ts';
import { isSameOrigin } from './same-origin.ts';
import { sayPageWords, sayTrouble } from './words.ts';

/** What the router needs beside its options: the desk once the channel has started, and the open pages. */
export interface RouterRooms extends WebOptions {
  readonly hub: Hub;
  readonly pageFolder: string;
  /** Null before `start` and after `stop`. */
  open(): { readonly desk: Desk; readonly conversations: Conversations } | null;
}

/** A text of `MAX_TEXT` letters, each in six bytes of JSON escape, with room around it. */
const BODY_LIMIT = '128kb';

const STATUS: Readonly<Record<PostTrouble, number>> = {
  broken: 400,
  empty: 422,
  no_conversation: 403,
  not_here: 403,
  too_long: 413,
  busy: 429,
  failed: 503,
};

/** All of the page's own: no inline code, nothing from elsewhere, not inside another page (CSP level 3). */
const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/** The page, its files and its API. To be mounted at the root of the one HTTP server. */
export function createWebRouter(rooms: RouterRooms): Router {
  const router = Router();
  addPage(router, rooms);
  addStream(router, rooms);
  addEvents(router, rooms);
  addSearch(router, rooms);
  return router;
}

function addPage(router: Router, rooms: RouterRooms): void {
  const assets = readAssets(rooms.pageFolder);
  const words = { ja: sayPageWords(rooms.translator, 'ja'), en: sayPageWords(rooms.translator, 'en') };
  const pages = { ja: buildPage('ja'), en: buildPage('en') };

  function buildPage(lang: Lang): string {
    return fillPage(assets.html, { ...words[lang], lang, words: JSON.stringify(words), assets: `/assets/${assets.version}` });
  }

  router.get('/', (request, response) => {
    const secure = isSecure(request, rooms);
    const thread = readThread(request) ?? rooms.random();
    giveThread(response, thread, secure);
    const lang = readLang(request, rooms.lang);
    if (isLang(request.query.lang)) giveLang(response, lang, secure);
    response.set({ ...PAGE_HEADERS, 'Cache-Control': 'no-cache', Vary: 'Accept-Language, Cookie', 'Content-Language': lang });
    response.type('html').send(pages[lang]);
  });
  router.get('/assets/:version/:name', (request, response, next) => {
    const asset = assets.find(request.params.name);
    if (asset === null) return next();
    const fresh = request.params.version === assets.version;
    response.set({ 'Content-Type': asset.type, 'X-Content-Type-Options': 'nosniff' });
    response.set('Cache-Control', fresh ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.send(asset.body);
  });
}

function addStream(router: Router, rooms: RouterRooms): void {
  router.get('/api/stream', async (request, response) => {
    const thread = readThread(request);
    const open = rooms.open();
    if (thread === null) return refuse(response, rooms, 'no_conversation');
    const listener = open === null ? null : rooms.hub.join(nameConversation(thread), response);
    if (open === null || listener === null) return refuse(response, rooms, 'failed');
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    try {
      listener.open(await open.conversations.tellAgain(thread, readCursor(request)));
      open.conversations.watch(thread);
    } catch (error) {
      rooms.logger.error({ error }, 'web conversation not shown again');
      listener.close();
    }
  });
}

function addEvents(router: Router, rooms: RouterRooms): void {
  const perThread = createRateLimit({ clock: rooms.clock, burst: 30, perSecond: 1 });
  const perAddress = createRateLimit({ clock: rooms.clock, burst: 120, perSecond: 4 });
  const guard = guardPost(rooms);

  router.post('/api/events', guard, json({ limit: BODY_LIMIT }), async (request, response) => {
    const thread = readThread(request);
    if (thread === null) return refuse(response, rooms, 'no_conversation');
    const wait = Math.max(perThread.take(thread), perAddress.take(request.ip ?? ''));
    if (wait > 0) return refuse(response.set('Retry-After', String(wait)), rooms, 'busy');
    const read = readPost(request.body);
    if (!read.ok) return refuse(response, rooms, read.trouble);
    const open = rooms.open();
    if (open === null) return refuse(response, rooms, 'failed');
    const lang = readLang(request, rooms.lang);
    if (read.event.kind === 'lang') giveLang(response, read.event.lang, isSecure(request, rooms));
    try {
      const line = await open.conversations.take({ thread, ...read, lang });
      open.conversations.watch(thread);
      response.status(202).json({ line });
    } catch (error) {
      rooms.logger.error({ error }, 'web event not kept');
      refuse(response, rooms, 'failed');
    }
  });
  router.post('/api/new', guard, (request, response) => {
    giveThread(response, rooms.random(), isSecure(request, rooms));
    response.status(204).end();
  });
  router.use('/api', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 413) return refuse(response, rooms, 'too_long');
    return typeof status === 'number' && status < 500 ? refuse(response, rooms, 'broken') : next(error);
  });
}

function addSearch(router: Router, rooms: RouterRooms): void {
  const perAddress = createRateLimit({ clock: rooms.clock, burst: 100, perSecond: 10 });

  router.get('/api/search', (request, response) => {
    const { kind, q } = request.query;
    const open = rooms.open();
    if (open === null) return refuse(response, rooms, 'failed');
    const wait = perAddress.take(request.ip ?? '');
    if (wait > 0) return refuse(response.set('Retry-After', String(wait)), rooms, 'busy');
    if ((kind !== 'isp' && kind !== 'mail_provider' && kind !== 'client') || typeof q !== 'string' || q.length > 100) {
      return refuse(response, rooms, 'broken');
    }
    response.set('Cache-Control', 'private, max-age=60');
    response.json({ rows: open.desk.search(kind, q.toWellFormed(), readLang(request, rooms.lang)) });
  });
}

/** Lets pass only what our own page sent. */
function guardPost(rooms: RouterRooms) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isSameOrigin(request, rooms.publicUrl)) next();
    else refuse(response, rooms, 'not_here');
  };
}

function refuse(response: Response, rooms: RouterRooms, trouble: PostTrouble): void {
  const words = sayTrouble(rooms.translator, trouble, readLang(response.req, rooms.lang));
  response.status(STATUS[trouble]).set('Cache-Control', 'no-store').json({ error: trouble, words });
}

function isSecure(request: Request, rooms: RouterRooms): boolean {
  return request.secure || rooms.publicUrl?.startsWith('https:') === true;
}

/** Number of the last line the page has: the browser repeats the stream's id, a page that connects anew says it itself. */
function readCursor(request: Request): number {
  const after = Number(request.headers['last-event-id'] ?? request.query.after ?? 0);
  return Number.isSafeInteger(after) && after > 0 ? after : 0;
}
