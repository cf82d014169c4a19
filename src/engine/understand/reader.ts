import type { Knowledge } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';
import type { Intent, ReadContext, Reader, Reading } from '../../contracts/reading.ts';
import { takeAnswer } from './answers.ts';
import { findHypothetical } from './clauses.ts';
import { tellsOfTrouble } from './concern.ts';
import { createDraft, type Draft, factsOf } from './draft.ts';
import { readErrors } from './errors.ts';
import { readIntent, readTerm } from './intents.ts';
import { tellLanguage } from './language.ts';
import { lexiconSources, plainWords } from './lexicon.ts';
import { findNames } from './mentions.ts';
import { createNameIndex, type NameIndex } from './names.ts';
import { readNames, refineClient } from './naming.ts';
import { type Flat, normalise } from './normalise.ts';
import { createPatternSet, firstMatch, type PatternSet, type Selection } from './pattern-set.ts';
import { readPorts } from './ports.ts';
import { readReplies } from './replies.ts';
import { castRoles } from './roles.ts';
import { maskSecrets } from './secrets.ts';
import { blankHosts, findHosts, type HostSpan, isReceivingHost, isSendingHost } from './spans.ts';
import { type LastResort, mentionOfHost, mentionOfName, type StandIns, standIn } from './stand-ins.ts';
import { readPhrases, readSigns } from './story.ts';
import { readPasted, readReport } from './tools/paste.ts';

/** Everything made ready once, so that a message costs little. */
interface Desk {
  readonly knowledge: Knowledge;
  readonly patterns: PatternSet;
  /** Patterns for short messages and answers. */
  readonly short: PatternSet;
  /** Patterns that tell whether words said to others concern the bot. */
  readonly concern: PatternSet;
  readonly names: NameIndex;
  readonly common: Readonly<Record<Lang, ReadonlySet<string>>>;
  readonly never: ReadonlySet<string>;
  readonly toldOnly: ReadonlySet<string>;
  /** Rows that any other row of the same kind is better than. */
  readonly vague: ReadonlySet<string>;
  readonly lastResort: ReadonlyMap<string, LastResort>;
  readonly everyday: ReadonlySet<string>;
}

/**
 * Makes the reader of free text. Pure: the same text and context give the same reading. Throws on a broken pattern of
 * the lexicon or the error catalogue.
 */
export function createReader(knowledge: Knowledge): Reader {
  const desk: Desk = {
    knowledge,
    patterns: createPatternSet([...lexiconSources(knowledge, 'story'), ...errorSources(knowledge)]),
    short: createPatternSet(lexiconSources(knowledge, 'short')),
    concern: createPatternSet(lexiconSources(knowledge, 'concern')),
    names: createNameIndex(knowledge.catalogue, {
      followers: plainWords(knowledge, 'names/followers'),
      exact: new Set(plainWords(knowledge, 'names/exact')),
      also: namings(knowledge, 'alias').map(({ kind, id, name }) => [kind, id, name] as const),
    }),
    common: { ja: wordSet(knowledge, 'ja', 'names/common'), en: wordSet(knowledge, 'en', 'names/common') },
    never: new Set(plainWords(knowledge, 'names/never')),
    toldOnly: new Set(plainWords(knowledge, 'names/told_only')),
    vague: new Set(['isp', 'provider', 'client'].flatMap((kind) => plainWords(knowledge, `vague/${kind}`))),
    lastResort: readLastResort(knowledge),
    everyday: wordSet(knowledge, 'en', 'language/everyday'),
  };
  return {
    read: (text, context) => readMessage(desk, text, context),
    concerns: (text) => tellsOfTrouble(normalise(text).text, readMessage(desk, text, { asked: null, lang: 'ja', now: 0 }), desk.concern),
  };
}

function errorSources(knowledge: Knowledge): readonly (readonly [string, string])[] {
  return [...knowledge.catalogue.errors.values()].flatMap((row) => row.patterns.map((source) => [`errors/${row.id}`, source] as const));
}

function wordSet(knowledge: Knowledge, lang: Lang, group: string): ReadonlySet<string> {
  return new Set(knowledge.lexicons[lang].groups[group] ?? []);
}

interface Naming {
  readonly kind: 'isp' | 'provider' | 'client';
  readonly id: string;
  readonly name: string;
}

/** Groups like `alias/provider=yahoo-jp: ["ヤフー"]` of both lexicons. */
function namings(knowledge: Knowledge, section: 'alias' | 'last_resort'): readonly Naming[] {
  return Object.values(knowledge.lexicons).flatMap((lexicon) =>
    Object.entries(lexicon.groups).flatMap(([group, names]) => {
      const [place = '', id] = group.split('=');
      const kind = place.slice(section.length + 1);
      if (!place.startsWith(`${section}/`) || id === undefined || (kind !== 'isp' && kind !== 'provider' && kind !== 'client')) return [];
      return names.map((name) => ({ kind, id, name }));
    }),
  );
}

function readLastResort(knowledge: Knowledge): ReadonlyMap<string, LastResort> {
  const known = new Map<string, LastResort>();
  for (const { kind, id, name } of namings(knowledge, 'last_resort')) known.set(name, { ...known.get(name), [kind]: id });
  return known;
}

/** Longer messages are stories, whatever was asked. */
const LONGEST_ANSWER = 300;

function readMessage(desk: Desk, typed: string, context: ReadContext): Reading {
  const report = readReport(typed, context.now);
  return report.length > 0 ? readingOfReport(typed, report) : readWords(desk, typed, context);
}

/** A report of ours tells what was measured and nothing else: its words are not the person's. */
function readingOfReport(text: string, observations: Reading['observations']): Reading {
  return { lang: null, text, secret: false, facts: [], signs: [], replies: [], observations, intent: null, term: null, relevant: true };
}

function readWords(desk: Desk, typed: string, context: ReadContext): Reading {
  const seen = normalise(typed);
  const first = desk.patterns.select(seen.text);
  const masked = maskSecrets(seen, first, desk.short);
  const flat = masked === null ? seen : normalise(masked);
  const { text } = flat;
  const lang = tellLanguage(text, desk.everyday);
  const { standIns, hosts } = meet(desk, flat, lang ?? context.lang);
  const selection = masked === null ? first : desk.patterns.select(text);
  const draft = createDraft();
  const replies = readReplies(text, selection, draft);
  const observations = readPasted(text, context.now);
  const short = desk.short.select(text.length <= LONGEST_ANSWER ? text : '');
  const asksFor = readIntent(text, selection, short);
  const term = asksFor === 'what_is' ? readTerm(text, short) : null;
  const intent = settleIntent(asksFor, { term, text, asked: context.asked });
  if (!isBareQuestion(intent, text)) readStory({ desk, text, standIns, hosts, selection, draft, context });
  takeOutgoing(hosts, { draft, quoted: replies.length > 0 || observations.length > 0 });
  const hostNames = hosts.map((span) => span.host);
  const names = standIns.mentions.map((mention) => mention.form);
  if (context.asked !== null) takeAnswer(context.asked, { text, hosts: hostNames, names, intent, selection: short, draft });
  refineClient(desk.knowledge.catalogue, draft);
  const facts = factsOf(draft);
  return {
    lang,
    text: masked ?? typed,
    secret: masked !== null,
    facts,
    signs: [...draft.signs],
    replies,
    observations,
    intent,
    term,
    relevant:
      facts.length + draft.signs.size + replies.length + observations.length > 0 ||
      firstMatch(selection.group('topic/mail'), text) !== null,
  };
}

const QUESTIONS: ReadonlySet<Intent | null> = new Set<Intent | null>([
  'what_is',
  'how_to_find',
  'why',
  'forget',
  'start_over',
  'back',
  'human',
]);
const LONGEST_QUESTION = 60;

/** A long text is no question about a word; "no" to "which line did you have before?" tells of none, which is all there is to know. */
function settleIntent(
  intent: Intent | null,
  { term, text, asked }: { readonly term: Reading['term']; readonly text: string; readonly asked: ReadContext['asked'] },
): Intent | null {
  if (intent === 'what_is' && term === null && text.length > LONGEST_QUESTION) return null;
  return intent === 'no' && asked === 'previous_isp' ? 'dont_know' : intent;
}

/** "What is STARTTLS?" does not say that STARTTLS is set. */
function isBareQuestion(intent: Intent | null, text: string): boolean {
  return QUESTIONS.has(intent) && text.length <= LONGEST_QUESTION;
}

/** Who and what is named in the text. */
function meet(desk: Desk, flat: Flat, lang: Lang): { readonly standIns: StandIns; readonly hosts: readonly HostSpan[] } {
  const { catalogue } = desk.knowledge;
  const spans = findHosts(flat.text, catalogue);
  const options = { catalogue, lang, common: desk.common[lang], never: desk.never, toldOnly: desk.toldOnly, lastResort: desk.lastResort };
  const named = findNames(flat.text, desk.names, spans).map((span) => mentionOfName(span, flat, options));
  const mailboxes = spans.map((span) => mentionOfHost(span, flat.text, catalogue));
  const mentions = [...named, ...mailboxes].filter((mention) => mention !== null).sort((left, right) => left.start - right.start);
  const hosts = spans.filter((_, index) => mailboxes[index] === null);
  return { standIns: standIn(flat.text, mentions, hosts), hosts: spans };
}

interface Telling {
  readonly desk: Desk;
  readonly text: string;
  readonly standIns: StandIns;
  readonly hosts: readonly HostSpan[];
  readonly selection: Selection;
  readonly draft: Draft;
  readonly context: ReadContext;
}

function readStory({ desk, text, standIns, hosts, selection, draft, context }: Telling): void {
  const { catalogue } = desk.knowledge;
  const hypothetical = findHypothetical(text, selection);
  const casting = castRoles(standIns, selection, findHypothetical(standIns.text, selection));
  readNames({ standIns, casting, catalogue, asked: context.asked, vague: desk.vague }, draft);
  readPhrases(blankHosts(text, hosts), selection, { hypothetical, draft });
  readSigns(text, selection, { hypothetical, draft });
  readPorts(text, selection, { hypothetical, draft });
  readErrors(text, selection, draft);
  if (casting.outgoing !== null) draft.facts.outgoing_server = casting.outgoing;
}

/** A host whose name says that it sends is the outgoing server, unless a pasted report names it. */
function takeOutgoing(hosts: readonly HostSpan[], { draft, quoted }: { readonly draft: Draft; readonly quoted: boolean }): void {
  if (draft.facts.outgoing_server !== undefined || quoted) return;
  const server = hosts.find(({ kind, host }) => kind === 'host' && isSendingHost(host) && !isReceivingHost(host));
  if (server !== undefined) draft.facts.outgoing_server = server.host;
}
