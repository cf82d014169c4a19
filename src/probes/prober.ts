import type { Controls } from '../contracts/catalogue.ts';
import type { Clock } from '../contracts/ports.ts';
import type { Observation, ProbePort, ProbeProgress, ProbeRequest, Prober, Vantage } from '../contracts/probes.ts';
import { lookAtControls } from './controls.ts';
import { checkDnsServer, normaliseHost } from './dns.ts';
import { createCache } from './floor/cache.ts';
import { classify } from './floor/classify.ts';
import { createDeadline, type Deadline } from './floor/deadline.ts';
import { createGuard, isProbePort } from './floor/guard.ts';
import { ALLOWANCES, type Allowances, createLimits } from './floor/limits.ts';
import { observe } from './floor/observe.ts';
import { createTrust } from './floor/secure.ts';
import { cleanText } from './floor/text.ts';
import { type Errand, type Kit, TIMES, type Times } from './kit.ts';
import { askForDomain, askForHost, type HostNames, submissionHosts } from './names.ts';
import { lookAtPort } from './ports.ts';
import { createProgress, type Progress, stepOfPort } from './progress.ts';
import { lookAtTlsVersions } from './tls-versions.ts';

/** What a prober is made of. Broken settings throw here, at start, and say what to do. */
export interface ProberOptions {
  /** Where this process stands: the bot's house or the person's own line. */
  readonly vantage: Vantage;
  /** Name server (`address` or `address:port`, OKURU_DNS); null for the system's. */
  readonly dns: string | null;
  /** Networks that may be looked at beside public ones (OKURU_PROBE_ALLOW). */
  readonly allow: readonly string[];
  /** PEM file of further authorities (OKURU_TLS_CA). */
  readonly caFile: string | null;
  readonly controls: Controls;
  readonly clock: Clock;
  /** Other times and allowances than the usual ones. */
  readonly limits?: Partial<Times> & { readonly allowances?: Allowances };
  /** Ports to connect to in place of the ports of mail: tests only. */
  readonly ports?: Readonly<Partial<Record<ProbePort, number>>>;
}

/** One look per host and port in ten minutes, shared by all cases (design §1 rule 7). */
const SHARED_MS = 10 * 60_000;

/** Makes the only thing in the product that opens connections to other people's servers. */
export function createProber(options: ProberOptions): Prober {
  const kit = createKit(options);
  const underWay = new Set<Deadline>();
  let isClosed = false;

  return {
    async look(request, onProgress = () => {}) {
      // Made once, here: made later, it would be counted as a server's time.
      kit.trust.today();
      const deadline = createDeadline(kit.times.totalMs);
      underWay.add(deadline);
      if (isClosed) deadline.end();
      try {
        return await run({ kit, deadline, party: request }, request, onProgress);
      } finally {
        deadline.end();
        underWay.delete(deadline);
      }
    },
    async close() {
      isClosed = true;
      for (const deadline of underWay) deadline.end();
    },
  };
}

function createKit({ vantage, dns, allow, caFile, controls, clock, limits = {}, ports = {} }: ProberOptions): Kit {
  if (dns !== null) checkDnsServer(dns);
  const { allowances = ALLOWANCES, ...times } = limits;
  return {
    observer: { vantage, clock },
    guard: createGuard(allow),
    trust: createTrust(caFile),
    limits: createLimits(clock, allowances),
    controls,
    dnsServer: dns,
    times: { ...TIMES, ...times },
    ports,
    names: createCache(clock, SHARED_MS),
    looks: createCache(clock, SHARED_MS),
  };
}

/** A request with its names made ready. */
interface Task {
  readonly errand: Errand;
  readonly request: ProbeRequest;
  readonly host: string | null;
  readonly domain: string | null;
  readonly ports: readonly ProbePort[];
}

async function run(errand: Errand, request: ProbeRequest, tell: (progress: ProbeProgress) => void): Promise<readonly Observation[]> {
  const host = request.host === null ? null : normaliseHost(request.host);
  const domain = request.domain === null ? null : normaliseHost(request.domain);
  const task: Task = { errand, request, host, domain, ports: [...new Set(request.ports)].filter(isProbePort) };
  const progress = createProgress(tell);
  const controls = request.controls === 'none' ? [] : [progress.follow('outlet', controlsOf(task, request.controls))];
  const parts = await Promise.all([...controls, ...targetsOf(task, progress)]);
  return withoutRepeats(parts.flat());
}

function controlsOf({ errand, host }: Task, kind: 'outlet' | 'line'): Promise<readonly Observation[]> {
  return lookAtControls(errand, { kind, except: host === null ? [] : [host] });
}

/** Addresses of each family looked at, at most: enough to see one machine of a pair down. */
const ADDRESSES_PER_FAMILY = 2;

/**
 * Names, ports and TLS versions of the host asked for and of those that the domain's SRV records name (its MX is never one). The host's
 * own look does not wait for the domain's records.
 */
function targetsOf({ errand, request, host, domain, ports }: Task, progress: Progress): readonly Promise<readonly Observation[]>[] {
  const given = host === null ? [] : [askForHost(errand, host)];
  const records = domain === null ? Promise.resolve([]) : askForDomain(errand, domain);
  const further = records.then((seen) =>
    submissionHosts(seen)
      .filter((named) => named !== host)
      .map((named) => askForHost(errand, named)),
  );

  const names = progress.follow('names', gatherNames([given, further], [...badNames(errand, request), records]));
  const everywhere = (port: ProbePort) => lookAtPorts(errand, { given, further, port });
  const looks = ports.map((port) => progress.follow(stepOfPort(port), everywhere(port)));
  const versions = request.oldTls ? [Promise.all(looks).then((seen) => lookAtAllVersions(errand, seen.flat()))] : [];
  return [names, ...looks, ...versions];
}

type Hosts = readonly HostNames[] | Promise<readonly HostNames[]>;

async function gatherNames(hosts: readonly Hosts[], others: readonly Promise<readonly Observation[]>[]): Promise<readonly Observation[]> {
  const answers = hosts.map(async (some) => Promise.all((await some).flatMap((names) => names.answers)));
  return (await Promise.all([...others, ...answers])).flat();
}

interface PortEverywhere {
  readonly given: readonly HostNames[];
  readonly further: Promise<readonly HostNames[]>;
  readonly port: ProbePort;
}

async function lookAtPorts(errand: Errand, { given, further, port }: PortEverywhere): Promise<readonly Observation[]> {
  const looks = [given, further].map(async (hosts) => {
    const some = await hosts;
    return Promise.all(some.map((names) => lookAtPort(errand, { names, port, perFamily: ADDRESSES_PER_FAMILY })));
  });
  return (await Promise.all(looks)).flat(2);
}

async function lookAtAllVersions(errand: Errand, seen: readonly Observation[]): Promise<readonly Observation[]> {
  const byHost = Map.groupBy(seen, ({ host }) => host);
  return (await Promise.all([...byHost.values()].map((ofHost) => lookAtTlsVersions(errand, ofHost)))).flat();
}

/** What was asked for and can't be a name, as observations. */
function badNames(errand: Errand, { host, domain }: ProbeRequest): readonly Promise<readonly Observation[]>[] {
  const bad = [host, domain].filter((name) => name !== null).filter((name) => normaliseHost(name) === null);
  return bad.map((name) => Promise.resolve([badName(errand, cleanText(name, 255))]));
}

function badName({ kit }: Errand, name: string): Observation {
  const facts = { kind: 'dns', record: 'A', name, answers: [] } as const;
  return observe(kit.observer, kit.observer.clock.now(), {
    probe: 'dns',
    host: name,
    address: null,
    port: null,
    record: 'A',
    failure: classify({ kind: 'error', error: { code: 'EBADNAME' } }, 'resolve'),
    facts,
  });
}

/** Two parts may share a look; a look at the target goes before the same look as a control. */
function withoutRepeats(observations: readonly Observation[]): readonly Observation[] {
  const kept = new Map<string, Observation>();
  for (const observation of observations) {
    const other = kept.get(observation.id);
    if (other === undefined || (other.control && !observation.control)) kept.set(observation.id, observation);
  }
  return [...kept.values()];
}
