import type { Controls } from '../contracts/catalogue.ts';
import type { Observation, ProbePort } from '../contracts/probes.ts';
import type { Cache } from './floor/cache.ts';
import type { Deadline } from './floor/deadline.ts';
import type { Guard } from './floor/guard.ts';
import type { Limits, Party } from './floor/limits.ts';
import type { Observer } from './floor/observe.ts';
import type { Trust } from './floor/secure.ts';

/** Times of a look, in milliseconds. */
export interface Times {
  /** All of it. */
  readonly totalMs: number;
  /** Each step of a connection. */
  readonly stepMs: number;
  /** Each question to a name server. */
  readonly nameMs: number;
  /** How long the first of two controls may stay silent before the second is looked at too. */
  readonly patienceMs: number;
}

/** Design §5: 10 s a target and 5 s a step. The look ends half a second early, so that its answer is there within ten. */
export const TIMES: Times = { totalMs: 9_500, stepMs: 5_000, nameMs: 4_000, patienceMs: 1_500 };

/** What all looks of a prober share. */
export interface Kit {
  readonly observer: Observer;
  readonly guard: Guard;
  readonly trust: Trust;
  readonly limits: Limits;
  readonly controls: Controls;
  readonly dnsServer: string | null;
  readonly times: Times;
  /** Port to connect to in place of a port of mail: tests only. */
  readonly ports: Readonly<Partial<Record<ProbePort, number>>>;
  /** Answers of name servers, and looks at one host and port. */
  readonly names: Cache<Observation>;
  readonly looks: Cache<readonly Observation[]>;
}

/** One request under way. */
export interface Errand {
  readonly kit: Kit;
  readonly deadline: Deadline;
  /** Whom new looks are counted for. */
  readonly party: Party;
}
