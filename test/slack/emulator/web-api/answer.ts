import { type Fields, textAt } from '../json.ts';
import type { TokenRow } from '../state/rows.ts';
import { noteChange, type World, workspaceOf } from '../state/world.ts';
import type { Incoming } from './incoming.ts';
import { lacks, type Method, no } from './method.ts';
import { METHODS } from './methods.ts';

/** Answers that tell how things stand, not that the app did something wrong. */
const STATE_ERRORS: ReadonlySet<string> = new Set([
  'account_inactive',
  'already_reacted',
  'bad_redirect_uri',
  'cannot_dm_bot',
  'cannot_reply_to_message',
  'channel_not_found',
  'code_already_used',
  'expired_url',
  'hash_conflict',
  'invalid_auth',
  'invalid_code',
  'is_archived',
  'message_not_found',
  'messages_tab_disabled',
  'not_found',
  'not_in_channel',
  'ratelimited',
  'thread_not_found',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
]);

/** What the Web API answers to a call. Nothing is kept yet. */
export function answerCall(world: World, incoming: Incoming): Fields {
  const method = METHODS.get(incoming.method);
  if (method === undefined) {
    return { ok: false, error: 'unknown_method', req_method: incoming.method };
  }
  if (incoming.unreadable !== null) {
    return no(incoming.unreadable);
  }
  if (method.token === 'none') {
    return method.run({ world, args: incoming.args, basic: incoming.basic });
  }
  const token = tokenOf(world, incoming, method);
  if (typeof token === 'string') {
    return no(token);
  }
  return runFor(world, incoming, { method, token });
}

function runFor(world: World, incoming: Incoming, { method, token }: { readonly method: Method; readonly token: TokenRow }): Fields {
  if (method.token !== 'bot') {
    return method.run({ world, args: incoming.args, basic: null });
  }
  const missing = method.scopes.find((scope) => !token.scopes.has(scope));
  if (missing !== undefined) {
    return lacks(token, missing);
  }
  if (
    incoming.method === 'chat.postMessage' &&
    world.options.rateLimits &&
    !takeTurn(world, `${token.team}/${textAt(incoming.args, 'channel')}`)
  ) {
    return { ok: false, error: 'ratelimited' };
  }
  return method.run({ world, workspace: workspaceOf(world, token.team), token, args: incoming.args });
}

function tokenOf(world: World, { token }: Incoming, method: Method): TokenRow | string {
  if (token === null || token === '') {
    return 'not_authed';
  }
  const row = world.tokens.get(token);
  if (row === undefined) {
    return 'invalid_auth';
  }
  if (row.fault !== null) {
    return row.fault;
  }
  return row.kind === method.token ? row : 'not_allowed_token_type';
}

/** Keeps a call with its answer, and the refusal if it was one. */
export function keepCall(
  world: World,
  incoming: Incoming,
  { answer, fault }: { readonly answer: Fields | null; readonly fault: string | null },
): void {
  const { method, token, args } = incoming;
  const team = token === null ? null : (world.tokens.get(token)?.team ?? null);
  if (world.options.keepRecords) {
    world.calls.push({ method, token, team, args, answer, fault, at: world.options.now() });
  }
  noteChange(world);
  if (answer === null || answer.ok === true) {
    return;
  }
  const messages = Array.isArray(answer.errors) ? answer.errors.map(String) : [];
  const refusal = { method, error: textAt(answer, 'error'), messages, team, payload: args };
  world.errors.push(refusal);
  if (!STATE_ERRORS.has(refusal.error)) {
    world.refused.push(refusal);
  }
}

// One message a second and channel, short bursts allowed: docs.slack.dev/apis/web-api/rate-limits. How long a burst may be is not documented.
const BURST = 4;
const buckets = new WeakMap<World, Map<string, { left: number; at: number }>>();

function takeTurn(world: World, key: string): boolean {
  const rows = buckets.get(world) ?? new Map<string, { left: number; at: number }>();
  buckets.set(world, rows);
  const now = world.options.now();
  const row = rows.get(key) ?? { left: BURST, at: now };
  row.left = Math.min(BURST, row.left + (now - row.at) / 1_000);
  row.at = now;
  rows.set(key, row);
  if (row.left < 1) {
    return false;
  }
  row.left -= 1;
  return true;
}
