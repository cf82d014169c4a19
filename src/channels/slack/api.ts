import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

/** What a call of Slack's Web API that failed tells. */
export type SlackTrouble =
  /** Slack says no, by one of its error codes: nothing was done. */
  | { readonly kind: 'platform'; readonly code: string }
  /** Nothing was done; it may be tried again after this time. */
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  /** It may have been done: the answer was lost, late, or no answer of the API. */
  | { readonly kind: 'unclear' };

/** An error code of Slack. Where a proxy answered in its place, the library gives the whole page as `error`. */
const CODE = /^[a-z][a-z0-9_]*$/;

/** Slack says of these that part of the work may be done (docs.slack.dev, errors of chat.postMessage). */
const MAYBE_DONE: ReadonlySet<string> = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);

/** Platform codes that mean what HTTP 429 means, without saying for how long. */
const TOO_MANY: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** Where Slack says "later" and not when. */
const LATER_MS = 1_000;

/** The token is of no use (any more): expired, revoked, or of a workspace or app that is gone (docs.slack.dev, errors of auth.test). */
export const TOKEN_TROUBLE: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** What a rejection of a `WebClient` (retries 0, rejectRateLimitedCalls) means. */
export function readSlackError(error: unknown): SlackTrouble {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'rate_limited', retryAfterMs: error.retryAfter * 1_000 };
  }
  if (!(error instanceof WebAPIPlatformError)) {
    return { kind: 'unclear' };
  }
  const code = error.data.error;
  if (TOO_MANY.has(code)) {
    return { kind: 'rate_limited', retryAfterMs: LATER_MS };
  }
  return CODE.test(code) && !MAYBE_DONE.has(code) ? { kind: 'platform', code } : { kind: 'unclear' };
}
