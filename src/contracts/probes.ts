/** Where a look was taken from: the bot's house, the person's own line, an agent at a third place. */
export type Vantage = 'bot' | 'line' | 'agent';

/** The ports a probe may touch (design §5), and no others. */
export type ProbePort = 25 | 465 | 587 | 993 | 995 | 143 | 110;

/** The one closed list of ways a look fails; made in `probes/floor/classify` only. */
export type FailureKind =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'unreachable'
  /** The name does not exist (NXDOMAIN) or has no such record (NODATA). */
  | 'name_not_found'
  /** The resolver did not answer or failed (SERVFAIL, timeout). */
  | 'name_failure'
  | 'not_smtp'
  /** Offered before, refused or missing when asked: see `starttls` in SmtpFacts for what was seen. */
  | 'starttls_stripped'
  /** The server greeted with 4xx or 5xx (RFC 5321 §3.1). */
  | 'greeting_refused'
  | 'tls_failed'
  /** The connection ended before the answer was whole. */
  | 'closed_early'
  /** More than was allowed: 64 KiB a connection, 2 KiB a line. */
  | 'too_much'
  /** The address guard (design §5) said no; nothing was sent. */
  | 'not_allowed'
  /** A limit per person, workplace or in total said no; nothing was sent. */
  | 'limited'
  | 'unknown_failure';

/** What was being done when it failed. */
export type ProbeStep = 'resolve' | 'guard' | 'connect' | 'greeting' | 'ehlo' | 'starttls' | 'handshake' | 'ehlo_again' | 'quit';

export interface Failure {
  readonly kind: FailureKind;
  readonly step: ProbeStep;
  /** The system's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), scrubbed of addresses; null where there is none. */
  readonly code: string | null;
}

export interface DnsFacts {
  readonly kind: 'dns';
  readonly record: 'A' | 'AAAA' | 'MX' | 'SRV';
  /** The name asked: `_submissions._tcp.example.jp` for SRV. */
  readonly name: string;
  /** Addresses, or `priority host` for MX, or `priority weight port host` for SRV. A SRV target of `.` means "not offered" (RFC 2782). */
  readonly answers: readonly string[];
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names of the certificate (subjectAltName). */
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Does it carry the name that was looked up (RFC 6125)? */
  readonly nameMatches: boolean;
  /** Node's verification code (`CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`), null when the chain is trusted. */
  readonly chainError: string | null;
}

export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly certificate: CertificateFacts | null;
}

export interface SmtpFacts {
  readonly kind: 'smtp';
  readonly banner: string | null;
  /** First word after the code in the greeting: the name the server gives itself (RFC 5321 §4.2). */
  readonly bannerHost: string | null;
  readonly greetingCode: number | null;
  readonly implicitTls: boolean;
  /** Keywords of the EHLO answer before TLS; empty for implicit TLS. */
  readonly extensionsBefore: readonly string[];
  /** Keywords of the EHLO answer inside TLS. */
  readonly extensionsInside: readonly string[];
  readonly starttls: 'not_tried' | 'not_offered' | 'refused' | 'done' | 'failed';
  /** AUTH mechanisms before and inside TLS (RFC 4954 §3). */
  readonly authBefore: readonly string[];
  readonly authInside: readonly string[];
  /** SIZE in bytes (RFC 1870), null when not said. */
  readonly size: number | null;
  readonly tls: TlsFacts | null;
  /** Bytes that came in plaintext after the answer to STARTTLS and were thrown away (CVE-2011-0411); missing where there were none. */
  readonly discardedBytes?: number;
}

/** One look with one old protocol version, to see what an old mail program would meet. */
export interface TlsVersionFacts {
  readonly kind: 'tls_version';
  readonly version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  readonly accepted: boolean;
}

/** One fact about the network. A look that met trouble is an observation too; every attempt is kept. */
export interface Observation {
  /** `<probe>/<vantage>/<host>/<address or record>/<port>`; unique within one look. */
  readonly id: string;
  readonly probe: 'dns' | 'tcp' | 'smtp' | 'tls_version';
  readonly vantage: Vantage;
  readonly host: string;
  readonly address: string | null;
  readonly family: 4 | 6 | null;
  readonly port: number | null;
  /** True for a known-good host looked at only to check the outlet or the line itself. */
  readonly control: boolean;
  /** Milliseconds since the epoch, and how long the look took. */
  readonly at: number;
  readonly ms: number;
  readonly failure: Failure | null;
  readonly facts: DnsFacts | SmtpFacts | TlsVersionFacts | null;
}

export interface ProbeRequest {
  /** Names the run; a late result of another run is dropped by the engine. */
  readonly run: string;
  /** A server host name, or null to find it from `domain`. */
  readonly host: string | null;
  /** A mail domain: its SRV and MX records are looked up. */
  readonly domain: string | null;
  readonly ports: readonly ProbePort[];
  /** Also look which TLS versions the server takes, one look each. */
  readonly oldTls: boolean;
  /** Look at the control hosts: `outlet` 465/587 of known-good hosts, `line` also 25 of independent hosts. */
  readonly controls: 'none' | 'outlet' | 'line';
  /** Whom the limits count this look for. */
  readonly person: string;
  readonly workplace: string;
}

/** Told while a look goes on, for live progress. */
export interface ProbeProgress {
  readonly step: 'outlet' | 'names' | 'port_25' | 'port_465' | 'port_587' | 'other';
  readonly state: 'running' | 'done' | 'failed' | 'skipped';
}

/** The port of the probes room. Never throws for network trouble: that is an observation. */
export interface Prober {
  /** Resolves within the total deadline (10 s) whatever the network does. */
  look(request: ProbeRequest, onProgress?: (progress: ProbeProgress) => void): Promise<readonly Observation[]>;
  /** Ends looks under way and frees timers. */
  close(): Promise<void>;
}
