import type { MailProviderRow, OutgoingServer, Source } from '../../src/contracts/catalogue.ts';
import type { JapaneseProviderFacts, PolicyFacts, ProviderFacts } from './facts.ts';
import { policyNotes, toPolicy } from './policy.ts';
import { arrangeServers, toIncoming, toOutgoing } from './servers.ts';
import { readDate, repositorySource, sourceOf, uniqueSources } from './source.ts';

const REPOSITORY_OF: Readonly<Record<string, string>> = {
  ispdb: 'Thunderbird ISPDB',
  'provider-db': 'chatmail/deltachat provider-db',
  nodemailer: 'nodemailer well-known',
};

const NOTHING_RECORDED = {
  policy: null,
  popBeforeSmtpEnded: null,
  retired: null,
  retiredHosts: [],
  foreignFilter: null,
  ownNetworkOnly: null,
};

type Origin = JapaneseProviderFacts['incoming'][number]['source'];

function originSources(origin: Origin): Source[] {
  return origin.url === null ? [] : [sourceOf(origin.url, origin.date)];
}

/** A blank that can stand for one domain only is no blank. */
function fillOnlyDomain<Server extends { readonly host: string }>(server: Server, domains: readonly string[]): Server {
  const [only, ...others] = domains;
  return only === undefined || others.length > 0 ? server : { ...server, host: server.host.replace('{domain}', only) };
}

/** A row of the general table. */
export function fromGeneral(facts: ProviderFacts): MailProviderRow {
  const sourcesOf = (key: string) => facts.sources.filter(({ name }) => name === REPOSITORY_OF[key]).map(repositorySource);
  const outgoing = facts.outgoing
    .map((server) => fillOnlyDomain(server, facts.domains))
    .flatMap((server) => toOutgoing({ facts: server, sources: sourcesOf(server.src), confidence: 'high' }) ?? []);
  const name = facts.names.en.includes('%') ? facts.id : facts.names.en;
  return {
    id: facts.id,
    names: { ja: facts.names.ja ?? name, en: name },
    aliases: [],
    domains: facts.domains,
    domainSources: uniqueSources(facts.sources.map(repositorySource)),
    incoming: facts.incoming
      .map((server) => fillOnlyDomain(server, facts.domains))
      .flatMap((server) => toIncoming(server, sourcesOf(server.src))),
    ...arrangeServers(outgoing),
    ...NOTHING_RECORDED,
    status: facts.status === 'ok' && outgoing.length === 0 ? 'unknown' : facts.status,
    notes: facts.notes ?? [],
  };
}

function japaneseNotes(facts: JapaneseProviderFacts): string[] {
  const servers = (facts.outgoing ?? []).flatMap(({ host, port, note }) => (note === undefined ? [] : [`${host}:${port}: ${note}`]));
  const missing = facts.missing === undefined || facts.missing.length === 0 ? [] : [`missing: ${facts.missing.join('; ')}`];
  const pop = facts.pop_before_smtp?.note;
  const see = (facts.extra_sources ?? []).flatMap(({ url }) => (url === null ? [] : [`see ${encodeURI(decodeURI(url))}`]));
  return [...facts.notes, ...servers, ...(pop === undefined ? [] : [`POP before SMTP: ${pop}`]), ...missing, ...see];
}

function domainSourcesOf(facts: JapaneseProviderFacts): Source[] {
  if (facts.domains_basis !== 'source') return [];
  const origins = [...(facts.outgoing ?? []), ...facts.incoming].map(({ source }) => source);
  const all = [...origins, ...(facts.host_pattern === null ? [] : [facts.host_pattern.source]), ...(facts.extra_sources ?? [])];
  return uniqueSources(all.flatMap(originSources));
}

function popEnd(facts: JapaneseProviderFacts): MailProviderRow['popBeforeSmtpEnded'] {
  const pop = facts.pop_before_smtp;
  const date = readDate(pop?.ended ?? null);
  const [source] = pop === null ? [] : originSources(pop.source);
  return date === null || source === undefined ? null : { date, source };
}

function retiredHostsOf(facts: JapaneseProviderFacts): MailProviderRow['retiredHosts'] {
  if (facts.retired === null) return [];
  const [source] = originSources(facts.retired.source);
  return source === undefined ? [] : facts.retired.hosts.map((host) => ({ host, source }));
}

/** A row of the Japanese table. */
export function fromJapanese(facts: JapaneseProviderFacts): MailProviderRow {
  const outgoing = (facts.outgoing ?? []).flatMap(
    (server) => toOutgoing({ facts: server, sources: originSources(server.source), confidence: server.confidence }) ?? [],
  );
  return {
    id: facts.id,
    names: facts.names,
    aliases: facts.aliases,
    domains: facts.domains,
    domainSources: domainSourcesOf(facts),
    incoming: facts.incoming.flatMap((server) => toIncoming(server, originSources(server.source))),
    ...arrangeServers(outgoing),
    ...NOTHING_RECORDED,
    popBeforeSmtpEnded: popEnd(facts),
    retiredHosts: retiredHostsOf(facts),
    status: outgoing.length === 0 ? 'unknown' : facts.status,
    notes: japaneseNotes(facts),
  };
}

/** Newest date among the sources of a value; an undated one counts as oldest. */
function newest(sources: readonly Source[]): string {
  return sources.reduce((latest, { date }) => (date !== null && date > latest ? date : latest), '');
}

function describe({ host, port, security, auth, username }: OutgoingServer): string {
  return `${host}:${port} ${security} ${auth.join('+')} ${username ?? '-'}`;
}

/** Both tables name a host and port: the newer source wins, on a tie the Japanese table; what the other says differently is noted. */
function mergeServers(first: readonly OutgoingServer[], second: readonly OutgoingServer[]): { servers: OutgoingServer[]; notes: string[] } {
  const notes: string[] = [];
  const servers = new Map(first.map((server) => [`${server.host}:${server.port}`, server]));
  for (const other of second) {
    const key = `${other.host}:${other.port}`;
    const held = servers.get(key);
    if (held === undefined || newest(other.sources) > newest(held.sources)) servers.set(key, other);
    if (held === undefined || describe(held) === describe(other)) continue;
    const loser = servers.get(key) === held ? other : held;
    notes.push(`another record says ${describe(loser)} (${loser.sources[0]?.url ?? 'no source'})`);
  }
  return { servers: [...servers.values()], notes };
}

function union<T>(first: readonly T[], second: readonly T[]): T[] {
  return [...new Map([...first, ...second].map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** The same provider in both tables, as one row under the Japanese table's id. */
export function mergeProviders(japanese: MailProviderRow, general: MailProviderRow): MailProviderRow {
  const { servers, notes } = mergeServers(japanese.outgoing, general.outgoing);
  const names = [general.names.en, general.names.ja].filter(
    (name) => name !== japanese.names.en && name !== japanese.names.ja && !/^[a-z0-9.]+\.[a-z]+$/.test(name),
  );
  const incoming = new Map(
    [...general.incoming, ...japanese.incoming].map((server) => [`${server.type}:${server.host}:${server.port}`, server]),
  );
  return {
    ...japanese,
    aliases: union(japanese.aliases, names),
    domains: union(japanese.domains, general.domains),
    domainSources: uniqueSources([...japanese.domainSources, ...general.domainSources]),
    incoming: [...incoming.values()],
    ...arrangeServers(servers),
    outgoingPatterns: japanese.outgoingPatterns,
    status: japanese.status === 'unknown' ? general.status : japanese.status,
    notes: union([...japanese.notes, ...notes], general.notes),
  };
}

/** Adds a way of signing in, and its domains where nobody holds them yet. */
export function addPolicy(row: MailProviderRow, facts: PolicyFacts, free: (domain: string) => boolean): MailProviderRow {
  return {
    ...row,
    domains: union(row.domains, facts.domains.filter(free)),
    policy: toPolicy(facts),
    notes: union(row.notes, policyNotes(facts)),
  };
}
