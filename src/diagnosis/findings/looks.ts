import type { Finding, FindingId } from '../../contracts/diagnosis.ts';
import type { FailureKind, Observation, SmtpFacts, TlsVersionFacts, Vantage } from '../../contracts/probes.ts';

/**
 * What the looks at one port of one host come to. `open`: something answered. `silent`: connecting failed on every
 * address. `unclear`: the looks never got as far as connecting, or failed in a way that says nothing about the port.
 */
export type Reach = 'open' | 'silent' | 'unclear' | 'not_looked';

/** The looks a rule works on, with the questions the rules ask of them. */
export interface Looks {
  readonly all: readonly Observation[];
  /** Hosts that are not controls, in order of appearance. */
  readonly hosts: readonly string[];
}

/** Which looks a rule asks about. */
export interface Filter {
  readonly vantage?: Vantage;
  readonly host?: string;
  readonly port?: number;
  readonly control?: boolean;
}

const CONNECT_FAILURES: readonly FailureKind[] = ['timeout', 'refused', 'reset', 'unreachable'];
const NEVER_TRIED: readonly FailureKind[] = ['name_not_found', 'name_failure', 'not_allowed', 'limited', 'unknown_failure'];

/** Gathers observations for the rules. */
export function gatherLooks(observations: readonly Observation[]): Looks {
  const hosts = new Set(observations.filter((look) => !look.control).map((look) => look.host));
  return { all: observations, hosts: [...hosts] };
}

/** The looks that fit every given property. */
export function pick(looks: Looks, filter: Filter): readonly Observation[] {
  return looks.all.filter(
    (look) =>
      (filter.vantage === undefined || look.vantage === filter.vantage) &&
      (filter.host === undefined || look.host === filter.host) &&
      (filter.port === undefined || look.port === filter.port) &&
      (filter.control === undefined || look.control === filter.control),
  );
}

/** True for looks that tried to connect to a port: a name look-up or a second look with an old TLS version says nothing about reach. */
export function triesPort(look: Observation): boolean {
  return look.probe === 'tcp' || look.probe === 'smtp';
}

function isOpen(look: Observation): boolean {
  if (look.failure === null) return true;
  return look.failure.step !== 'connect' && !NEVER_TRIED.includes(look.failure.kind);
}

function isSilent(look: Observation): boolean {
  return look.failure !== null && look.failure.step === 'connect' && CONNECT_FAILURES.includes(look.failure.kind);
}

/** What these looks come to: one address that answers is enough, whatever the other addresses and families do. */
export function reachOf(looks: readonly Observation[]): Reach {
  const tries = looks.filter(triesPort);
  if (tries.length === 0) return 'not_looked';
  if (tries.some(isOpen)) return 'open';
  const connected = tries.filter((look) => look.failure === null || !NEVER_TRIED.includes(look.failure.kind));
  return connected.length > 0 && connected.every(isSilent) ? 'silent' : 'unclear';
}

/** The SMTP conversation of a look, null where there was none. */
export function smtpOf(look: Observation): SmtpFacts | null {
  return look.facts?.kind === 'smtp' ? look.facts : null;
}

/** The old-TLS look's facts, null for other looks. */
export function tlsVersionOf(look: Observation): TlsVersionFacts | null {
  return look.facts?.kind === 'tls_version' ? look.facts : null;
}

/** Names a finding and the looks it follows from. */
export function find(id: FindingId, from: readonly Observation[], at: { host: string | null; port: number | null }): Finding {
  return { id, host: at.host, port: at.port, from: from.map((look) => look.id) };
}
