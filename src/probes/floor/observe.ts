import type { Clock } from '../../contracts/ports.ts';
import type { Failure, Observation, Vantage } from '../../contracts/probes.ts';
import { familyOf } from './guard.ts';

/** What an observation is about; the rest is filled in here. */
export interface Seen {
  readonly probe: Observation['probe'];
  readonly host: string;
  readonly address: string | null;
  readonly port: number | null;
  readonly failure: Failure | null;
  readonly facts: Observation['facts'];
  /** Third part of the id where it is not the address: the record asked for. */
  readonly record?: string;
  /** Fifth part of the id, where one address and port is looked at more than once. */
  readonly suffix?: string;
}

/** Who looks, and by which clock. */
export interface Observer {
  readonly vantage: Vantage;
  readonly clock: Clock;
}

/** Makes an observation of a look that began at `at`. Its id is `<probe>/<vantage>/<host>/<address or record>/<port>`, `-` for what is not there. */
export function observe({ vantage, clock }: Observer, at: number, seen: Seen): Observation {
  const { probe, host, address, port, failure, facts } = seen;
  const parts = [probe, vantage, host, seen.record ?? address ?? '-', port ?? '-', ...(seen.suffix === undefined ? [] : [seen.suffix])];
  return {
    id: parts.join('/'),
    probe,
    vantage,
    host,
    address,
    family: address === null ? null : familyOf(address),
    port,
    control: false,
    at,
    ms: Math.max(0, clock.now() - at),
    failure,
    facts,
  };
}
