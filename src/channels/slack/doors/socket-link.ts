import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import type { Logger } from '../../../contracts/ports.ts';
import { createSlackLogger } from '../slack-logger.ts';
import type { Incoming, Taken } from './take.ts';

/** What a connection is made of. */
export interface LinkOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  take(incoming: Incoming): Promise<Taken>;
}

/** One connection of Socket Mode, from its `hello` on. */
export interface Link {
  /** Resolves once the connection is gone, or Slack has told that it soon will be. */
  readonly leaving: Promise<void>;
  /** Gives what is under way a moment to be acknowledged, then hangs up. Never rejects; twice is once. */
  close(): Promise<void>;
}

/** A connection that has said no `hello` by then is none. */
const HELLO_LIMIT_MS = 10_000;
/** For acknowledgements under way at the end of a connection. */
const LAST_ACKS_MS = 2_000;
/** For the other side's part of a good-bye. Slack's library would wait for half a minute. */
const GOODBYE_MS = 300;

const disconnect = z.object({ type: z.literal('disconnect') });

/** What Slack's client tells of each payload. */
interface Told {
  readonly body: Record<string, unknown>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  ack(answer?: unknown): Promise<void>;
}

/** Slack's client, with two habits changed. */
class Socket extends SocketModeClient {
  /** Slack's client would hang up at once when told to move. Here the old connection serves until the new one stands. */
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      if (isDisconnect(data)) {
        this.emit('leaving');
        return;
      }
      await super.onWebSocketMessage(data, isBinary);
    } catch {
      // A frame that is no envelope would be an unhandled rejection. There is nobody to tell: it names nothing to acknowledge.
    }
  }
}

/** Told to move (docs.slack.dev, "Using Socket Mode": `{"type":"disconnect","reason":…}`). */
function isDisconnect(data: string | ArrayBuffer): boolean {
  return typeof data === 'string' && data.length < 1_000 && data.includes('"disconnect"') && disconnect.safeParse(JSON.parse(data)).success;
}

/** Opens a connection. Rejects as `apps.connections.open` does, or when there is no `hello` in time. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const client = createClient(options);
  const under = new Set<Promise<void>>();
  const leaving = new Promise<void>((resolve) => {
    client.once('leaving', () => resolve());
    client.once('disconnected', () => resolve());
  });
  client.on('slack_event', (told: Told) => {
    const work = serve(told, options);
    under.add(work);
    void work.then(() => under.delete(work));
  });
  let closing: Promise<void> | null = null;
  const link: Link = {
    leaving,
    close() {
      closing ??= endSoon(Promise.all(under), LAST_ACKS_MS).then(() => hangUp(client));
      return closing;
    },
  };
  try {
    await untilHello(client);
    return link;
  } catch (error) {
    await link.close();
    throw error;
  }
}

function createClient({ appToken, apiUrl, logger }: LinkOptions): SocketModeClient {
  return new Socket({
    appToken,
    autoReconnectEnabled: false,
    logger: createSlackLogger(asDetails(logger)),
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: HELLO_LIMIT_MS },
  });
}

/** A lost connection is everyday life, and whoever keeps the connections tells what matters of it. */
function asDetails(logger: Logger): Logger {
  return { ...logger, warn: logger.debug.bind(logger), error: logger.debug.bind(logger) };
}

async function untilHello(client: SocketModeClient): Promise<void> {
  const started = client.start();
  const hello = started.then(() => true, explainLoss);
  if ((await Promise.race([hello, waitFor(HELLO_LIMIT_MS, hello)])) === true) return;
  // Slack's client would go on opening what nobody waits for.
  started.then(
    () => hangUp(client),
    () => undefined,
  );
  throw new Error('Slack said no hello on the connection.');
}

/** Slack's client rejects with nothing when a connection ends before its hello. */
function explainLoss(error: unknown): never {
  throw error ?? new Error('The connection ended before Slack said hello.');
}

/** One payload: taken, then acknowledged. A connection that went away meanwhile can't be told; Slack tells an event again, and the desk knows it. */
async function serve({ ack, body, retry_num, retry_reason }: Told, { take, logger }: LinkOptions): Promise<void> {
  const taken = await take({ body, retryNum: retry_num, retryReason: retry_reason });
  if (taken.kind === 'failed') return;
  try {
    await ack(taken.answer);
  } catch (error) {
    logger.debug({ error }, 'Slack connection gone before its acknowledgement');
  }
}

/** Told a second time, Slack's client gives up a silent connection, and drops the timer it would keep for half a minute. */
async function hangUp(client: SocketModeClient): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    client.once('disconnected', () => resolve());
  });
  void client.disconnect();
  await endSoon(gone, GOODBYE_MS);
  void client.disconnect();
}

async function endSoon(work: Promise<unknown>, ms: number): Promise<void> {
  await Promise.race([work, waitFor(ms, work)]);
}

/** Resolves after so many milliseconds; the timer is dropped as soon as the work has ended. */
function waitFor(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const drop = (): void => clearTimeout(timer);
    work.then(drop, drop);
  });
}
