import type { Catalogue, MailClientRow, MailProviderRow } from '../contracts/catalogue.ts';
import type { Facts } from '../contracts/facts.ts';
import type { Session } from '../contracts/turn.ts';
import { known, unheard, withFact } from './session.ts';

/** Fills in what the catalogue tells from what was said, so that nothing is asked which can be looked up. */
export function withLookUps(session: Session, catalogue: Catalogue, now: number): Session {
  return withClientOfVersion(withProviderOfExchanger(withProviderOfDomain(session, catalogue, now), catalogue, now), catalogue, now);
}

/** The mailbox's provider row, its server names filled in for this mailbox, if the catalogue has one. */
export function providerOf(facts: Facts, catalogue: Catalogue): MailProviderRow | null {
  const id = known(facts, 'mail_provider');
  const row = id === null ? undefined : catalogue.providers.get(id);
  return row === undefined ? null : catalogue.fit(row, { domain: known(facts, 'mail_domain'), host: known(facts, 'outgoing_server') });
}

/** The mail program's row, if the catalogue has one. */
export function clientOf(facts: Facts, catalogue: Catalogue): MailClientRow | null {
  const id = known(facts, 'client');
  return id === null ? null : (catalogue.clients.get(id) ?? null);
}

function withProviderOfDomain(session: Session, catalogue: Catalogue, now: number): Session {
  const domain = known(session.facts, 'mail_domain');
  if (domain === null || known(session.facts, 'mail_provider') !== null) {
    return session;
  }
  const row = catalogue.providerOfDomain(domain);
  return row === null ? session : withFact(session, { id: 'mail_provider', value: row.id, from: 'looked_up' }, now);
}

/** A domain of one's own is kept by whoever receives its mail: the MX record names them (RFC 5321 §5). */
function withProviderOfExchanger(session: Session, catalogue: Catalogue, now: number): Session {
  const domain = known(session.facts, 'mail_domain');
  if (domain === null || known(session.facts, 'mail_provider') !== null) {
    return session;
  }
  const row = exchangersOf(session, domain)
    .map((host) => catalogue.providerOfHost(host))
    .find((each) => each !== null);
  return row === undefined || row === null ? session : withFact(session, { id: 'mail_provider', value: row.id, from: 'looked_up' }, now);
}

function exchangersOf(session: Session, domain: string): readonly string[] {
  return session.observations
    .flatMap(({ facts }) => (facts?.kind === 'dns' && facts.record === 'MX' && facts.name === domain ? facts.answers : []))
    .map((answer) => answer.split(' ').at(-1) ?? '');
}

/** "Outlook" and "2007" told apart make "Outlook 2007". */
function withClientOfVersion(session: Session, catalogue: Catalogue, now: number): Session {
  const client = known(session.facts, 'client');
  const version = known(session.facts, 'client_version');
  if (client === null || version === null) {
    return session;
  }
  const row = catalogue.clients.get(client);
  if (row === undefined || row.path.length > 0) {
    return session;
  }
  const family = client.split('-')[0] ?? client;
  const match = [...catalogue.clients.values()].find((each) => each.id.startsWith(`${family}-`) && each.versions.includes(version));
  return match === undefined ? session : withFact(session, { id: 'client', value: match.id, from: 'looked_up' }, now);
}

/** Must the program's version be asked? Only when its name alone does not tell the screen. */
export function needsVersion(facts: Facts, catalogue: Catalogue): boolean {
  const row = clientOf(facts, catalogue);
  return row !== null && row.path.length === 0 && row.versions.length > 0 && unheard(facts, 'client_version');
}
