import type { Clock } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';
import type { Who } from './people.ts';
import { namePerson } from './place.ts';

/** Which channels are a person's direct messages with the bot: all have ids that begin with D, and so have those with anybody else. */
export interface OwnDirects {
  learn(who: Who, channel: string): void;
  /** Asks Slack where it is not known; false where Slack does not say so soon. Never rejects. */
  isOwn(who: Who, channel: string): Promise<boolean>;
}

/** What they are made of. */
export interface OwnDirectsOptions {
  readonly clock: Clock;
  /** The channel of a person's direct messages, as Slack tells it. */
  open(who: Who): Promise<string | null>;
}

const KEPT_MS = 24 * 3_600_000;
/** An acknowledgement waits for it. */
const PATIENCE_MS = 1_000;

/** Makes them. */
export function createOwnDirects({ clock, open }: OwnDirectsOptions): OwnDirects {
  const known = createRemembered<string | null>({ forMs: KEPT_MS, atMost: 10_000, clock });
  return {
    learn(who, channel) {
      if (known.get(namePerson(who)) !== channel) known.set(namePerson(who), channel);
    },
    async isOwn(who, channel) {
      if (!channel.startsWith('D')) return false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), PATIENCE_MS);
      });
      const own = await Promise.race([known.getOr(namePerson(who), () => open(who)).catch(() => null), late]);
      clearTimeout(timer);
      return own === channel;
    },
  };
}
