/** How Slack is reached (design §4). With an app token: Socket Mode; with a signing secret: HTTP; with client id and secret: many workspaces by OAuth. */
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

/** How Discord is reached (design §4). */
export interface DiscordSettings {
  readonly token: string;
  readonly applicationId: string;
  /** Base of the API without its version: `https://discord.com/api` unless told otherwise. */
  readonly apiUrl: string;
  /** Ids of the channels and forums in which the bot offers help. */
  readonly helpdeskChannels: readonly string[];
  /** Off: interactions come by HTTP only. */
  readonly gateway: boolean;
}
