/** The app as it is registered with Slack. */
export interface AppSettings {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly verificationToken: string;
  /** Scopes a bot token gets when the app is installed. */
  readonly scopes: readonly string[];
  /** Events the app is subscribed to. */
  readonly events: readonly string[];
  readonly commands: readonly string[];
  /** Where authorization may lead back to; empty: anywhere. */
  readonly redirectUrls: readonly string[];
}

/** How the emulator behaves. Times in milliseconds. */
export interface FakeSlackOptions {
  readonly app: AppSettings;
  /** The emulator's own time: of timestamps, triggers, response addresses and rate limits. */
  readonly now: () => number;
  /** Seed of everything that happens by chance. */
  readonly seed: number;
  /** Slack waits 3 s for an acknowledgement: docs.slack.dev/apis/events-api, "Responding to events". */
  readonly ackTimeoutMs: number;
  /** Events that were not acknowledged come again at once, after 1 and after 5 minutes: docs.slack.dev/apis/events-api, "Retries". */
  readonly retryAfterMs: readonly number[];
  /** A trigger is good for 3 s: docs.slack.dev/interactivity/handling-user-interaction. */
  readonly triggerMs: number;
  /** Whether the app hears of its own posts, edits and deletions, as it does of everybody's. */
  readonly echoOwnMessages: boolean;
  /** Whether chat.postMessage takes about one message a second and channel: docs.slack.dev/apis/web-api/rate-limits. */
  readonly rateLimits: boolean;
  /** Whether calls and deliveries are kept, to be looked at. */
  readonly keepRecords: boolean;
  /** How often the server pings its sockets. */
  readonly pingMs: number;
  readonly port: number;
}

/** All scopes that the emulated methods ask for. */
export const EVERY_SCOPE = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:write',
  'users:read',
] as const;

/** All events the people of the emulator give rise to. */
export const EVERY_EVENT = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_context_changed',
  'assistant_thread_started',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
] as const;

/** An app with every scope and event, and the command of the product. */
export const DEFAULT_APP: AppSettings = {
  id: 'A0FAKE',
  clientId: '1111.2222',
  clientSecret: 'client-secret-of-the-fake',
  signingSecret: 'signing-secret-of-the-fake',
  appToken: 'xapp-1-A0FAKE-1-fake',
  verificationToken: 'verification-token-of-the-fake',
  scopes: EVERY_SCOPE,
  events: EVERY_EVENT,
  commands: ['/mailfix'],
  redirectUrls: [],
};

/** What a test may set differently. */
export interface FakeSlackSettings extends Partial<Omit<FakeSlackOptions, 'app'>> {
  readonly app?: Partial<AppSettings>;
}

/** The options with what was left out filled in. */
export function completeOptions(settings: FakeSlackSettings): FakeSlackOptions {
  const { app, ...rest } = settings;
  return {
    now: Date.now,
    seed: 1,
    ackTimeoutMs: 3_000,
    retryAfterMs: [0, 60_000, 300_000],
    triggerMs: 3_000,
    echoOwnMessages: true,
    rateLimits: false,
    keepRecords: true,
    pingMs: 10_000,
    port: 0,
    ...rest,
    app: { ...DEFAULT_APP, ...app },
  };
}
