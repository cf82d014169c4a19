import type { Failure, FailureKind, Observation, SmtpFacts } from '../../../contracts/probes.ts';

/** What a tool's output says about one connection. */
export interface Look {
  readonly host: string;
  readonly port: number;
  readonly address: string | null;
  /** Null when it connected. */
  readonly failed: FailureKind | null;
  /** Greeting line of the server, when the tool showed one. */
  readonly banner: string | null;
}

/** A tool of the person's own computer whose output people paste. Reads lower-case text; empty when it is not its own. */
export interface PastedTool {
  readonly name: string;
  read(text: string): readonly Look[];
}

const FAILURES: readonly (readonly [RegExp, FailureKind])[] = [
  [/timed? ?out|time-out|etimedout|errno=(?:110|60|10060)|タイムアウト/, 'timeout'],
  [/refused|econnrefused|errno=(?:111|61|10061)|拒否/, 'refused'],
  [/reset|econnreset|errno=(?:104|54|10054)/, 'reset'],
  [/unreachable|no route|errno=(?:101|113|51|65)|到達できません/, 'unreachable'],
  [
    /could not resolve|name or service not known|nodename nor servname|unknown host|name resolution|名前解決|ホストが見つかり/,
    'name_not_found',
  ],
];

/** The way a tool says it failed. Tools that only say "could not connect" have waited in vain: that counts as a timeout. */
export function failureIn(text: string): FailureKind {
  return FAILURES.find(([words]) => words.test(text))?.[1] ?? 'timeout';
}

/** A look of a tool as an observation from the person's own line. */
export function toObservation(look: Look, at: number): Observation {
  const failure: Failure | null =
    look.failed === null ? null : { kind: look.failed, step: look.failed === 'name_not_found' ? 'resolve' : 'connect', code: null };
  const probe = look.banner === null ? 'tcp' : 'smtp';
  return {
    id: `${probe}/line/${look.host}/${look.address ?? 'pasted'}/${look.port}`,
    probe,
    vantage: 'line',
    host: look.host,
    address: look.address,
    family: look.address === null ? null : look.address.includes(':') ? 6 : 4,
    port: look.port,
    control: false,
    at,
    ms: 0,
    failure,
    facts: look.banner === null ? null : greeting(look.banner),
  };
}

function greeting(banner: string): SmtpFacts {
  const parts = /^(\d{3})[ -]([a-z0-9.-]{1,253})?/.exec(banner);
  return {
    kind: 'smtp',
    banner,
    bannerHost: parts?.[2] ?? null,
    greetingCode: parts === null ? null : Number(parts[1]),
    implicitTls: false,
    extensionsBefore: [],
    extensionsInside: [],
    starttls: 'not_tried',
    authBefore: [],
    authInside: [],
    size: null,
    tls: null,
  };
}
