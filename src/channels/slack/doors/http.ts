import type { App } from '@slack/bolt';
import { type ErrorRequestHandler, type Request, type Response, Router, raw } from 'express';
import type { Clock, Logger } from '../../../contracts/ports.ts';
import { isSigned } from './signature.ts';
import { take } from './take.ts';

/** What the HTTP door is made of. */
export interface HttpDoorOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Has the channel started? Before, Slack is asked to come again. */
  isOpen(): boolean;
}

/** Slack's payloads over signed HTTP requests: events, clicks, commands and suggestions, all at one address. */
export interface HttpDoor {
  readonly router: Router;
  init(app: App): void;
}

/** Slack names no limit; its largest payloads (a click under a long message) stay far below. */
const BODY_LIMIT = '1mb';
/** Older than this a request may be a replay (docs.slack.dev, "Verifying requests from Slack"). So may one from the future. */
const TIMELY_S = 300;

/** Makes the door: `POST /slack/events`. */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  let app: App | null = null;
  const router = Router();
  router.post('/slack/events', raw({ type: () => true, limit: BODY_LIMIT }), async (request, response) => {
    const bytes = readBytes(request);
    const text = bytes.toString('utf8');
    const form = readForm(request, text);
    if (form?.get('ssl_check') === '1') return answer(response, undefined);
    if (!isFromSlack(request, bytes, options)) return refuse(response, 401);
    const body = readBody(form, text);
    if (body === null) return refuse(response, 400);
    if (body.type === 'url_verification') return answer(response, { challenge: body.challenge });
    if (app === null || !options.isOpen()) return refuse(response, 503);
    const taken = await take(app, { body, ...readRetry(request) }, options.logger);
    return taken.kind === 'done' ? answer(response, taken.answer) : refuse(response, 500);
  });
  router.use('/slack/events', refuseBroken);
  return {
    router,
    init(bolt) {
      app = bolt;
    },
  };
}

/** What `raw` could not read: too long, cut off, in an encoding of its own. */
const refuseBroken: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  if (response.headersSent) return next(error);
  return refuse(response, typeof status === 'number' ? status : 500);
};

function readBytes({ body }: Request): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Clicks and commands come as forms; null for JSON. */
function readForm(request: Request, text: string): URLSearchParams | null {
  return request.is('application/x-www-form-urlencoded') === false ? null : new URLSearchParams(text);
}

function readBody(form: URLSearchParams | null, text: string): Record<string, unknown> | null {
  if (form === null) return readObject(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : readObject(payload);
}

function readObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function isFromSlack(request: Request, body: Buffer, { signingSecret, clock }: HttpDoorOptions): boolean {
  const signedAt = request.get('x-slack-request-timestamp') ?? '';
  const isTimely = Math.abs(clock.now() / 1_000 - Number(signedAt)) <= TIMELY_S;
  return isTimely && isSigned({ body, signedAt, signature: request.get('x-slack-signature') ?? '' }, signingSecret);
}

function readRetry(request: Request): { readonly retryNum: number | undefined; readonly retryReason: string | undefined } {
  const times = request.get('x-slack-retry-num');
  return { retryNum: times === undefined ? undefined : Number(times), retryReason: request.get('x-slack-retry-reason') };
}

function answer(response: Response, body: unknown): void {
  if (body === undefined || body === '') {
    response.status(200).end();
  } else if (typeof body === 'string') {
    response.status(200).type('text/plain').send(body);
  } else {
    response.status(200).json(body);
  }
}

function refuse(response: Response, status: number): void {
  response.status(status).end();
}
