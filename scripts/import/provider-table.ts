import type { MailProviderRow } from '../../src/contracts/catalogue.ts';
import type { Facts, PolicyFacts } from './facts.ts';
import { addPolicy, fromGeneral, fromJapanese, mergeProviders } from './mail-providers.ts';

/** Pairs that share no domain in the tables, general id → Japanese id. */
const SAME: Readonly<Record<string, string>> = { 'office365.com': 'microsoft-365' };

/** Policies whose domains do not lead to a row, policy id → row ids. */
const POLICY_ROWS: Readonly<Record<string, readonly string[]>> = {
  'google-workspace': ['google-workspace'],
  'microsoft-365': ['microsoft-365'],
};

function covers(pattern: string, domain: string): boolean {
  return pattern === domain || (pattern.startsWith('*.') && domain.endsWith(pattern.slice(1)));
}

function isSame(japanese: MailProviderRow, general: MailProviderRow): boolean {
  return SAME[general.id] === japanese.id || japanese.domains.some((pattern) => general.domains.some((domain) => covers(pattern, domain)));
}

/** One domain, one row: the first to name it keeps it, the others note it. */
function shareDomains(rows: readonly MailProviderRow[]): MailProviderRow[] {
  const holder = new Map<string, string>();
  return rows.map((row) => {
    const shared = row.domains.filter((domain) => holder.has(domain));
    for (const domain of row.domains) if (!holder.has(domain)) holder.set(domain, row.id);
    if (shared.length === 0) return row;
    const notes = shared.map((domain) => `${domain} is found under ${holder.get(domain)}`);
    return { ...row, domains: row.domains.filter((domain) => !shared.includes(domain)), notes: [...row.notes, ...notes] };
  });
}

function isPolicyOf(policy: PolicyFacts, row: MailProviderRow): boolean {
  const named = POLICY_ROWS[policy.id];
  if (named !== undefined) return named.includes(row.id);
  return policy.domains.some((domain) => row.domains.includes(domain));
}

/** All providers of all tables, one row each; throws where a policy finds no row and nobody said that this is meant. */
export function buildProviders(facts: Facts, homeless: readonly string[]): MailProviderRow[] {
  const general = facts.providers.map(fromGeneral);
  const japanese = facts.japanese.map(fromJapanese);
  const merged = japanese.map((row) => general.filter((other) => isSame(row, other)).reduce(mergeProviders, row));
  const left = general.filter((row) => !japanese.some((other) => isSame(other, row)));
  const rows = shareDomains([...merged, ...left]);

  const held = new Set(rows.flatMap(({ domains }) => domains));
  const lost = facts.policies.filter((policy) => !homeless.includes(policy.id) && !rows.some((row) => isPolicyOf(policy, row)));
  if (lost.length > 0) throw new Error(`auth-policy.json: no provider for ${lost.map(({ id }) => id).join(', ')}. Add it to POLICY_ROWS.`);
  return rows.map((row) => {
    const policy = facts.policies.find((one) => isPolicyOf(one, row));
    const isFirst = policy !== undefined && rows.find((one) => isPolicyOf(policy, one)) === row;
    return policy === undefined ? row : addPolicy(row, policy, (domain) => isFirst && !held.has(domain));
  });
}
