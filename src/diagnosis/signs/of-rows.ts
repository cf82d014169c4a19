import type { Catalogue, IspRow, MailClientRow, MailProviderRow, OutgoingServer } from '../../contracts/catalogue.ts';
import type { Facts } from '../../contracts/facts.ts';
import type { Sign, SignId } from '../../contracts/signs.ts';

/** The rows a case is about. `previousIsp` may be a word without a row: then it is null. */
export interface CaseRows {
  readonly isp: IspRow | null;
  readonly previousIsp: IspRow | null;
  readonly provider: MailProviderRow | null;
  readonly client: MailClientRow | null;
}

/** Looks a case's rows up: the provider by name, else by the mailbox's domain, since the person need not know who runs it. */
export function findRows(facts: Facts, catalogue: Catalogue): CaseRows {
  const domain = facts.mail_domain?.value ?? null;
  const host = facts.outgoing_server?.value ?? null;
  const byName = catalogue.providers.get(facts.mail_provider?.value ?? '') ?? null;
  const provider = byName ?? (domain === null ? null : catalogue.providerOfDomain(domain));
  return {
    isp: catalogue.isps.get(facts.isp?.value ?? '') ?? null,
    previousIsp: catalogue.isps.get(facts.previous_isp?.value ?? '') ?? null,
    provider: provider === null ? null : catalogue.fit(provider, { domain, host }),
    client: catalogue.clients.get(facts.client?.value ?? '') ?? null,
  };
}

function record(from: string, ids: readonly SignId[]): readonly Sign[] {
  return ids.map((id) => ({ id, basis: 'recorded', from }));
}

/** What the line's row says about port 25. A policy without a source says nothing. */
function signsOfLine(isp: IspRow | null): readonly Sign[] {
  if (isp === null) return [];
  const { policy, sources } = isp.outbound25;
  const blocks = policy === 'all_dynamic' || policy === 'all' || policy === 'default_can_be_lifted';
  return record(`isp/${isp.id}`, [
    ...(blocks && sources.length > 0 ? (['isp.blocks_25'] as const) : []),
    ...(policy === 'no' && sources.length > 0 ? (['isp.does_not_block_25'] as const) : []),
    ...(isp.kind === 'cloud' ? (['line.cloud_server'] as const) : []),
    ...(isp.kind === 'mobile' ? (['line.mobile'] as const) : []),
  ]);
}

/** Servers that may be recommended: with a source, not port 25, not without encryption. */
function goodServers(provider: MailProviderRow): readonly OutgoingServer[] {
  return provider.outgoing.filter((server) => server.port !== 25 && !server.flags.includes('unsourced'));
}

function signsOfPolicy(provider: MailProviderRow): readonly SignId[] {
  const policy = provider.policy;
  if (policy === null || policy.sources.length === 0) return [];
  const appWorks = policy.appPassword === 'required' || policy.appPassword === 'offered';
  const oauthOnly = policy.plainPassword === 'refused' && policy.oauth2 === 'required' && !appWorks;
  const appNeeded = policy.appPassword === 'required' || (policy.plainPassword === 'refused' && policy.appPassword === 'offered');
  return [
    ...(oauthOnly ? (['provider.oauth_only'] as const) : []),
    ...(appNeeded ? (['provider.app_password'] as const) : []),
    ...(policy.smtpSwitch === 'required' ? (['provider.needs_switch'] as const) : []),
  ];
}

function signsOfProvider(provider: MailProviderRow | null): readonly Sign[] {
  if (provider === null) return [];
  const good = goodServers(provider);
  return record(`provider/${provider.id}`, [
    ...signsOfPolicy(provider),
    ...(provider.foreignFilter === null ? [] : (['provider.foreign_filter'] as const)),
    ...(provider.ownNetworkOnly === null ? [] : (['provider.own_network_only'] as const)),
    ...(provider.retired === null ? [] : (['provider.retired'] as const)),
    ...(provider.popBeforeSmtpEnded === null ? [] : (['provider.pop_before_smtp_ended'] as const)),
    ...(good.length > 0 && good.every((server) => server.port === 465) ? (['provider.only_465'] as const) : []),
  ]);
}

const TRAIT_SIGNS: { readonly [K in MailClientRow['traits'][number]]: SignId | null } = {
  cloud: 'client.cloud',
  old_tls: 'client.old_tls',
  default_25: 'client.default_25',
  no_oauth: 'client.no_oauth',
  server_software: 'client.server_software',
  no_port_box: null,
  webmail: null,
};

/** What the person's program is like. Only a trait that was read on a page is recorded; the others follow from the program they named. */
function signsOfClient(client: MailClientRow | null): readonly Sign[] {
  if (client === null) return [];
  return client.traits.flatMap((trait) => {
    const id = TRAIT_SIGNS[trait];
    const basis = client.traitSources?.[trait] === undefined ? 'stated' : 'recorded';
    return id === null ? [] : [{ id, basis, from: `client/${client.id}` } satisfies Sign];
  });
}

/** A line's name and a provider's say the same company: "KCN" and "KCN mail". */
function isSameName(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}

function runsMailbox(line: IspRow | null, name: string | null, provider: string): boolean {
  return name !== null && (line?.mailProvider === provider || isSameName(name, provider));
}

/** The mailbox against the line: the line's own, the previous line's own, or somebody else's. Words without a row are compared as words. */
function signsOfOwnership(facts: Facts, rows: CaseRows): readonly Sign[] {
  const provider = rows.provider?.id ?? facts.mail_provider?.value ?? null;
  const isp = rows.isp?.id ?? facts.isp?.value ?? null;
  if (provider === null) return [];
  const own = runsMailbox(rows.isp, isp, provider);
  const before = runsMailbox(rows.previousIsp, facts.previous_isp?.value ?? null, provider);
  const ids: readonly SignId[] = [
    ...(own ? (['provider.is_line'] as const) : []),
    ...(isp !== null && !own ? (['provider.other_than_line'] as const) : []),
    ...(before && !own ? (['provider.is_previous_line'] as const) : []),
  ];
  const recorded = rows.provider !== null && rows.isp !== null;
  return ids.map((id) => ({ id, basis: recorded ? 'recorded' : 'stated', from: recorded ? `provider/${provider}` : 'mail_provider' }));
}

/** Protection the provider's rows all ask for and the person's settings do without. */
function signsOfMissingProtection(facts: Facts, provider: MailProviderRow | null): readonly Sign[] {
  if (provider === null || facts.security?.value !== 'none') return [];
  const good = goodServers(provider);
  const required = good.length > 0 && good.every((server) => server.security !== 'none');
  return required ? record(`provider/${provider.id}`, ['security.required_by_provider']) : [];
}

/** Signs of the line's, the provider's and the program's rows. */
export function signsOfRows(facts: Facts, rows: CaseRows): readonly Sign[] {
  return [
    ...signsOfLine(rows.isp),
    ...signsOfProvider(rows.provider),
    ...signsOfClient(rows.client),
    ...signsOfOwnership(facts, rows),
    ...signsOfMissingProtection(facts, rows.provider),
  ];
}
