import type { MailClientRow, MailProviderRow, OutgoingServer, Source } from '../contracts/catalogue.ts';
import type { Evidence, Finding, FindingId, RankedCause, Verdict } from '../contracts/diagnosis.ts';
import type { Block, Phrase } from '../contracts/messages.ts';
import type { Vantage } from '../contracts/probes.ts';
import type { Basis, Sign } from '../contracts/signs.ts';
import { chooseServer } from './choose-server.ts';
import type { Target } from './context.ts';
import { datePhrase } from './date-phrase.ts';
import { topicOf } from './sign-topic.ts';
import type { VerdictContext } from './verdict-phrase.ts';

export { type VerdictContext, verdictPhrase } from './verdict-phrase.ts';

/** What an evidence table is made of. */
export interface EvidenceRequest extends VerdictContext {
  readonly verdict: Verdict;
  /** The signs that moved the verdict, the strongest first (`RankedCause.because`); without them all signs may appear. */
  readonly because?: RankedCause['because'];
}

interface Row {
  readonly what: Phrase;
  readonly result: Phrase;
  readonly basis: Basis;
}

/** A table longer than this is not read on a phone. */
const MOST_ROWS = 6;

const BASES: readonly Basis[] = ['measured', 'recorded', 'stated'];

/** What a verdict rests on: one row a sign, with where it comes from. Null where there is nothing to show. */
export function evidenceBlock(request: EvidenceRequest): Block<Phrase> | null {
  const server = serverRows(request);
  const room = MOST_ROWS - server.length;
  const rows = [...chooseSigns(request, room).map((sign) => signRow(request, sign)), ...server];
  const sorted = BASES.toReversed().flatMap((basis) => rows.filter((row) => row.basis === basis));
  return sorted.length === 0 ? null : { kind: 'evidence', title: { key: 'advice:evidence.title' }, rows: sorted };
}

/** The strongest signs, and at least one of each kind of evidence that the verdict names. */
function chooseSigns(request: EvidenceRequest, room: number): readonly Sign[] {
  const signs = tellingSigns(request);
  const firsts = request.verdict.basis.flatMap((basis) => signs.find((sign) => sign.basis === basis) ?? []);
  return [...new Set([...firsts, ...signs])].slice(0, room);
}

/** Without weights, what the person said tells more than what rows say of everybody, and of every program least. */
const UNWEIGHED: readonly Basis[] = ['measured', 'stated', 'recorded'];

/** The signs that speak for the verdict, the strongest first. */
function tellingSigns({ because, evidence }: EvidenceRequest): readonly Sign[] {
  if (because !== undefined) {
    return because.filter(({ sign, weight }) => weight > 0 && !isHearsay(sign)).map(({ sign }) => sign);
  }
  return UNWEIGHED.flatMap((basis) => evidence.signs.filter((sign) => sign.basis === basis && topicOf(sign.id) !== 'client'));
}

/** What is only believed of a program, without a page that says so, is weighed but not shown as a reason. */
function isHearsay({ basis, from }: Sign): boolean {
  return basis !== 'recorded' && from.startsWith('client/');
}

function signRow(request: EvidenceRequest, sign: Sign): Row {
  const clause: Phrase = { key: `signs:sign.${sign.id}` };
  const topic: Phrase = { key: `advice:evidence.topic.${topicOf(sign.id)}` };
  if (sign.basis === 'measured') return { what: measuredFrom(request, sign), basis: sign.basis, result: clause };
  if (sign.basis === 'recorded') return { what: topic, basis: sign.basis, result: withSource(clause, sourceOf(request, sign)) };
  return { what: topic, basis: sign.basis, result: clause };
}

/** The server that will be recommended, with its record, and that it was seen open: what the cure rests on. */
function serverRows({ evidence, verdict, provider, because }: EvidenceRequest): readonly Row[] {
  const matters = SERVER_MATTERS.includes(verdict.cause);
  const target = matters ? chooseServer({ cause: verdict.cause, provider, client: null, evidence, screen: 'ja' }) : null;
  if (target === null) return [];
  const told = because?.some(({ sign }) => sign.id === 'found.submission_alive') ?? false;
  return [...recordOf(target.server), ...(told ? [] : sightOf(target, evidence))];
}

function recordOf(server: OutgoingServer | null): readonly Row[] {
  if (server === null) return [];
  const clause: Phrase = { key: 'advice:evidence.server', params: { host: server.host, port: server.port } };
  return [{ what: { key: 'advice:evidence.topic.provider' }, basis: 'recorded', result: withSource(clause, server.sources[0] ?? null) }];
}

function sightOf({ fix }: Target, { findings }: Evidence): readonly Row[] {
  const id: FindingId = fix.port === 465 ? 'submission_465_alive' : 'submission_587_alive';
  const look = findings.find((finding) => finding.id === id && finding.host === fix.host);
  return look === undefined ? [] : [{ what: placeOf(look), basis: 'measured', result: { key: `signs:finding.${id}` } }];
}

const SERVER_MATTERS: readonly Verdict['cause'][] = [
  'op25b',
  'auth_required',
  'tls_mismatch',
  'wrong_server',
  'server_retired',
  'dns_failure',
];

function withSource(clause: Phrase, source: Source | null): Phrase {
  const site = source === null ? null : siteOf(source.url);
  if (source === null || site === null) return clause;
  return source.date === null
    ? { key: 'advice:evidence.sourced', params: { clause, site } }
    : { key: 'advice:evidence.sourced_on', params: { clause, site, date: datePhrase(source.date) } };
}

function siteOf(url: string): string | null {
  return /^https?:\/\/([^/:?#]+)/.exec(url)?.[1]?.replace(/^www\./, '') ?? null;
}

/** The page on which a trait of the program was read. */
function traitSource(client: MailClientRow, sign: Sign): Source | null {
  const trait = client.traits.find((each) => sign.id === `client.${each}`);
  return trait === undefined ? null : (client.traitSources?.[trait] ?? null);
}

/** The page behind a recorded sign, from the row it came from. */
function sourceOf({ isp, provider, client }: EvidenceRequest, sign: Sign): Source | null {
  if (client != null && sign.from === `client/${client.id}`) return traitSource(client, sign);
  if (isp !== null && sign.from === `isp/${isp.id}`) return isp.outbound25.sources[0] ?? null;
  return provider === null || sign.from !== `provider/${provider.id}` ? null : providerSource(provider, sign);
}

function providerSource(provider: MailProviderRow, sign: Sign): Source | null {
  switch (sign.id) {
    case 'provider.foreign_filter':
      return provider.foreignFilter?.source ?? null;
    case 'provider.own_network_only':
      return provider.ownNetworkOnly?.source ?? null;
    case 'provider.retired':
      return provider.retired?.source ?? null;
    case 'server.retired':
      return provider.retiredHosts[0]?.source ?? provider.retired?.source ?? null;
    case 'provider.pop_before_smtp_ended':
      return provider.popBeforeSmtpEnded?.source ?? null;
    case 'provider.oauth_only':
    case 'provider.app_password':
    case 'provider.needs_switch':
      return provider.policy?.sources[0] ?? null;
    case 'provider.only_465':
      return provider.outgoing[0]?.sources[0] ?? null;
    default:
      return null;
  }
}

const PLACES: { readonly [K in Vantage]: Phrase } = {
  bot: { key: 'advice:evidence.measured_bot' },
  line: { key: 'advice:evidence.measured_line' },
  agent: { key: 'advice:evidence.measured_agent' },
};

function measuredFrom({ evidence }: EvidenceRequest, sign: Sign): Phrase {
  const finding = evidence.findings.find(({ id }) => sign.from === `finding/${id}`);
  return finding === undefined ? { key: 'advice:evidence.measured' } : placeOf(finding);
}

/** From where a finding was measured: the line's own looks count before the bot's. An observation's id says it in its second part. */
function placeOf({ from }: Finding): Phrase {
  const places = from.flatMap((id) => id.split('/')[1] ?? []);
  const place = (['line', 'bot', 'agent'] as const).find((each) => places.includes(each));
  return place === undefined ? { key: 'advice:evidence.measured' } : PLACES[place];
}
