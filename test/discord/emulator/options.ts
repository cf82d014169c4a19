/** The app as it is registered with Discord. Its bot has the same id, as that of every newer app. */
export interface AppSettings {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  /** Whether the privileged MESSAGE_CONTENT intent is switched on in the portal. */
  readonly messageContent: boolean;
  /** Shards that GET /gateway/bot asks for. */
  readonly shards: number;
  /** Sessions that may still be started today (docs.discord.com/developers/events/gateway, "Session Start Limit"). */
  readonly sessionStarts: number;
  /** Sessions that may be started at once: the same page. 1 for every app but the largest. */
  readonly maxConcurrency: number;
}

/** How the emulator behaves. Times in milliseconds. */
export interface FakeDiscordOptions {
  readonly app: AppSettings;
  /** The emulator's own time: of ids, tokens, nonces and rate limits. */
  readonly now: () => number;
  /** Seed of everything that happens by chance. */
  readonly seed: number;
  /** An interaction must be answered within 3 s: docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Callback". */
  readonly answerMs: number;
  /** A token of an interaction is good for 15 minutes: the same page, "Followup Messages". */
  readonly tokenMs: number;
  /** "The past few minutes" in which a nonce is unique: docs.discord.com/developers/resources/message, "Create Message". How many is not documented. */
  readonly nonceMs: number;
  /** What HELLO asks for: docs.discord.com/developers/events/gateway, "Hello Event". */
  readonly heartbeatMs: number;
  /** How long a session without connection waits to be resumed. */
  readonly resumeMs: number;
  /** Least time between two IDENTIFYs of a shard; 0: no limit, so that tests need not wait (Discord: 5 s). */
  readonly identifyMs: number;
  /** Whether buckets and the global limit of 50 requests a second hold: docs.discord.com/developers/topics/rate-limits. */
  readonly rateLimits: boolean;
  /** Whether calls and deliveries are kept, to be looked at. */
  readonly keepRecords: boolean;
  readonly port: number;
}

/** An app that may read messages, and needs one shard. */
export const DEFAULT_APP: AppSettings = {
  id: '1100000000000000001',
  name: 'Okuru',
  token: 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.fake.token-of-the-fake',
  messageContent: true,
  shards: 1,
  sessionStarts: 1_000,
  maxConcurrency: 1,
};

/** What a test may set differently. */
export interface FakeDiscordSettings extends Partial<Omit<FakeDiscordOptions, 'app'>> {
  readonly app?: Partial<AppSettings>;
}

/** The options with what was left out filled in. */
export function completeOptions(settings: FakeDiscordSettings): FakeDiscordOptions {
  const { app, ...rest } = settings;
  return {
    now: Date.now,
    seed: 1,
    answerMs: 3_000,
    tokenMs: 15 * 60_000,
    nonceMs: 5 * 60_000,
    heartbeatMs: 41_250,
    resumeMs: 120_000,
    identifyMs: 0,
    rateLimits: false,
    keepRecords: true,
    port: 0,
    ...rest,
    app: { ...DEFAULT_APP, ...app },
  };
}
