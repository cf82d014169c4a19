import type { Lang } from '../../contracts/lang.ts';
import type { Translator } from '../../contracts/messages.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';

/** Name of the channel, and first part of its conversation ids. */
export const SLACK = 'slack';

/** How Slack is reached. With an app token: Socket Mode; with a signing secret: HTTP; with client id and secret: many workspaces by OAuth. */
export interface SlackSettings {
  readonly botToken: string | null;
  readonly signingSecret: string | null;
  readonly appToken: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Base of the Web API, with its last slash: `https://slack.com/api/` unless told otherwise. */
  readonly apiUrl: string;
  /** Ids of the channels in which the bot offers help. */
  readonly helpdeskChannels: readonly string[];
  /** What installed workspaces' tokens are encrypted with; null: a key derived from the client secret. */
  readonly encryptionKey: string | null;
}

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
