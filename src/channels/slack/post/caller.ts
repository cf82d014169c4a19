import { setTimeout as sleep } from 'node:timers/promises';
import { SlackError, type WebClient } from '@slack/web-api';
import type { Logger } from '../../../contracts/ports.ts';
import { permanent } from '../../shared/permanent.ts';
import { createSlots, type Slots } from '../../shared/slots.ts';
import { readSlackError, type SlackTrouble, TOKEN_TROUBLE } from '../api.ts';
import type { Workspaces } from '../workspaces.ts';

/** What a call brings. `rate_limited`: Slack said "later" for longer than we wait. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: SlackTrouble };

/** Calls of the Web API, few at a time for each workspace. */
export interface Caller {
  /**
   * Makes a call, and again as often as Slack says "later", for `patienceMs` in all; other calls go on meanwhile. Rejects when the workspace is
   * gone (for good), when its token is refused, and when the caller stops.
   */
  call<T>(team: string, act: (client: WebClient) => Promise<T>, patienceMs?: number): Promise<Answer<T>>;
  /** Ends all waiting. */
  stop(): void;
}

/** What calls are made with. */
export interface CallerOptions {
  readonly workspaces: Workspaces;
  readonly logger: Logger;
  /** Between 0 and 1, for the spread of calls that were told the same time. */
  random(): number;
  /** All waiting for one call; the desk then begins anew. Five minutes unless told otherwise. */
  readonly patienceMs?: number;
}

/** Few in flight: a crash can double at most those. */
const AT_ONCE = 8;
const PATIENCE_MS = 5 * 60_000;
const SPREAD_MS = 250;

interface Tools {
  readonly options: CallerOptions;
  readonly slots: Slots;
  readonly stopping: AbortSignal;
  /** Workspaces whose token was refused, told once. */
  readonly refused: Set<string>;
}

/** Makes a caller. */
export function createCaller(options: CallerOptions): Caller {
  const stopping = new AbortController();
  const tools: Tools = { options, slots: createSlots(AT_ONCE), stopping: stopping.signal, refused: new Set() };
  return {
    call: (team, act, patienceMs = options.patienceMs ?? PATIENCE_MS) => callPatiently({ team, act, patienceMs }, tools),
    stop: () => stopping.abort(),
  };
}

interface Call<T> {
  readonly team: string;
  readonly act: (client: WebClient) => Promise<T>;
  readonly patienceMs: number;
}

async function callPatiently<T>(call: Call<T>, tools: Tools): Promise<Answer<T>> {
  for (let left = call.patienceMs; ; ) {
    const answer = await callOnce(call, tools);
    if (answer.ok || answer.trouble.kind !== 'rate_limited' || left <= 0) {
      return answer;
    }
    const asked = answer.trouble.retryAfterMs + Math.round(tools.options.random() * SPREAD_MS);
    const wait = Math.min(asked, left);
    tools.options.logger.debug({ team: call.team, waitMs: wait }, 'Slack says later');
    await sleep(wait, undefined, { signal: tools.stopping });
    left -= asked;
    if (left < 0) {
      return answer;
    }
  }
}

/** One try, and one more where the token was exchanged meanwhile. The place is free while anybody waits. */
async function callOnce<T>(call: Call<T>, tools: Tools): Promise<Answer<T>> {
  const client = await tools.options.workspaces.clientOf(call.team);
  const answer = await tryOnce(call, client, tools);
  if (answer.ok || answer.trouble.kind !== 'platform' || !TOKEN_TROUBLE.has(answer.trouble.code)) {
    tools.refused.delete(call.team);
    return answer;
  }
  await settleRefusal(answer.trouble.code, client, { team: call.team, tools });
  return tryOnce(call, await tools.options.workspaces.clientOf(call.team), tools);
}

async function tryOnce<T>({ team, act }: Call<T>, client: WebClient, { slots, stopping }: Tools): Promise<Answer<T>> {
  const giveBack = await slots.take(team);
  try {
    stopping.throwIfAborted();
    return { ok: true, value: await act(client) };
  } catch (error) {
    if (!(error instanceof SlackError)) {
      throw error;
    }
    return { ok: false, trouble: readSlackError(error) };
  } finally {
    giveBack();
  }
}

/** Resolves where another token is known by now. */
async function settleRefusal(
  code: string,
  client: WebClient,
  { team, tools }: { readonly team: string; readonly tools: Tools },
): Promise<void> {
  const { workspaces, logger } = tools.options;
  const outcome = await workspaces.refuse(team, { token: client.token ?? '', code });
  if (outcome === 'exchanged') {
    return;
  }
  if (outcome === 'forgotten') {
    logger.warn({ team, code }, 'Slack installation refused, tokens deleted');
    throw permanent(`Slack refuses the token of ${team}: ${code}.`);
  }
  if (!tools.refused.has(team)) {
    tools.refused.add(team);
    logger.error({ team, code }, 'Slack refuses the token, posts wait until that is mended');
  }
  throw new Error(`Slack refuses the token of ${team}: ${code}.`);
}
