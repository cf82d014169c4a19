import type { Catalogue } from '../contracts/catalogue.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Channel, Clock, Logger, SessionStore } from '../contracts/ports.ts';
import type { Prober } from '../contracts/probes.ts';
import type { Engine } from '../contracts/turn.ts';

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
}

/** A desk's tools, with the channels by name. */
export interface Tools extends Omit<DeskOptions, 'channels'> {
  readonly channels: ReadonlyMap<string, Channel>;
  /** Aborted when the desk stops: waiting ends, what is left stays in the outbox. */
  readonly stopping: AbortSignal;
}
