import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import { type ErrorRequestHandler, type Request, type Response, Router, raw } from 'express';
import type { Respond, Taken } from '../first-answer.ts';
import type { Originals } from '../originals.ts';

/** What the HTTP door is made of. */
export interface HttpDoorOptions {
  readonly originals: Originals;
  hearInteraction(raw: unknown, respond: Respond): Promise<void>;
}

/** Interactions over signed HTTP requests: no gateway needed. */
export interface HttpDoor {
  readonly router: Router;
  /** From now on interactions signed with this application's key are taken in. Throws for what is no key of Discord. */
  open(verifyKey: string): void;
  /** From now on Discord is told that nobody is there. */
  close(): void;
}

/** Discord names no limit; a modal with all boxes full is far below. */
const BODY_LIMIT = '1mb';
/** Discord has hung up by then (three seconds, docs.discord.com); the request must not stay open for ever. Milliseconds. */
const ANSWER_LIMIT_MS = 4_000;
/** A repeat comes at once, or not at all. */
const JOINED_MS = 10_000;
/** DER of an Ed25519 public key, without the key (RFC 8410 §4). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Makes the door: `POST /discord/interactions`. */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  let key: KeyObject | null = null;
  const joined = createJoined();
  const router = Router();
  router.post('/discord/interactions', raw({ type: () => true, limit: BODY_LIMIT }), async (request, response) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (key === null) return refuse(response, 503);
    if (!isSigned(request, bytes, key)) return refuse(response, 401);
    const told = readObject(bytes.toString('utf8'));
    if (told?.type === 1) return void response.status(200).json({ type: InteractionResponseType.Pong });
    if (typeof told?.id !== 'string') return refuse(response, 400);
    // Told twice at once, it is answered twice the same.
    const exchange = joined.of(told.id, () => hold(told, options));
    const body = await exchange.answer;
    if (body === null) return refuse(response, 500);
    response.once('finish', exchange.sent);
    response.once('close', () => exchange.lost());
    response.status(200).json(body);
  });
  router.use('/discord/interactions', refuseBroken);
  return {
    router,
    open(verifyKey) {
      key = createPublicKey({ key: Buffer.concat([ED25519_PREFIX, Buffer.from(verifyKey, 'hex')]), format: 'der', type: 'spki' });
    },
    close() {
      key = null;
    },
  };
}

/** The answer of one interaction, on its way into the body of a response. */
interface Exchange {
  /** Null where there was none in time. */
  readonly answer: Promise<APIInteractionResponse | null>;
  /** The response is on its way to Discord. */
  sent(): void;
  /** Nobody was there to take it. */
  lost(): void;
}

function hold(told: Readonly<Record<string, unknown>>, { hearInteraction, originals }: HttpDoorOptions): Exchange {
  let put = (_answer: APIInteractionResponse | null): void => undefined;
  const answer = new Promise<APIInteractionResponse | null>((resolve) => {
    put = resolve;
  });
  let settle = (_isSent: boolean): void => undefined;
  const isSent = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const timer = setTimeout(() => put(null), ANSWER_LIMIT_MS);
  void answer.then(() => clearTimeout(timer));
  void hearInteraction(told, async (response): Promise<Taken> => {
    put(response);
    if ((await answer) !== response || !(await isSent)) return { kind: 'gone' };
    return { kind: 'shown', message: isForAll(response) ? await originals.find(String(told.token)) : null };
  });
  return { answer, sent: () => settle(true), lost: () => settle(false) };
}

/** A message that only one person sees is changed by its token, whatever its id is: asking for it would be a call for nothing. */
function isForAll(response: APIInteractionResponse): boolean {
  if (response.type !== InteractionResponseType.ChannelMessageWithSource) return false;
  return ((response.data.flags ?? 0) & MessageFlags.Ephemeral) === 0;
}

/** Exchanges under way and of the last minute, by interaction. */
function createJoined(): { of(interaction: string, begin: () => Exchange): Exchange } {
  const kept = new Map<string, Exchange>();
  return {
    of(interaction, begin) {
      const known = kept.get(interaction);
      if (known !== undefined) return known;
      const exchange = begin();
      kept.set(interaction, exchange);
      setTimeout(() => kept.delete(interaction), JOINED_MS).unref();
      return exchange;
    },
  };
}

/**
 * Signed with the application's key: Ed25519 over the timestamp and the body (docs.discord.com, "Setting Up an Endpoint"). How old a timestamp may be is said
 * nowhere; a request sent again acts once, since its interaction is known.
 */
function isSigned(request: Request, body: Buffer, key: KeyObject): boolean {
  const signature = request.get('x-signature-ed25519') ?? '';
  const signedAt = request.get('x-signature-timestamp') ?? '';
  if (!/^[0-9a-f]{128}$/i.test(signature)) return false;
  return verify(null, Buffer.concat([Buffer.from(signedAt), body]), key, Buffer.from(signature, 'hex'));
}

function readObject(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function refuse(response: Response, status: number): void {
  response.status(status).end();
}

/** What `raw` could not read: too long, cut off, in an encoding of its own. */
const refuseBroken: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  if (response.headersSent) return next(error);
  return refuse(response, typeof status === 'number' ? status : 500);
};
