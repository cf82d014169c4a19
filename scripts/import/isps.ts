import type { IspRow, MailProviderRow } from '../../src/contracts/catalogue.ts';
import type { IspFacts } from './facts.ts';
import { readDate, sourceOf } from './source.ts';

const HOST = /^[a-z0-9.-]+$/;

function notesOf(facts: IspFacts): string[] {
  const since = facts.since !== null && facts.since !== readDate(facts.since) ? [`since: ${facts.since}`] : [];
  const scope = facts.scope_note === null ? [] : [`scope: ${facts.scope_note}`];
  const exceptions = facts.exceptions === null || facts.exceptions === '' ? [] : [`exceptions: ${facts.exceptions}`];
  return [...since, ...scope, ...exceptions, ...(facts.note === null ? [] : [facts.note])];
}

/** The provider of the same name, or else the one whose outgoing server the line names as its own. */
function findMailProvider(facts: IspFacts, providers: readonly MailProviderRow[]): string | null {
  if (facts.kind === 'cloud') return null;
  const host = facts.own_smtp?.host ?? null;
  const sameName = providers.find(({ id }) => id === facts.id);
  const sameHost = host === null ? undefined : providers.find(({ outgoing }) => outgoing.some((server) => server.host === host));
  return (sameName ?? sameHost)?.id ?? null;
}

/** An access line. A policy without a page is `unknown`, whatever else is said of it. */
export function toIsp(facts: IspFacts, providers: readonly MailProviderRow[]): IspRow {
  const host = facts.own_smtp?.host ?? null;
  return {
    id: facts.id,
    names: facts.names,
    aliases: facts.aliases,
    country: facts.country,
    kind: facts.kind,
    lineBrands: facts.line_brands,
    outbound25: {
      policy: facts.source_url === null ? 'unknown' : facts.blocks_outbound_25,
      since: readDate(facts.since),
      sources: facts.source_url === null ? [] : [sourceOf(facts.source_url, facts.source_date)],
      confidence: facts.source_url === null ? null : facts.confidence,
    },
    mailProvider: findMailProvider(facts, providers),
    ownSmtpHost: host !== null && HOST.test(host) ? host : null,
    domains: [],
    notes: notesOf(facts),
  };
}
