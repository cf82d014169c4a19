import type { Observation, TlsVersionFacts } from '../contracts/probes.ts';
import { classify } from './floor/classify.ts';
import { observe } from './floor/observe.ts';
import type { Errand } from './kit.ts';
import { rememberLook } from './ports.ts';
import { lookAtSmtp, type SmtpLook } from './smtp.ts';

const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const satisfies readonly TlsVersionFacts['version'][];

/** Where old programs are pointed at, most usual first. */
const PORTS_IN_ORDER = [587, 465, 25] as const;

/** One place where TLS was tried. */
interface TlsPlace {
  readonly host: string;
  readonly address: string;
  readonly port: 25 | 465 | 587;
}

/** One look with each version at the first place of the host where TLS was tried, side by side; none where there was no TLS at all. */
export async function lookAtTlsVersions(errand: Errand, seen: readonly Observation[]): Promise<readonly Observation[]> {
  const place = findPlace(seen);
  if (place === null) return [];
  const { kit, party } = errand;
  const key = `${place.host}/tls`;
  const known = kit.looks.get(key);
  if (known !== null) return known;
  if (!kit.limits.take(party)) return [observeVersion(errand, place, { version: 'TLSv1', at: kit.observer.clock.now(), look: null })];
  const look = Promise.all(VERSIONS.map((version) => lookWithVersion(errand, place, version)));
  rememberLook(errand, key, look);
  return look;
}

function findPlace(seen: readonly Observation[]): TlsPlace | null {
  for (const port of PORTS_IN_ORDER) {
    const tried = seen.find((observation) => observation.port === port && triedTls(observation));
    if (tried !== undefined && tried.address !== null) return { host: tried.host, address: tried.address, port };
  }
  return null;
}

/** A handshake that failed counts: a server with old versions only fails today's. */
function triedTls({ facts, failure }: Observation): boolean {
  return facts?.kind === 'smtp' && (facts.tls !== null || failure?.step === 'handshake');
}

async function lookWithVersion(errand: Errand, place: TlsPlace, version: TlsVersionFacts['version']): Promise<Observation> {
  const { kit, deadline } = errand;
  const at = kit.observer.clock.now();
  const look = await lookAtSmtp(
    {
      door: { address: place.address, port: kit.ports[place.port] ?? place.port },
      security: { host: place.host, context: kit.trust.version(version) },
      implicitTls: place.port === 465,
    },
    { deadline, stepMs: kit.times.stepMs },
  );
  return observeVersion(errand, place, { version, at, look });
}

interface VersionLook {
  readonly version: TlsVersionFacts['version'];
  readonly at: number;
  /** Null when a limit said no. */
  readonly look: SmtpLook | null;
}

function observeVersion({ kit }: Errand, { host, address, port }: TlsPlace, { version, at, look }: VersionLook): Observation {
  const accepted = look === null ? null : wasAccepted(look);
  const failure = look === null ? classify({ kind: 'limited' }, 'guard') : look.failure;
  return observe(kit.observer, at, {
    probe: 'tls_version',
    host,
    address,
    port,
    suffix: version,
    failure: accepted === true ? null : failure,
    facts: accepted === null ? null : { kind: 'tls_version', version, accepted },
  });
}

/** Null where the look met other trouble before the handshake could tell. */
function wasAccepted({ facts, failure }: SmtpLook): boolean | null {
  if (facts !== null && facts.tls !== null) return true;
  // Servers turn an old version down with an alert, or just hang up.
  const isRefusal =
    failure?.step === 'handshake' && (failure.kind === 'tls_failed' || failure.kind === 'reset' || failure.kind === 'closed_early');
  return isRefusal ? false : null;
}
