import type { Clock } from '../../../contracts/ports.ts';
import { createRemembered } from '../../shared/remembered.ts';
import { namePerson } from '../place.ts';
import type { Caller } from './caller.ts';
import { sortRefusal } from './codes.ts';

/** A person in a workspace. */
export interface Someone {
  readonly team: string;
  readonly user: string;
}

/** The channels of direct messages with people. */
export interface Directs {
  /** The channel, opened where it has to be; null where the person can't be written to. Rejects where that can't be known now. */
  open(someone: Someone): Promise<string | null>;
  learn(someone: Someone, channel: string): void;
  /** What was known is not true any more; false where nothing was known. */
  unlearn(someone: Someone): boolean;
}

const KEPT_MS = 24 * 3_600_000;

/** Makes them. A channel once known is remembered, and an opening under way is joined. */
export function createDirects({ caller, clock }: { readonly caller: Caller; readonly clock: Clock }): Directs {
  const known = createRemembered<string | null>({ forMs: KEPT_MS, atMost: 20_000, clock });
  return {
    async open(someone) {
      const channel = await known.getOr(namePerson(someone), () => openDirect(someone, caller));
      if (channel === null) {
        // The person may open up again: the next message asks anew.
        known.drop(namePerson(someone));
      }
      return channel;
    },
    learn(someone, channel) {
      if (known.get(namePerson(someone)) !== channel) {
        known.set(namePerson(someone), channel);
      }
    },
    unlearn(someone) {
      const had = known.get(namePerson(someone)) !== undefined;
      known.drop(namePerson(someone));
      return had;
    },
  };
}

async function openDirect({ team, user }: Someone, caller: Caller): Promise<string | null> {
  const answer = await caller.call(team, (client) => client.conversations.open({ users: user }));
  if (answer.ok) {
    return answer.value.channel?.id ?? user;
  }
  if (answer.trouble.kind !== 'platform') {
    throw new Error(`Slack could not be asked for direct messages: ${answer.trouble.kind}.`);
  }
  // Without the scope im:write a post to the user's id opens the channel (docs.slack.dev, chat.postMessage, "Post to a DM").
  return sortRefusal(answer.trouble.code) === 'place' ? null : user;
}
