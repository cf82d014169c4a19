import { GatewayCloseCodes, GatewayIntentBits } from 'discord.js';
import type { Logger } from '../../../contracts/ports.ts';
import { pause, pauseAfter } from '../../shared/pause.ts';
import { permanent } from '../../shared/permanent.ts';
import { createGatewayClient, type GatewayClient } from './gateway-client.ts';
import type { Sessions } from './sessions.ts';

/** What the gateway door is made of. */
export interface GatewayDoorOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly helpdeskChannels: readonly string[];
  readonly logger: Logger;
  /** 0 to 1. */
  random(): number;
  readonly sessions: Sessions;
  hearInteraction(data: unknown): Promise<void>;
  hearMessage(data: unknown): Promise<void>;
}

/** What Discord tells over a web socket that we open: no public address needed. */
export interface GatewayDoor {
  /**
   * Resolves once connected; from then on a lost connection is opened again until `stop`. Rejects when the first connection fails, unless the bot can go
   * without one meanwhile; with a permanent failure where the token is refused. May be called again.
   */
  start(goes: { readonly without: boolean }): Promise<void>;
  /** Hangs up. Twice is once. */
  stop(): Promise<void>;
}

/** discord.js waits a minute for the first word of a connection. Milliseconds. */
const LOGIN_LIMIT_MS = 45_000;

interface Life {
  readonly stop: AbortController;
  ended: Promise<void>;
}

/** A connection that Discord ended for good. */
class ClosedError extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`Discord closed the connection to the gateway (${code}).`);
    this.code = code;
  }
}

/** Makes the door. */
export function createGatewayDoor(options: GatewayDoorOptions): GatewayDoor {
  let life: Life | null = null;
  async function stop(): Promise<void> {
    const last = life;
    life = null;
    last?.stop.abort();
    await last?.ended;
    await options.sessions.settle();
  }
  return {
    async start({ without }) {
      await stop();
      const end = new AbortController();
      const mine: Life = { stop: end, ended: Promise.resolve() };
      life = mine;
      const opening = open(options, end.signal);
      // Who stops meanwhile waits for the line to be cut.
      mine.ended = opening.then(
        () => undefined,
        () => undefined,
      );
      const first = await opening.catch((error: unknown) => {
        if (!without || isRefused(error)) throw explain(error);
        options.logger.warn({ error }, 'Discord gateway not reached, interactions come by HTTP meanwhile');
        return null;
      });
      mine.ended = keepOpen(first, options, end.signal);
    },
    stop,
  };
}

/** Waits for each connection's end and opens the next. */
async function keepOpen(first: GatewayClient | null, options: GatewayDoorOptions, signal: AbortSignal): Promise<void> {
  let client = first;
  while (!signal.aborted) {
    const code = client === null ? null : await endOf(client, signal);
    await client?.close();
    if (code !== null && !signal.aborted) options.logger.warn({ code }, 'Discord gateway closed');
    client = await openAgain({ isLate: client === null }, options, signal);
    if (client === null) return;
  }
  await client?.close();
}

/** A new connection, after as many tries as it takes; null where none will come. */
async function openAgain(
  { isLate }: { readonly isLate: boolean },
  options: GatewayDoorOptions,
  signal: AbortSignal,
): Promise<GatewayClient | null> {
  const { logger, random } = options;
  for (let failures = isLate ? 1 : 0; !signal.aborted; failures += 1) {
    await pause(pauseAfter(failures, random), signal);
    if (signal.aborted) break;
    try {
      return await open(options, signal);
    } catch (error) {
      if (isRefused(error)) {
        logger.error({}, 'Discord gateway closed for good: DISCORD_TOKEN is refused');
        return null;
      }
      if (!signal.aborted) logger.warn({ failures, error }, 'Discord gateway not reached');
    }
  }
  return null;
}

/** The close code, or null when we hang up. */
async function endOf(client: GatewayClient, signal: AbortSignal): Promise<number | null> {
  return Promise.race([client.ended, stopOf(signal)]);
}

/** A connection with all that is asked for; without the words of messages in servers, where Discord does not give them to this bot. */
async function open(options: GatewayDoorOptions, signal: AbortSignal): Promise<GatewayClient> {
  const { DirectMessages, GuildMessages, MessageContent } = GatewayIntentBits;
  if (options.helpdeskChannels.length === 0) return connect([DirectMessages], options, signal);
  try {
    return await connect([DirectMessages, GuildMessages, MessageContent], options, signal);
  } catch (error) {
    if (codeOf(error) !== GatewayCloseCodes.DisallowedIntents) throw error;
    options.logger.warn(
      { setting: 'Message Content Intent' },
      'Discord keeps the words in servers from this bot, it offers no help there: allow the intent in the developer portal',
    );
    return connect([DirectMessages, GuildMessages], options, signal);
  }
}

async function connect(intents: readonly number[], options: GatewayDoorOptions, signal: AbortSignal): Promise<GatewayClient> {
  const { logger, hearInteraction, hearMessage } = options;
  const client = createGatewayClient({
    ...options,
    intents,
    onInteraction: hearInteraction,
    onMessage: hearMessage,
    onTrouble: (error) => logger.debug({ error }, 'Discord gateway connection troubled'),
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), LOGIN_LIMIT_MS);
  });
  try {
    const closed = client.ended.then((code) => new ClosedError(code));
    const ready = client.login().then(() => null);
    const result = await Promise.race([
      ready.catch((error: unknown) => preferClosed(closed, error)),
      closed,
      late,
      stopOf(signal).then(() => 'stopped' as const),
    ]);
    if (result === null) return client;
    throw result instanceof Error ? result : new Error(`Discord did not open the gateway (${String(result)}).`);
  } catch (error) {
    await client.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** discord.js rejects with a sentence; the close code that came with it says more. */
async function preferClosed(closed: Promise<Error>, error: unknown): Promise<Error> {
  const soon = new Promise<null>((resolve) => setTimeout(() => resolve(null), 0));
  return (await Promise.race([closed, soon])) ?? (error instanceof Error ? error : new Error(String(error)));
}

function stopOf(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

function codeOf(error: unknown): number | null {
  return error instanceof ClosedError ? error.code : null;
}

/** 4004, or discord.js' own word for HTTP 401. */
function isRefused(error: unknown): boolean {
  return (
    codeOf(error) === GatewayCloseCodes.AuthenticationFailed || (error instanceof Error && 'code' in error && error.code === 'TokenInvalid')
  );
}

function explain(error: unknown): unknown {
  return isRefused(error) ? permanent('Discord refuses DISCORD_TOKEN', error) : error;
}
