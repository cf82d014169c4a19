import type { Clock } from '../contracts/ports.ts';

/** The real present. */
export const CLOCK: Clock = { now: () => Date.now() };
