import { setTimeout as sleep } from 'node:timers/promises';
import { isPermanent } from '../channels/shared/permanent.ts';
import type { Channel, Desk, Logger } from '../contracts/ports.ts';

/** `starting` until the channel is up; `down` when no second try can help. */
export type ChannelState = 'up' | 'starting' | 'down';

/** What starting a channel needs. */
export interface StartOptions {
  readonly desk: Desk;
  readonly logger: Logger;
  /** Ends the tries. */
  readonly stopping: AbortSignal;
  tell(name: string, state: ChannelState, reason: string | null): void;
}

/** A service that is down stays down for minutes; a network that comes up late does so within seconds. Milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * Starts a channel, again and again until its service can be reached. Resolves once it is up, will never be, or the program stops; what
 * goes wrong is told in one line and takes no other channel down.
 */
export async function startChannel(channel: Channel, options: StartOptions): Promise<void> {
  const { desk, logger, stopping, tell } = options;
  for (let wait = FIRST_WAIT; !stopping.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      await channel.start(desk);
      tell(channel.name, 'up', null);
      return;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (isPermanent(error)) {
        logger.debug({ channel: channel.name, error }, 'channel did not start');
        tell(channel.name, 'down', reason);
        return;
      }
      logger.debug({ channel: channel.name, error }, 'channel not started yet, trying again');
      tell(channel.name, 'starting', reason);
    }
    await sleep(wait, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  }
}
