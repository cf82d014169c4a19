import type { Lang } from '../../contracts/lang.ts';
import type { Translator } from '../../contracts/messages.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import type { SlackSettings } from '../../contracts/settings.ts';

export type { SlackSettings };

/** Name of the channel, and first part of its conversation ids. */
export const SLACK = 'slack';

/** What the Slack channel is made of. */
export interface SlackOptions {
  readonly settings: SlackSettings;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notes: Notebook;
  /** Language before anything is known of the person. */
  readonly lang: Lang;
  /** The address the HTTP server is reached at from outside; null where it is not. */
  readonly publicUrl: string | null;
}
