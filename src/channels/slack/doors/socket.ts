import type { App } from '@slack/bolt';
import type { Clock, Logger } from '../../../contracts/ports.ts';
import { pause, pauseAfter } from '../../shared/pause.ts';
import { permanent } from '../../shared/permanent.ts';
import { readSlackError, TOKEN_TROUBLE } from '../api.ts';
import { type Link, type LinkOptions, openLink } from './socket-link.ts';
import { take } from './take.ts';

/** What the Socket Mode door is made of. */
export interface SocketDoorOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0 to 1. */
  random(): number;
}

/** Slack's payloads over a web socket that we open: no public address needed. */
export interface SocketDoor {
  init(app: App): void;
  /** Resolves once connected; from then on a lost connection is opened again until `stop`. Rejects when the first connection fails, with a permanent failure where the token is refused. May be called again. */
  start(): Promise<void>;
  /** Hangs up. Twice is once. */
  stop(): Promise<void>;
}

/** `apps.connections.open` will not take this token, now or later (docs.slack.dev, its errors). */
const REFUSED: ReadonlySet<string> = new Set([
  ...TOKEN_TROUBLE,
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'access_denied',
  'team_disabled',
  'user_removed_from_team',
]);

/** A connection that lived so long was a good one: the next is opened without a pause. */
const GOOD_MS = 10_000;

interface Life {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Makes the door. */
export function createSocketDoor(options: SocketDoorOptions): SocketDoor {
  let app: App | null = null;
  let life: Life | null = null;
  const link: LinkOptions = {
    ...options,
    take: async (incoming) => (app === null ? { kind: 'failed' } : take(app, incoming, options.logger)),
  };
  async function stop(): Promise<void> {
    const { ended, stop: end } = life ?? {};
    life = null;
    end?.abort();
    await ended;
  }
  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      await stop();
      const first = await openLink(link).catch((error: unknown) => {
        throw isRefused(error) ? permanent(describeRefusal(error), error) : error;
      });
      const end = new AbortController();
      const stopped = new Promise<null>((resolve) => {
        end.signal.addEventListener('abort', () => resolve(null), { once: true });
      });
      life = { stop: end, ended: keepOpen(first, { ...options, link, signal: end.signal, stopped }) };
    },
    stop,
  };
}

interface Keeping extends SocketDoorOptions {
  readonly link: LinkOptions;
  readonly signal: AbortSignal;
  /** Resolves when the signal is given. */
  readonly stopped: Promise<null>;
}

/** Waits for each connection's end and opens the next; the old one is left only when the new one stands, so that no click meets a closed door. */
async function keepOpen(first: Link, keeping: Keeping): Promise<void> {
  const { clock, signal, stopped } = keeping;
  let link: Link | null = first;
  let failures = 0;
  while (link !== null) {
    const since = clock.now();
    await Promise.race([link.leaving, stopped]);
    failures = clock.now() - since < GOOD_MS ? failures + 1 : 0;
    // A first short-lived connection is no reason to wait: only the second in a row is.
    const next: Link | null = signal.aborted ? null : await openAgain(failures - 1, keeping);
    await link.close();
    link = next;
  }
}

async function openAgain(failuresBefore: number, { link, logger, random, signal, stopped }: Keeping): Promise<Link | null> {
  let failures = Math.max(0, failuresBefore);
  let wait = pauseAfter(failures, random);
  while (!signal.aborted) {
    await pause(wait, signal);
    if (signal.aborted) return null;
    const opening = openLink(link);
    try {
      return await Promise.race([opening, stopped]);
    } catch (error) {
      if (isRefused(error)) {
        logger.error({ error: describeRefusal(error) }, 'Slack connection ended for good');
        return null;
      }
      failures += 1;
      wait = Math.max(pauseAfter(failures, random), waitAsked(error));
      logger.warn({ failures, waitMs: Math.round(wait) }, 'Slack connection not opened');
    } finally {
      if (signal.aborted)
        void opening.then(
          (late) => late.close(),
          () => undefined,
        );
    }
  }
  return null;
}

function waitAsked(error: unknown): number {
  const trouble = readSlackError(error);
  return trouble.kind === 'rate_limited' ? trouble.retryAfterMs : 0;
}

function isRefused(error: unknown): boolean {
  const trouble = readSlackError(error);
  return trouble.kind === 'platform' && REFUSED.has(trouble.code);
}

function describeRefusal(error: unknown): string {
  const trouble = readSlackError(error);
  return `Slack refuses SLACK_APP_TOKEN: ${trouble.kind === 'platform' ? trouble.code : trouble.kind}`;
}
