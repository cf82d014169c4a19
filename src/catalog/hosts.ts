import type { IspRow, MailProviderRow } from '../contracts/catalogue.ts';
import { DomainIndex, registrableDomain } from './domains.ts';

/** Finds who runs a mail server or a mail domain. */
export interface HostDirectory {
  providerOfDomain(domain: string): MailProviderRow | null;
  providerOfHost(host: string): MailProviderRow | null;
  ispOfHost(host: string): IspRow | null;
}

function patternAsDomain(pattern: string): string | null {
  return /^\*\.[a-z0-9.-]+$/.test(pattern) ? pattern : null;
}

/** Names of a provider's servers, those that no longer serve included: what a person has in the box leads to the provider. */
function hostsOf(row: MailProviderRow): string[] {
  const patterns = row.outgoingPatterns.flatMap(({ host }) => patternAsDomain(host) ?? []);
  return [
    ...row.outgoing.map(({ host }) => host),
    ...row.incoming.map(({ host }) => host),
    ...row.retiredHosts.map(({ host }) => host),
    ...patterns,
  ];
}

function addTo<T>(groups: Map<string, T[]>, key: string | null, value: T): void {
  if (key === null) return;
  const held = groups.get(key);
  if (held === undefined) groups.set(key, [value]);
  else if (!held.includes(value)) held.push(value);
}

/** Several providers may send through one server: it is the one's whose mail domain the server's name belongs to. */
function ownFirst(rows: readonly MailProviderRow[], name: string): MailProviderRow | null {
  const domain = registrableDomain(name.replace(/^\*\./, ''));
  return rows.find(({ domains }) => domains.some((held) => held.replace(/^\*\./, '') === domain)) ?? rows[0] ?? null;
}

interface ProviderIndexes {
  readonly byHost: DomainIndex<MailProviderRow>;
  readonly byRegistrable: ReadonlyMap<string, MailProviderRow>;
}

function indexProviders(rows: Iterable<MailProviderRow>): ProviderIndexes {
  const hosts = new Map<string, MailProviderRow[]>();
  const registrable = new Map<string, MailProviderRow[]>();
  for (const row of rows) {
    // A bare name such as `localhost` is nobody's.
    for (const host of hostsOf(row)) if (host.includes('.')) addTo(hosts, host, row);
    for (const name of [...hostsOf(row), ...row.domains]) addTo(registrable, registrableDomain(name.replace(/^\*\./, '')), row);
  }
  const byHost = new DomainIndex<MailProviderRow>();
  for (const [host, all] of hosts) {
    const owner = ownFirst(all, host);
    if (owner !== null) byHost.add(host, owner);
  }
  const owners = [...registrable].flatMap(([domain, all]) => {
    const owner = ownFirst(all, domain);
    return owner === null ? [] : [[domain, owner] as const];
  });
  return { byHost, byRegistrable: new Map(owners) };
}

/** The servers a line can call its own. Where another company carries its mail (Verizon's is with AOL), those are that company's. */
function ownHosts(row: IspRow, providers: ReadonlyMap<string, MailProviderRow>, byHost: DomainIndex<MailProviderRow>): string[] {
  const provider = row.mailProvider === null ? undefined : providers.get(row.mailProvider);
  const hosts = [...(row.ownSmtpHost === null ? [] : [row.ownSmtpHost]), ...(provider === undefined ? [] : hostsOf(provider))];
  return hosts.filter((host) => {
    const owner = byHost.find(host);
    return owner === null || owner.id === row.mailProvider;
  });
}

function indexIsps(rows: Iterable<IspRow>, hostsOfIsp: (row: IspRow) => readonly string[]): DomainIndex<IspRow> {
  const index = new DomainIndex<IspRow>();
  // The line that gave its provider the name comes before one that shares it, server names before whole domains.
  const sorted = [...rows].toSorted((a, b) => Number(b.id === b.mailProvider) - Number(a.id === a.mailProvider));
  for (const row of sorted) for (const host of hostsOfIsp(row)) index.add(host, row);
  for (const row of sorted) {
    for (const domain of row.domains) {
      index.add(domain, row);
      index.add(`*.${domain}`, row);
    }
  }
  return index;
}

/** Builds the look-ups by host and domain once; each look-up then walks the labels of one name. */
export function buildHostDirectory(isps: ReadonlyMap<string, IspRow>, providers: ReadonlyMap<string, MailProviderRow>): HostDirectory {
  const byDomain = new DomainIndex<MailProviderRow>();
  for (const row of providers.values()) for (const domain of row.domains) byDomain.add(domain, row);
  const { byHost, byRegistrable } = indexProviders(providers.values());
  const byIsp = indexIsps(isps.values(), (row) => ownHosts(row, providers, byHost));

  return {
    providerOfDomain: (domain) => byDomain.find(domain),
    providerOfHost: (host) => byHost.find(host) ?? byRegistrable.get(registrableDomain(host) ?? '') ?? null,
    ispOfHost: (host) => byIsp.find(host),
  };
}
