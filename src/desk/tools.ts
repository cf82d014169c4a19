import type { Catalogue } from '../contracts/catalogue.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Channel, Clock, Logger, SessionStore } from '../contracts/ports.ts';
import type { Prober } from '../contracts/probes.ts';
import type { Engine } from '../contracts/turn.ts';
import type { Recent } from './recent.ts';

/** Everything a desk works with. */
export interface DeskOptions {
  readonly engine: Engine;
  readonly store: SessionStore;
  readonly translator: Translator;
  readonly prober: Prober;
  readonly channels: readonly Channel[];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this desk among those that share a store. */
  readonly name: string;
  /** Times that differ from `PACE`. */
  readonly pace?: Partial<Pace>;
}

/** How long the desk waits for what, in milliseconds. */
export interface Pace {
  /** Waits between tries of a wish: the first, doubled each time up to the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A channel that does not answer for so long is tried again. */
  readonly sendWithinMs: number;
  /** A prober that keeps its promise answers within 10 s; one that hangs is not waited for longer than this. */
  readonly lookWithinMs: number;
  /** How long a hold on an outbox lasts where desks share a store. A dead desk's wishes wait so long. */
  readonly holdMs: number;
  /** How often a desk renews what it holds, and sees what another desk put there while it waits for a look. */
  readonly renewMs: number;
  /** How often what a dead desk left is taken up. */
  readonly sweepMs: number;
  /** How long stopping waits for sends under way; what is not crossed off by then is sent again at the next start, under the same id. */
  readonly stopWithinMs: number;
}

/** A platform that is down stays down for minutes, a hiccup for less than a second. */
export const PACE: Pace = {
  firstWaitMs: 500,
  longestWaitMs: 60_000,
  sendWithinMs: 30_000,
  lookWithinMs: 30_000,
  holdMs: 60_000,
  renewMs: 250,
  sweepMs: 30_000,
  stopWithinMs: 5_000,
};

/** A desk's tools, with the channels by name. */
export interface Tools extends Omit<DeskOptions, 'channels' | 'pace'> {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly pace: Pace;
  readonly recent: Recent;
  /** Aborted when the desk stops: waiting ends, what is left stays in the outbox. */
  readonly stopping: AbortSignal;
}
