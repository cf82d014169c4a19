import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock, Logger } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';

/** What a channel is under, and its name: of a post in a forum its title. */
export interface ChannelAbout {
  readonly parent: string | null;
  readonly name: string;
}

/** What Discord tells of channels. */
export interface Channels {
  /** Null where Discord does not say. Never rejects. */
  about(channel: string): Promise<ChannelAbout | null>;
}

/** What they are made of. */
export interface ChannelsOptions {
  readonly rest: REST;
  readonly clock: Clock;
  readonly logger: Logger;
}

const told = z.object({ parent_id: z.string().nullish(), name: z.string().nullish() });

/** Makes them. */
export function createChannels({ rest, clock, logger }: ChannelsOptions): Channels {
  const known = createRemembered<ChannelAbout | null>({ forMs: 3_600_000, atMost: 5_000, clock });
  return {
    async about(channel) {
      try {
        return await known.getOr(channel, async () => {
          const read = told.safeParse(await rest.get(Routes.channel(channel)));
          return read.success ? { parent: read.data.parent_id ?? null, name: read.data.name ?? '' } : null;
        });
      } catch {
        logger.debug({ channel }, 'Discord does not tell of a channel');
        return null;
      }
    },
  };
}
