import type { Observation, ProbeRequest, SmtpFacts } from '../../../src/contracts/probes.ts';
import { createProber, type ProberOptions } from '../../../src/probes/prober.ts';

/** A request for one host and nothing else, unless told otherwise. */
export function requestFor(host: string | null, more: Partial<ProbeRequest> = {}): ProbeRequest {
  return { run: 'run-1', host, domain: null, ports: [587], oldTls: false, controls: 'none', person: 'p1', workplace: 'w1', ...more };
}

/** Waits of a test's prober, in milliseconds. */
export const WAITS = { stepMs: 4_000, totalMs: 9_000, nameMs: 3_000, patienceMs: 2_000 } as const;

/** A prober for servers on the loopback. Waits are long enough for a busy machine; a test of silence shortens the one it waits for. */
export function proberFor(ports: ProberOptions['ports'], more: Partial<ProberOptions> = {}) {
  return createProber({
    vantage: 'bot',
    dns: null,
    allow: ['127.0.0.0/8', '::1/128'],
    caFile: null,
    controls: { submission: [], relay: [] },
    clock: { now: () => Date.now() },
    limits: WAITS,
    ports: ports ?? {},
    ...more,
  });
}

/** The looks at a port. */
export function looksAt(observations: readonly Observation[], port: number): readonly Observation[] {
  return observations.filter((observation) => observation.port === port);
}

/** The one look at a port; throws if there are none or more. */
export function lookAt(observations: readonly Observation[], port: number): Observation {
  const [look, ...more] = looksAt(observations, port);
  if (look === undefined || more.length > 0) throw new Error(`${more.length + (look ? 1 : 0)} looks at ${port}`);
  return look;
}

/** The SMTP facts of a look; throws if it has none. */
export function smtpFacts(observation: Observation): SmtpFacts {
  if (observation.facts?.kind !== 'smtp') throw new Error(`no SMTP facts: ${JSON.stringify(observation)}`);
  return observation.facts;
}
