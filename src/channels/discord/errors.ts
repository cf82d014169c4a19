import { DiscordAPIError, RateLimitError } from 'discord.js';
import type { PermanentFailure } from '../../contracts/ports.ts';
import { permanent } from '../shared/permanent.ts';

/**
 * What a call of Discord's API that failed tells. It is safe to log: the errors of discord.js are not, they hold the address, with the token of an
 * interaction in it, and all that was said.
 */
export type DiscordTrouble =
  /** Discord says no: nothing was done. `code` is one of its JSON error codes, 0 where it gives none. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }
  /** Nothing was done; it may be tried again after this time. */
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  /** It may have been done: the answer was lost, late, or no answer of the API. */
  | { readonly kind: 'unclear' };

/** JSON error codes that the bot knows (docs.discord.com/developers/topics/opcodes-and-status-codes#json). */
export const CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  tooManyFollowUps: 40094,
  invalidWebhookToken: 50027,
  noReplyWithoutHistory: 160002,
  noReferenceWithoutHistory: 160009,
  threadAlreadyCreated: 160004,
} as const;

/** The API is overloaded (130000): what was asked may be done. */
const MAYBE_DONE: ReadonlySet<number> = new Set([130000]);

/** Told to wait, in the form of a code: server and channel write limits, direct messages opened too fast, a shared resource. */
const TOO_MANY: ReadonlySet<number> = new Set([20016, 20028, 20029, 40003, 40062]);

/** Where Discord says "later" and not when. */
const LATER_MS = 1_000;

/** What a rejection of discord.js' `REST` (retries 0) means. */
export function readDiscordError(error: unknown): DiscordTrouble {
  if (error instanceof RateLimitError) return { kind: 'rate_limited', retryAfterMs: error.retryAfter };
  if (!(error instanceof DiscordAPIError)) return { kind: 'unclear' };
  const { code, status } = error;
  // Too long in coming, or a page of what stands before Discord.
  if (status === 408 || typeof code !== 'number') return { kind: 'unclear' };
  if (TOO_MANY.has(code)) return { kind: 'rate_limited', retryAfterMs: LATER_MS };
  return MAYBE_DONE.has(code) ? { kind: 'unclear' } : { kind: 'refused', status, code };
}

/** A person to whom every way is closed. */
export function unreachable(person: string): PermanentFailure {
  return Object.assign(permanent(`Nowhere to write to ${person}.`), { unreachable: true as const });
}
