import type { Catalogue, MailProviderRow } from '../../contracts/catalogue.ts';
import type { Facts } from '../../contracts/facts.ts';
import type { Sign, SignId } from '../../contracts/signs.ts';
import type { CaseRows } from './of-rows.ts';

function hostsOf(provider: MailProviderRow): readonly string[] {
  return [...provider.outgoing, ...provider.incoming].map((server) => server.host);
}

/** One of the provider's names: a recorded one, or one beside a recorded one. Its mail domain alone does not make a server's name. */
function isProviders(host: string, provider: MailProviderRow, catalogue: Catalogue): boolean {
  if (hostsOf(provider).includes(host)) return true;
  if (hostsOf(provider).length === 0) return catalogue.providerOfHost(host)?.id === provider.id;
  const owner = catalogue.registrableDomain(host);
  return owner !== null && hostsOf(provider).some((mine) => catalogue.registrableDomain(mine) === owner);
}

function isIncomingName(host: string, provider: MailProviderRow): boolean {
  const sends = provider.outgoing.some((server) => server.host === host);
  return !sends && provider.incoming.some((server) => server.host === host);
}

/** Does the host belong to this line: as its relay, or as its own mail service? */
function belongsToLine(host: string, line: CaseRows['isp'], catalogue: Catalogue): boolean {
  if (line === null) return false;
  if (catalogue.ispOfHost(host)?.id === line.id) return true;
  return line.mailProvider !== null && catalogue.providerOfHost(host)?.id === line.mailProvider;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The provider that no longer serves under this name, or no longer at all. */
function retiredOwner(host: string, rows: CaseRows, catalogue: Catalogue): MailProviderRow | null {
  const owners = [rows.provider, catalogue.providerOfHost(host)].filter((owner) => owner !== null);
  const byName = owners.find((owner) => owner.retiredHosts.some((retired) => retired.host === host));
  if (byName !== undefined) return byName;
  const owner = owners.find((each) => hostsOf(each).includes(host));
  return owner !== undefined && owner.retired !== null ? owner : null;
}

/** A provider of ready-made addresses, all of whose servers are recorded by name: the person has no domain of their own to name one after. */
function hasOwnNames(provider: MailProviderRow | null, facts: Facts): boolean {
  if (provider === null || provider.outgoing.length === 0 || provider.outgoingPatterns.length > 0) return false;
  const domain = facts.mail_domain?.value ?? null;
  return domain !== null && provider.domains.includes(domain);
}

function compareServer(
  host: string,
  rows: CaseRows,
  { facts, catalogue }: { readonly facts: Facts; readonly catalogue: Catalogue },
): readonly SignId[] {
  const provider = rows.provider;
  if (provider !== null && isIncomingName(host, provider)) return ['server.incoming_name'];
  if (provider !== null && isProviders(host, provider, catalogue)) return ['server.is_providers'];
  if (belongsToLine(host, rows.previousIsp, catalogue)) return ['server.previous_isp', 'server.not_providers'];
  // Relaying through the line one is on is an old and working habit, not a fault.
  if (belongsToLine(host, rows.isp, catalogue)) return [];
  const owner = catalogue.providerOfHost(host);
  if (owner !== null && owner.id === provider?.id) return [];
  const known = catalogue.ispOfHost(host) !== null || owner !== null || hasOwnNames(provider, facts);
  return provider !== null && known ? ['server.not_providers'] : [];
}

/** What the name in the outgoing-server box says, compared with the rows. An unknown name says nothing: it may be the person's own domain. */
export function signsOfServer(facts: Facts, rows: CaseRows, catalogue: Catalogue): readonly Sign[] {
  const host = facts.outgoing_server?.value ?? null;
  if (host === null) return [];
  if (isLocal(host)) return [{ id: 'connect.localhost', basis: 'stated', from: 'outgoing_server' }];
  const owner = retiredOwner(host, rows, catalogue);
  if (owner !== null) return [{ id: 'server.retired', basis: 'recorded', from: `provider/${owner.id}` }];
  return compareServer(host, rows, { facts, catalogue }).map((id) => ({ id, basis: 'recorded', from: `server/${host}` }));
}
