import { Routes } from 'discord.js';
import type { Clock } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';
import type { Caller } from './post/caller.ts';
import { sortRefusal } from './post/codes.ts';

/** The channels of direct messages with people. */
export interface Directs {
  /** The channel, opened where it has to be; null where the person can't be written to. Rejects where that can't be known now. */
  open(user: string): Promise<string | null>;
  learn(user: string, channel: string): void;
  /** What was known is not true any more; false where nothing was known. */
  unlearn(user: string): boolean;
}

const KEPT_MS = 24 * 3_600_000;

/** Makes them. A channel once known is remembered, and an opening under way is joined. */
export function createDirects({ caller, clock }: { readonly caller: Caller; readonly clock: Clock }): Directs {
  const known = createRemembered<string | null>({ forMs: KEPT_MS, atMost: 20_000, clock });
  return {
    async open(user) {
      const channel = await known.getOr(user, () => openDirect(user, caller));
      // The person may open up again: the next message asks anew.
      if (channel === null) known.drop(user);
      return channel;
    },
    learn(user, channel) {
      if (known.get(user) !== channel) known.set(user, channel);
    },
    unlearn(user) {
      const had = known.get(user) !== undefined;
      known.drop(user);
      return had;
    },
  };
}

/** Opening what is open gives the same channel (docs.discord.com/developers/resources/user#create-dm). */
async function openDirect(user: string, caller: Caller): Promise<string | null> {
  const answer = await caller.ask((rest) => rest.post(Routes.userChannels(), { body: { recipient_id: user } }));
  const channel = answer.ok ? readId(answer.value) : null;
  if (channel !== null) return channel;
  if (!answer.ok && answer.trouble.kind === 'refused' && sortRefusal(answer.trouble) !== 'later') return null;
  throw new Error(`Discord could not be asked for direct messages: ${answer.ok ? 'no answer' : answer.trouble.kind}.`);
}

function readId(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null;
}
