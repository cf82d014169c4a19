import { join } from 'node:path';
import { loadCatalogue } from '../../../src/catalog/load.ts';
import type { Advice, AdviceRequest } from '../../../src/contracts/advice.ts';
import type { MailClientRow, MailProviderRow, OutgoingServer } from '../../../src/contracts/catalogue.ts';
import type { CauseId, Evidence, Finding, FindingId } from '../../../src/contracts/diagnosis.ts';
import type { Facts } from '../../../src/contracts/facts.ts';
import type { Lang } from '../../../src/contracts/lang.ts';
import type { Block, Phrase } from '../../../src/contracts/messages.ts';
import type { Basis, Sign, SignId } from '../../../src/contracts/signs.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The real catalogue and the real words. */
export const catalogue = loadCatalogue(join(ROOT, 'catalog'));
export const translator = loadTranslator(join(ROOT, 'locales'));

export const LANGS = ['ja', 'en'] as const satisfies readonly Lang[];

/** Every cause: the compiler refuses a missing or unknown one. */
export const CAUSES = Object.keys({
  op25b: 0,
  auth_required: 0,
  bad_credentials: 0,
  app_password_or_oauth: 0,
  tls_mismatch: 0,
  wrong_server: 0,
  server_retired: 0,
  provider_outage: 0,
  foreign_access_filter: 0,
  own_network_only: 0,
  sender_not_allowed: 0,
  local_firewall_or_antivirus: 0,
  vpn: 0,
  attachment_too_large: 0,
  mailbox_quota: 0,
  recipient_rejected: 0,
  sender_ip_blocklisted: 0,
  account_suspended_or_sending_limit: 0,
  network_down: 0,
  dns_failure: 0,
  certificate_problem: 0,
  client_bug_or_outbox_stuck: 0,
  other: 0,
} satisfies Record<CauseId, 0>).filter(isCause);

function isCause(id: string): id is CauseId {
  return new Set<string>(catalogue.causes.keys()).has(id);
}

/** A fact as if told in the first message. */
export function told<T>(value: T): { readonly value: T; readonly from: 'stated'; readonly turn: number; readonly at: number } {
  return { value, from: 'stated', turn: 1, at: 0 };
}

/** Evidence from facts, signs and findings, without a judge. */
export function evidenceOf(parts: { facts?: Facts; signs?: readonly Sign[]; findings?: readonly Finding[] } = {}): Evidence {
  return { facts: parts.facts ?? {}, signs: parts.signs ?? [], findings: parts.findings ?? [] };
}

export function sign(id: SignId, basis: Basis = 'stated', from = 'text'): Sign {
  return { id, basis, from };
}

export function finding(id: FindingId, host: string | null = null, port: number | null = null, from: readonly string[] = []): Finding {
  return { id, host, port, from };
}

/** A request about nothing in particular, changed where the test needs it. */
export function requestOf(change: Partial<AdviceRequest> = {}): AdviceRequest {
  return { cause: 'op25b', provider: null, client: null, evidence: evidenceOf(), screen: 'ja', ...change };
}

export function clientRow(id: string): MailClientRow {
  const row = catalogue.clients.get(id);
  if (row === undefined) throw new Error(`No mail client ${id} in the catalogue.`);
  return row;
}

export function providerRow(id: string): MailProviderRow {
  const row = catalogue.providers.get(id);
  if (row === undefined) throw new Error(`No mail provider ${id} in the catalogue.`);
  return row;
}

/** A provider of nobody's, with these servers. */
export function providerWith(outgoing: readonly OutgoingServer[], change: Partial<MailProviderRow> = {}): MailProviderRow {
  return {
    id: 'example',
    names: { ja: '例のメール', en: 'Example Mail' },
    aliases: [],
    domains: ['example.jp'],
    domainSources: [],
    incoming: [],
    outgoing,
    outgoingPatterns: [],
    policy: null,
    popBeforeSmtpEnded: null,
    retired: null,
    retiredHosts: [],
    foreignFilter: null,
    ownNetworkOnly: null,
    status: 'ok',
    notes: [],
    ...change,
  };
}

/** A server with a source, changed where the test needs it. */
export function server(port: number, change: Partial<OutgoingServer> = {}): OutgoingServer {
  return {
    host: 'smtp.example.jp',
    port,
    security: port === 465 ? 'tls' : 'starttls',
    auth: ['password'],
    username: 'email',
    sources: [{ url: 'https://www.example.jp/mail', date: '2026-01-31', checked: '2026-11-01', licence: null }],
    confidence: 'high',
    flags: [],
    ...change,
  };
}

/** Every sentence of a cure, the card's too, in one language. */
export function sentencesOf(advice: Advice, lang: Lang): readonly string[] {
  const blocks = advice.card === null ? advice.blocks : [...advice.blocks, advice.card];
  return blocks.flatMap((block) => phrasesOf(block)).map((phrase) => translator.say(phrase, lang));
}

/** The steps of a cure in one language. */
export function stepsOf(advice: Advice, lang: Lang): readonly string[] {
  return advice.blocks.flatMap((block) => (block.kind === 'steps' ? block.steps : [])).map((phrase) => translator.say(phrase, lang));
}

/** Every phrase of a block. */
export function phrasesOf(block: Block<Phrase>): readonly Phrase[] {
  const some = (phrase: Phrase | null) => (phrase === null ? [] : [phrase]);
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'steps':
      return [...some(block.title), ...block.steps];
    case 'values':
      return [...some(block.title), ...block.rows.flatMap(({ label, value, old }) => [label, value, ...some(old)])];
    case 'card':
      return [block.title, ...block.rows.flatMap(({ label, value }) => [label, value]), ...some(block.note)];
    case 'evidence':
      return [block.title, ...block.rows.flatMap(({ what, result }) => [what, result])];
    case 'progress':
      return [block.title, ...block.items.map(({ what }) => what)];
  }
}
