import type { Finding } from '../../contracts/diagnosis.ts';
import type { Observation } from '../../contracts/probes.ts';
import type { Looks } from './looks.ts';
import { find, pick, reachOf, smtpOf, triesPort } from './looks.ts';
import { ownerOf } from './owner.ts';

const SUBMISSION_PORTS: readonly number[] = [465, 587];

/** Silent relays of two organisations: one alone may be down or have shut this line out for itself. */
const RELAYS_FOR_PROOF = 2;

function onLine(looks: Looks, host: string, port: number): readonly Observation[] {
  return pick(looks, { vantage: 'line', host, port });
}

function submissionOnLine(looks: Looks, host: string): readonly Observation[] {
  return pick(looks, { vantage: 'line', host }).filter((look) => look.port !== null && SUBMISSION_PORTS.includes(look.port));
}

/** Looks at a port of a host from anywhere but the person's line. */
export function fromElsewhere(looks: Looks, host: string, port: number): readonly Observation[] {
  return pick(looks, { host, port }).filter((look) => look.vantage !== 'line');
}

function relaysOnLine(looks: Looks): readonly (readonly Observation[])[] {
  const relays = pick(looks, { vantage: 'line', port: 25, control: true }).filter(triesPort);
  const hosts = [...new Set(relays.map((look) => look.host))];
  return hosts.map((host) => relays.filter((look) => look.host === host));
}

/** The silent relays, where there are enough of them and none answered; else nothing. */
function silentRelays(looks: Looks): readonly Observation[] {
  const reaches = relaysOnLine(looks);
  const silent = reaches.filter((relay) => reachOf(relay) === 'silent');
  const organisations = new Set(silent.flat().map((look) => ownerOf(look.host) ?? look.host));
  if (organisations.size < RELAYS_FOR_PROOF || reaches.some((relay) => reachOf(relay) === 'open')) return [];
  return silent.flat();
}

/** What makes the silence of a host's port 25 the line's doing: that port answers elsewhere, or independent hosts are silent too. */
function controlOf(looks: Looks, host: string): readonly Observation[] {
  const elsewhere = fromElsewhere(looks, host, 25);
  if (reachOf(elsewhere) === 'open') return elsewhere;
  return silentRelays(looks);
}

function judgeSilent25(looks: Looks, host: string): Finding {
  const silent = onLine(looks, host, 25);
  const pair = submissionOnLine(looks, host);
  const control = controlOf(looks, host);
  const relayOpen = relaysOnLine(looks).some((relay) => reachOf(relay) === 'open');
  if (reachOf(pair) !== 'open' || control.length === 0 || relayOpen) {
    return find('port_25_not_proven', [...silent, ...pair], { host, port: 25 });
  }
  return find('port_25_blocked_on_line', [...silent, ...pair, ...control], { host, port: 25 });
}

/** Names the host goes by: its own, and what it calls itself where nobody on the line's port 25 can have answered for it. */
function ownersOf(looks: Looks, host: string): { readonly names: ReadonlySet<string>; readonly compared: boolean } {
  const trusted = pick(looks, { host }).filter((look) => look.vantage !== 'line' || look.port !== 25);
  const said = trusted.map((look) => ownerOf(smtpOf(look)?.bannerHost ?? null)).filter((owner) => owner !== null);
  const own = ownerOf(host);
  return { names: new Set(own === null ? said : [own, ...said]), compared: said.length > 0 };
}

/** Somebody else greets for the host: certain when its own greeting is known, or when another host got the same stranger. */
function judgeOpen25(looks: Looks, host: string): Finding {
  const open = onLine(looks, host, 25);
  const at = { host, port: 25 };
  const greeter = open.map((look) => ownerOf(smtpOf(look)?.bannerHost ?? null)).find((owner) => owner !== null) ?? null;
  if (greeter === null) return find('port_25_not_proven', open, at);
  const owners = ownersOf(looks, host);
  if (owners.names.has(greeter)) {
    // A blocked line lets its own company's server through: silent strangers outweigh it.
    const silent = silentRelays(looks);
    return silent.length > 0 ? find('port_25_not_proven', [...open, ...silent], at) : find('port_25_open_on_line', open, at);
  }
  const others = pick(looks, { vantage: 'line', port: 25 }).filter((look) => look.host !== host && ownerOf(look.host) !== greeter);
  const sameStranger = others.filter((look) => ownerOf(smtpOf(look)?.bannerHost ?? null) === greeter);
  if (owners.compared || sameStranger.length > 0) return find('port_25_intercepted', [...open, ...sameStranger], at);
  return find('port_25_not_proven', open, at);
}

/** Port 25 on the person's line, by the matched pair with a control (design rule 2). One failing port alone is never a block. */
export function findPort25(looks: Looks): readonly Finding[] {
  const findings: Finding[] = [];
  for (const host of looks.hosts) {
    const reach = reachOf(onLine(looks, host, 25));
    if (reach === 'silent') findings.push(judgeSilent25(looks, host));
    if (reach === 'open') findings.push(judgeOpen25(looks, host));
    if (reach === 'unclear') findings.push(find('port_25_not_proven', onLine(looks, host, 25), { host, port: 25 }));
  }
  return findings.length > 0 ? findings : findPort25WithoutHost(looks);
}

/** A line looked at with known-good hosts only: independent relays silent while submission gets through. */
function findPort25WithoutHost(looks: Looks): readonly Finding[] {
  const relays = relaysOnLine(looks);
  if (relays.length === 0) return [];
  const at = { host: null, port: 25 };
  const greeted = relays.flat().filter((look) => isOwnGreeting(look));
  if (greeted.length > 0) return [find('port_25_open_on_line', greeted, at)];
  const strangers = strangersAmong(relays.flat());
  if (strangers.length >= RELAYS_FOR_PROOF) return [find('port_25_intercepted', strangers, at)];
  const submission = pick(looks, { vantage: 'line' }).filter((look) => look.port !== null && SUBMISSION_PORTS.includes(look.port));
  const silent = silentRelays(looks);
  if (silent.length > 0 && reachOf(submission) === 'open') return [find('port_25_blocked_on_line', [...silent, ...submission], at)];
  return [find('port_25_not_proven', relays.flat(), at)];
}

function isOwnGreeting(look: Observation): boolean {
  const greeter = ownerOf(smtpOf(look)?.bannerHost ?? null);
  return greeter !== null && greeter === ownerOf(look.host);
}

/** Looks at different hosts that one and the same stranger answered. */
function strangersAmong(looks: readonly Observation[]): readonly Observation[] {
  const strange = looks.filter((look) => smtpOf(look)?.bannerHost != null && !isOwnGreeting(look));
  const greeters = new Set(strange.map((look) => ownerOf(smtpOf(look)?.bannerHost ?? null)));
  const hosts = new Set(strange.map((look) => look.host));
  return greeters.size === 1 && hosts.size >= RELAYS_FOR_PROOF ? strange : [];
}

/** `line_down` when nothing on the person's line answered, known-good hosts included. */
export function findLineDown(looks: Looks): readonly Finding[] {
  const mine = pick(looks, { vantage: 'line' });
  const tries = mine.filter(triesPort);
  const ports = new Set(tries.map((look) => look.port));
  const hosts = new Set(tries.map((look) => look.host));
  if (tries.length === 0 || (ports.size < 2 && hosts.size < 2)) return [];
  if (mine.some((look) => look.failure?.kind === 'not_allowed' || look.failure?.kind === 'limited')) return [];
  const hasControl = tries.some((look) => look.control);
  const answered = mine.some((look) => (look.failure === null && look.probe !== 'dns') || reachOf([look]) === 'open');
  return hasControl && !answered ? [find('line_down', tries, { host: null, port: null })] : [];
}

/** The host's submission ports answer elsewhere and not on a line that is otherwise alive. */
export function findLineSubmissionBlocked(looks: Looks): readonly Finding[] {
  const alive = reachOf(pick(looks, { vantage: 'line' })) === 'open';
  if (!alive) return [];
  return looks.hosts.flatMap((host) => {
    const mine = submissionOnLine(looks, host);
    const ports = [...new Set(mine.map((look) => look.port).filter((port) => port !== null))];
    const elsewhere = ports.flatMap((port) => fromElsewhere(looks, host, port));
    if (reachOf(mine) !== 'silent' || reachOf(elsewhere) !== 'open') return [];
    return [find('line_submission_blocked', [...mine, ...elsewhere], { host, port: null })];
  });
}
