import type { Failure, FailureKind, Observation, SmtpFacts, TlsFacts, Vantage } from '../../../src/contracts/probes.ts';

const NOW = Date.UTC(2026, 10, 24);

/** What a fake look may be told; everything else is an ordinary, successful look from the bot. */
export interface LookOptions {
  readonly vantage?: Vantage;
  readonly control?: boolean;
  readonly family?: 4 | 6;
  readonly address?: string;
}

function base(probe: Observation['probe'], host: string, port: number | null, options: LookOptions): Observation {
  const vantage = options.vantage ?? 'bot';
  const family = options.family ?? 4;
  const address = options.address ?? (family === 4 ? '192.0.2.1' : '2001:db8::1');
  return {
    id: `${probe}/${vantage}/${host}/${address}/${port ?? '-'}`,
    probe,
    vantage,
    host,
    address,
    family,
    port,
    control: options.control ?? false,
    at: NOW,
    ms: 20,
    failure: null,
    facts: null,
  };
}

/** A port that took the connection, without any conversation. */
export function tcpOpen(host: string, port: number, options: LookOptions = {}): Observation {
  return base('tcp', host, port, options);
}

/** A port that did not let anybody in. */
export function silent(host: string, port: number, options: LookOptions & { readonly kind?: FailureKind } = {}): Observation {
  return { ...base('tcp', host, port, options), failure: failure(options.kind ?? 'timeout', 'connect') };
}

/** A failure at a step. */
export function failure(kind: FailureKind, step: Failure['step']): Failure {
  return { kind, step, code: null };
}

/** A look that failed in a given way. */
export function failed(host: string, port: number, reason: Failure, options: LookOptions = {}): Observation {
  return { ...base('smtp', host, port, options), failure: reason };
}

/** A whole SMTP conversation; `changes` are what is special about it. */
export function talked(host: string, port: number, options: LookOptions & { readonly smtp?: Partial<SmtpFacts> } = {}): Observation {
  const implicitTls = port === 465;
  const facts: SmtpFacts = {
    kind: 'smtp',
    banner: `220 ${host} ESMTP`,
    bannerHost: host,
    greetingCode: 220,
    implicitTls,
    extensionsBefore: implicitTls ? [] : ['STARTTLS', 'SIZE 1000000'],
    extensionsInside: ['AUTH PLAIN LOGIN'],
    starttls: implicitTls ? 'not_tried' : 'done',
    authBefore: [],
    authInside: ['PLAIN', 'LOGIN'],
    size: 1_000_000,
    tls: tls(host),
    ...options.smtp,
  };
  return { ...base('smtp', host, port, options), facts };
}

/** A TLS layer with a sound certificate, but for `changes`. */
export function tls(host: string, changes: Partial<NonNullable<TlsFacts['certificate']>> = {}): TlsFacts {
  const certificate = {
    subject: host,
    issuer: 'Example CA',
    names: [host],
    validFrom: NOW - 86_400_000,
    validTo: NOW + 86_400_000,
    nameMatches: true,
    chainError: null,
    ...changes,
  };
  return { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', certificate };
}

/** A name look-up that found addresses, or failed in a given way. */
export function resolved(
  host: string,
  record: 'A' | 'AAAA',
  outcome: readonly string[] | FailureKind,
  options: LookOptions = {},
): Observation {
  const look = {
    ...base('dns', host, null, options),
    address: null,
    family: null,
    id: `dns/${options.vantage ?? 'bot'}/${host}/${record}/-`,
  };
  if (typeof outcome === 'string') return { ...look, failure: failure(outcome, 'resolve') };
  return { ...look, facts: { kind: 'dns', record, name: host, answers: outcome } };
}

/** A look with one old TLS version. */
export function tlsVersion(host: string, version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3', accepted: boolean): Observation {
  const look = base('tls_version', host, 587, {});
  return { ...look, id: `${look.id}/${version}`, facts: { kind: 'tls_version', version, accepted } };
}
