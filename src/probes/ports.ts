import type { Failure, Observation, ProbePort } from '../contracts/probes.ts';
import { classify } from './floor/classify.ts';
import { openConnection } from './floor/connect.ts';
import { observe, type Seen } from './floor/observe.ts';
import type { Errand } from './kit.ts';
import type { HostNames } from './names.ts';
import { lookAtSmtp } from './smtp.ts';

/** One port of one host. */
export interface PortTarget {
  readonly names: HostNames;
  readonly port: ProbePort;
  /** Addresses of each family looked at, at most. */
  readonly perFamily: number;
}

/**
 * Looks at one port of a host at all its addresses, both families side by side, or takes the look of the last ten minutes.
 * Brings at least one observation: what kept it from looking is one too.
 */
export function lookAtPort(errand: Errand, target: PortTarget): Promise<readonly Observation[]> {
  const { kit, party } = errand;
  const key = `${target.names.host}/${target.port}`;
  const known = kit.looks.get(key);
  if (known !== null) return known;
  if (!kit.limits.take(party)) return Promise.resolve([withoutAddress(errand, target, classify({ kind: 'limited' }, 'guard'))]);
  const look = lookAtAddresses(errand, target);
  rememberLook(errand, key, look);
  return look;
}

/** Shares a look for ten minutes, unless it began too late for one whole step and was cut off: its timeout would be ours, not the server's. */
export function rememberLook({ kit, deadline }: Errand, key: string, look: Promise<readonly Observation[]>): void {
  const hadTime = deadline.left() >= kit.times.stepMs;
  kit.looks.set(key, look);
  if (hadTime) return;
  look.then(() => {
    if (deadline.over()) kit.looks.drop(key);
  });
}

async function lookAtAddresses(errand: Errand, target: PortTarget): Promise<readonly Observation[]> {
  const { host, answers } = target.names;
  if (answers.length === 0) return [await lookAtAddress(errand, target, host)];
  // Each family goes on as soon as its own answer is there: a name server slow with AAAA must not hold up IPv4.
  const families = await Promise.all(
    answers.map(async (answer) => {
      const addresses = addressesOf(await answer).slice(0, target.perFamily);
      return Promise.all(addresses.map((address) => lookAtAddress(errand, target, address)));
    }),
  );
  const seen = families.flat();
  return seen.length > 0 ? seen : [withoutAddress(errand, target, worstOf(await Promise.all(answers)))];
}

function addressesOf({ facts }: Observation): readonly string[] {
  return facts?.kind === 'dns' ? facts.answers : [];
}

/** Why a host has no address at all. A silent name server is worse than a clear "no": then nothing is known. */
function worstOf(answers: readonly Observation[]): Failure {
  const failures = answers.map(({ failure }) => failure).filter((failure) => failure !== null);
  return (
    failures.find(({ kind }) => kind !== 'name_not_found') ??
    failures[0] ??
    classify({ kind: 'error', error: { code: 'ENODATA' } }, 'resolve')
  );
}

async function lookAtAddress(errand: Errand, { names, port }: PortTarget, address: string): Promise<Observation> {
  const { kit, deadline } = errand;
  const { host } = names;
  const at = kit.observer.clock.now();
  const seen = (failure: Failure | null, facts: Seen['facts']) =>
    observe(kit.observer, at, { probe: probeOf(port), host, address, port, failure, facts });
  if (!kit.guard.allows(address)) return seen(classify({ kind: 'not_allowed' }, 'guard'), null);
  const door = { address, port: kit.ports[port] ?? port };
  const time = { deadline, stepMs: kit.times.stepMs };
  if (probeOf(port) === 'tcp') {
    const opened = await openConnection(door, time);
    if (opened.ok) opened.value.destroy();
    return seen(opened.ok ? null : classify(opened.trouble, 'connect'), null);
  }
  const look = await lookAtSmtp({ door, security: { host, context: kit.trust.today() }, implicitTls: port === 465 }, time);
  return seen(look.failure, look.facts);
}

function withoutAddress({ kit }: Errand, { names, port }: PortTarget, failure: Failure): Observation {
  return observe(kit.observer, kit.observer.clock.now(), {
    probe: probeOf(port),
    host: names.host,
    address: null,
    port,
    failure,
    facts: null,
  });
}

/** Reading ports (IMAP, POP3) are only knocked at, to see whether the provider is up. */
function probeOf(port: ProbePort): 'tcp' | 'smtp' {
  return port === 25 || port === 465 || port === 587 ? 'smtp' : 'tcp';
}
