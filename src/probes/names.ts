import { isIP } from 'node:net';
import type { Observation } from '../contracts/probes.ts';
import { type DnsQuestion, lookUp, normaliseHost } from './dns.ts';
import { classify } from './floor/classify.ts';
import { observe } from './floor/observe.ts';
import type { Errand } from './kit.ts';

/** The two address questions of a host, under way side by side; none for a host that is an address already. */
export interface HostNames {
  readonly host: string;
  readonly answers: readonly Promise<Observation>[];
}

/** Hosts of a domain's SRV records looked at, at most. */
const MAX_SRV_HOSTS = 2;

/** Answers kept of one question: a name server may send thousands. */
const MAX_ANSWERS = 20;

/** Asks for A and AAAA, or takes the answers of the last ten minutes. */
export function askForHost(errand: Errand, host: string): HostNames {
  if (isIP(host) !== 0) return { host, answers: [] };
  return { host, answers: [askCached(errand, { record: 'A', name: host, host }), askCached(errand, { record: 'AAAA', name: host, host })] };
}

/** Asks what a domain says of its mail servers: SRV for submission (RFC 8314 §5.1, RFC 6186 §3.1) and, as an observation only, MX. */
export function askForDomain(errand: Errand, domain: string): Promise<readonly Observation[]> {
  return Promise.all([
    askCached(errand, { record: 'SRV', name: `_submissions._tcp.${domain}`, host: domain }),
    askCached(errand, { record: 'SRV', name: `_submission._tcp.${domain}`, host: domain }),
    askCached(errand, { record: 'MX', name: domain, host: domain }),
  ]);
}

/** Hosts that the SRV answers name, implicit TLS first (RFC 8314 §3.3), best priority first. A target of `.` is "not offered" (RFC 2782). */
export function submissionHosts(observations: readonly Observation[]): readonly string[] {
  const answers = observations.flatMap(({ facts }) => (facts?.kind === 'dns' && facts.record === 'SRV' ? facts.answers : []));
  const hosts = answers.map((answer) => normaliseHost(answer.split(' ')[3] ?? '')).filter((host) => host !== null);
  return [...new Set(hosts)].slice(0, MAX_SRV_HOSTS);
}

function askCached(errand: Errand, question: DnsQuestion): Promise<Observation> {
  const { kit, deadline, party } = errand;
  const key = `${question.record} ${question.name}`;
  const known = kit.names.get(key);
  if (known !== null) return known;
  if (!kit.limits.take(party)) return Promise.resolve(limitedName(errand, question));
  const asked = lookUp(question, { observer: kit.observer, server: kit.dnsServer, deadline, stepMs: kit.times.nameMs }).then(trimAnswers);
  kit.names.set(key, asked);
  // What a stop or a late start cut short says nothing about the name server.
  if (deadline.left() < kit.times.nameMs) asked.then(() => deadline.over() && kit.names.drop(key));
  return asked;
}

function trimAnswers(observation: Observation): Observation {
  const { facts } = observation;
  return facts?.kind === 'dns' && facts.answers.length > MAX_ANSWERS
    ? { ...observation, facts: { ...facts, answers: facts.answers.slice(0, MAX_ANSWERS) } }
    : observation;
}

function limitedName({ kit }: Errand, { record, name, host }: DnsQuestion): Observation {
  return observe(kit.observer, kit.observer.clock.now(), {
    probe: 'dns',
    host,
    address: null,
    port: null,
    record: name === host ? record : `${record}:${name}`,
    failure: classify({ kind: 'limited' }, 'resolve'),
    facts: null,
  });
}
