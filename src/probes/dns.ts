import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { DnsFacts, Observation } from '../contracts/probes.ts';
import { classify, type Trouble } from './floor/classify.ts';
import { type Deadline, isTimedOut, waitFor } from './floor/deadline.ts';
import { type Observer, observe } from './floor/observe.ts';

/** Who asks which name server, and for how long. */
export interface DnsTools {
  readonly observer: Observer;
  /** `address` or `address:port` of the name server; null for the system's. */
  readonly server: string | null;
  readonly deadline: Deadline;
  readonly stepMs: number;
}

/** One question: the record and the exact name; `host` is the host or domain it is asked for. */
export interface DnsQuestion {
  readonly record: DnsFacts['record'];
  readonly name: string;
  readonly host: string;
}

/** Tries on the wire: the second comes soon enough to be answered within the step. */
const FIRST_TRY_MS = 1_200;

/** A host name in the form that is asked for and compared: lower case, ASCII (RFC 5890), no dot at the end. Null for what can't be one. */
export function normaliseHost(text: string): string | null {
  const trimmed = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (isIP(trimmed) !== 0) return trimmed.toLowerCase();
  // `domainToASCII` reads the host part of a URL: what ends one, or is decoded there, is no part of a name.
  if (/[/\\?#@:%\s]/.test(trimmed)) return null;
  const ascii = domainToASCII(trimmed).toLowerCase();
  if (ascii.length === 0 || ascii.length > 253) return null;
  // RFC 1123 §2.1, and the underscore that some names carry against it.
  return ascii.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) && isIP(ascii) === 0 ? ascii : null;
}

/** Checks the operator's name server setting. Throws on what is no address. */
export function checkDnsServer(server: string): void {
  try {
    new Resolver().setServers([server]);
  } catch (cause) {
    throw new Error(`OKURU_DNS: "${server}" is not the address of a name server. Write an IP address, with a port if it is not 53.`, {
      cause,
    });
  }
}

/** Asks one question. The answer, "no such name" and silence are observations alike; never rejects. */
export async function lookUp(question: DnsQuestion, tools: DnsTools): Promise<Observation> {
  const at = tools.observer.clock.now();
  const asked = await ask(question, tools);
  const facts: DnsFacts = { kind: 'dns', record: question.record, name: question.name, answers: asked.ok ? asked.answers : [] };
  return observe(tools.observer, at, {
    probe: 'dns',
    host: question.host,
    address: null,
    port: null,
    record: question.name === question.host ? question.record : `${question.record}:${question.name}`,
    failure: asked.ok ? null : classify(asked.trouble, 'resolve'),
    facts,
  });
}

type Asked = { readonly ok: true; readonly answers: readonly string[] } | { readonly ok: false; readonly trouble: Trouble };

async function ask(question: DnsQuestion, { server, deadline, stepMs }: DnsTools): Promise<Asked> {
  const resolver = new Resolver({ timeout: Math.min(FIRST_TRY_MS, stepMs), tries: 2 });
  if (server !== null) resolver.setServers([server]);
  const result = await waitFor<Asked>({
    deadline,
    ms: stepMs,
    start(settle) {
      query(resolver, question).then(
        (answers) =>
          settle(answers.length > 0 ? { ok: true, answers } : { ok: false, trouble: { kind: 'error', error: { code: 'ENODATA' } } }),
        (error: unknown) => settle({ ok: false, trouble: { kind: 'error', error } }),
      );
      return () => resolver.cancel();
    },
  });
  return isTimedOut(result) ? { ok: false, trouble: { kind: 'timeout' } } : result;
}

async function query(resolver: Resolver, { record, name }: DnsQuestion): Promise<readonly string[]> {
  switch (record) {
    case 'A':
      return resolver.resolve4(name);
    case 'AAAA':
      return resolver.resolve6(name);
    case 'MX':
      return (await resolver.resolveMx(name))
        .sort((a, b) => a.priority - b.priority)
        .map(({ priority, exchange }) => `${priority} ${exchange || '.'}`);
    case 'SRV':
      return (await resolver.resolveSrv(name))
        .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
        .map((srv) => `${srv.priority} ${srv.weight} ${srv.port} ${srv.name || '.'}`);
    default:
      return record satisfies never;
  }
}
