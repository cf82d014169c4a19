import type { Observation, ProbePort, ProbeProgress } from '../contracts/probes.ts';
import { isReached } from './controls.ts';

type Step = ProbeProgress['step'];

/** Tells how far a look is. */
export interface Progress {
  /** Tells a step as running now, and as ended when its observations are there; returns them. Ports told as one step are followed apart and told together. */
  follow(step: Step, part: Promise<readonly Observation[]>): Promise<readonly Observation[]>;
}

/** The step under which a port is told. */
export function stepOfPort(port: ProbePort): Step {
  return port === 25 || port === 465 || port === 587 ? (`port_${port}` as const) : 'other';
}

/** Progress told to `tell`. Each step is told once as running and once as ended. */
export function createProgress(tell: (progress: ProbeProgress) => void): Progress {
  const open = new Map<Step, { parts: number; seen: Observation[] }>();

  return {
    async follow(step, part) {
      const entry = open.get(step) ?? { parts: 0, seen: [] };
      if (!open.has(step)) tell({ step, state: 'running' });
      open.set(step, entry);
      entry.parts += 1;
      const observations = await part;
      entry.seen.push(...observations);
      entry.parts -= 1;
      if (entry.parts === 0) tell({ step, state: stateOf(entry.seen) });
      return observations;
    },
  };
}

function stateOf(seen: readonly Observation[]): ProbeProgress['state'] {
  if (seen.some(isReached)) return 'done';
  // Also where there was nothing to look at: a domain that names no host.
  const isSkipped = seen.every(({ failure }) => failure?.kind === 'limited' || failure?.kind === 'not_allowed');
  return isSkipped ? 'skipped' : 'failed';
}
