import type { Lang } from '../../contracts/lang.ts';
import type { Translator } from '../../contracts/messages.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import type { DiscordSettings } from '../../contracts/settings.ts';

export type { DiscordSettings };

/** Name of the channel, and first part of its conversation ids. */
export const DISCORD = 'discord';

/** What the Discord channel is made of. */
export interface DiscordOptions {
  readonly settings: DiscordSettings;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notes: Notebook;
  /** Language before anything is known of the person. */
  readonly lang: Lang;
}
