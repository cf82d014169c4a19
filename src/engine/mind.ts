import type { Knowledge } from '../contracts/catalogue.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Reader } from '../contracts/reading.ts';
import type { Envelope } from '../contracts/turn.ts';

/** What thinking needs and never changes. */
export interface Mind {
  readonly knowledge: Knowledge;
  readonly reader: Reader;
  /** May looks be asked for? False where a corpus is replayed without a network. */
  readonly looks: boolean;
  readonly defaultLang: Lang;
}

/** One turn's circumstances. */
export interface Moment {
  readonly mind: Mind;
  readonly envelope: Envelope;
  readonly now: number;
}
