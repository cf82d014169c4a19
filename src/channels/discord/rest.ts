import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type InternalRequest, type RateLimitData, REST, type RESTOptions, type ResponseLike } from 'discord.js';
import type { Logger } from '../../contracts/ports.ts';
import { type Answered, type Asking, leanRequest } from '../shared/lean-request.ts';
import type { DiscordSettings } from './options.ts';

/** What the way to Discord's API is made of. */
export interface RestOptions {
  readonly settings: DiscordSettings;
  readonly logger: Logger;
}

/** One call, without the time it waits its turn. */
const CALL_MS = 10_000;

/** A 429 without Retry-After; discord.js would try again at once, and again. */
const LATER_MS = 1_000;

const BAD_GATEWAY = 502;

/** Discord bars an address after 10,000 refused requests in ten minutes (docs.discord.com/developers/topics/rate-limits, "Invalid Request Limit"). */
const TELL_EVERY_INVALID = 1_000;

/**
 * discord.js' way to the API, with its limits per bucket and for all (50 a second), and one try: what may be tried again knows who asks. A 429 holds
 * up its own bucket only.
 */
export function createRest({ settings, logger }: RestOptions): REST {
  const options = {
    api: settings.apiUrl.replace(/\/+$/, ''),
    version: '10',
    retries: 0,
    timeout: CALL_MS,
    invalidRequestWarningInterval: TELL_EVERY_INVALID,
    makeRequest,
    async rejectOnRateLimit({ retryAfter, method, global }: RateLimitData) {
      logger.debug({ method, global, waitMs: retryAfter }, 'Discord says later');
      if (retryAfter <= 0) await sleep(LATER_MS);
      return false;
    },
  };
  const rest = new TwoWayRest(options);
  rest.on('invalidRequestWarning', ({ count, remainingTime }) => {
    logger.warn({ count, remainingMs: remainingTime }, 'Discord refuses many requests, it may bar this address');
  });
  return rest.setToken(settings.token);
}

class TwoWayRest extends REST {
  readonly #withoutToken: REST;

  constructor(options: Partial<RESTOptions>) {
    super(options);
    this.#withoutToken = new REST(options);
  }

  /**
   * The fifty a second are counted for each bot, and without a bot's token for each address (docs.discord.com/developers/topics/rate-limits, "Global
   * Rate Limit"): what goes by the token of an interaction does not wait for the rest.
   */
  override queueRequest(request: InternalRequest): Promise<ResponseLike> {
    return request.auth === false ? this.#withoutToken.queueRequest(request) : super.queueRequest(request);
  }

  /** discord.js forgets the token at the first 401, and asks nothing more. A 401 may pass: the token of the settings is the only one there is. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

const makeRequest: RESTOptions['makeRequest'] = async (url, { method, headers, body, signal }) => {
  const asking = { ...readAsking(method, headers, body), ...(signal instanceof AbortSignal ? { signal } : {}) };
  return respond(await leanRequest(new URL(url), asking));
};

/** discord.js asks with the name of a method, a plain object of headers, and JSON. */
function readAsking(method: unknown, headers: unknown, body: unknown): Asking {
  return {
    method: isMethod(method) ? method : 'GET',
    headers: isHeaders(headers) ? headers : {},
    body: typeof body === 'string' ? body : null,
    patienceMs: CALL_MS,
  };
}

function isMethod(method: unknown): method is 'POST' | 'PATCH' | 'PUT' | 'DELETE' {
  return method === 'POST' || method === 'PATCH' || method === 'PUT' || method === 'DELETE';
}

function isHeaders(headers: unknown): headers is Record<string, string> {
  return typeof headers === 'object' && headers !== null && Object.values(headers).every((value) => typeof value === 'string');
}

/** An answer as discord.js reads it. */
function respond(answered: Answered): ResponseLike {
  const { headers, text } = answered;
  const status = isPage(answered) ? BAD_GATEWAY : answered.status;
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    ok: status >= 200 && status < 300,
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')])),
    body: null,
    bodyUsed: false,
    json: async () => JSON.parse(text),
    text: async () => text,
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  };
}

/** Somebody before Discord says yes, with a page of its own: what became of the call is not known. */
function isPage({ status, headers, text }: Answered): boolean {
  return status < 300 && text !== '' && !String(headers['content-type']).startsWith('application/json');
}
