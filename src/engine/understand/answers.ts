import type { FactId } from '../../contracts/facts.ts';
import type { Intent } from '../../contracts/reading.ts';
import { type Draft, writeFact } from './draft.ts';
import { allMatches, firstMatch, type Selection } from './pattern-set.ts';
import { toPort } from './ports.ts';

/** A message taken as the answer to an open question. */
export interface Answer {
  readonly text: string;
  /** Host names in the message, in order. */
  readonly hosts: readonly string[];
  /** Names of the catalogue in the message, as written there: a message that is nothing else tells what that name is, not what was asked. */
  readonly names: readonly string[];
  readonly intent: Intent | null;
  /** Patterns for short messages. */
  readonly selection: Selection;
  readonly draft: Draft;
}

type Taker = (answer: Answer) => void;

/** Facts answered in free words when no row of the catalogue fits. */
const BY_NAME: Readonly<Partial<Record<FactId, Taker>>> = {
  isp: (answer) => takeWords(answer, 'isp'),
  previous_isp: (answer) => takeWords(answer, 'previous_isp'),
  mail_provider: (answer) => takeWords(answer, 'mail_provider'),
  client: (answer) => takeWords(answer, 'client'),
  antivirus: (answer) => takeWords(answer, 'antivirus'),
  client_version: (answer) => takeVersion(answer),
  mail_domain: (answer) => takeHost(answer, 'mail_domain'),
  outgoing_server: (answer) => takeHost(answer, 'outgoing_server'),
  current_port: (answer) => takePort(answer),
  error_codes: (answer) => takeShown(answer),
  started_after: (answer) => {
    if (isAbout('started_after', answer)) answer.draft.facts.started_after = [];
  },
};

/** Yes and no to these questions are facts. */
const YES_NO: ReadonlySet<FactId> = new Set<FactId>(['auth_enabled', 'can_receive', 'vpn', 'attachment']);

/** Takes the message as the answer to `asked`, as far as it did not say that fact outright already. */
export function takeAnswer(asked: FactId, answer: Answer): void {
  const { draft, intent, selection, text } = answer;
  // "It works now" tells of the cure, not of what was asked.
  if (draft.facts[asked] !== undefined || intent === 'fixed') return;
  for (const group of selection.groups(`answers/${asked}`)) {
    if (firstMatch(selection.group(group), text) !== null) writeFact(draft, group.slice('answers/'.length));
  }
  if (asked === 'can_send_elsewhere' && [...draft.signs].some((sign) => /^(?:elsewhere|scope)\./.test(sign)))
    draft.facts.can_send_elsewhere ??= {};
  if (draft.facts[asked] !== undefined) return;
  if (intent === 'yes' || intent === 'no') takeYesNo(asked, answer);
  else if (intent === null) BY_NAME[asked]?.(answer);
}

/** Does the message speak of what was asked (`answers_about/<fact>`), though nothing in it is known? Small talk and other news do not. */
function isAbout(asked: FactId, { selection, text }: Answer): boolean {
  if (firstMatch(selection.group('answers_not/talk'), text) !== null) return false;
  return firstMatch(selection.group(`answers_about/${asked}`), text) !== null;
}

/** What the screen shows, in the person's words where no row knows it; an empty list when they say that nothing is shown. */
function takeShown(answer: Answer): void {
  const { draft, selection, text } = answer;
  if (!isAbout('error_codes', answer) || draft.signs.has('symptom.bounce')) return;
  const isNothing = firstMatch(selection.group('answers_none/error_codes'), text) !== null;
  draft.facts.error_codes = isNothing ? [] : [text.replace(LOCAL_PART, '').trim().slice(0, LONGEST_WORDS)];
}

function takeYesNo(asked: FactId, { draft, intent }: Answer): void {
  const isYes = intent === 'yes';
  if (YES_NO.has(asked)) writeFact(draft, `${asked}=${isYes}`);
  if (asked === 'antivirus' && !isYes) draft.facts.antivirus = 'none';
  if (asked === 'can_send_elsewhere') {
    draft.facts.can_send_elsewhere = {};
    if (!isYes) draft.signs.add('elsewhere.nothing_works');
  }
}

function takeHost({ draft, hosts }: Answer, id: 'mail_domain' | 'outgoing_server'): void {
  const [host] = hosts;
  if (host !== undefined) draft.facts[id] = host;
}

/** A number in a name is none of a port: "Outlook 2007". */
function takePort({ draft, names, selection, text }: Answer): void {
  const rest = names.reduce((left, name) => left.replace(name, ' '), text);
  const ports = allMatches(selection.group('answers_port/any'), rest).map((match) => toPort(match.groups?.port));
  const port = ports.find((candidate) => candidate !== null);
  if (port !== undefined && port !== null) draft.facts.current_port = port;
}

function takeVersion({ draft, selection, text }: Answer): void {
  const version = firstMatch(selection.group('answers_version/any'), text)?.groups?.version;
  if (version !== undefined) draft.facts.client_version = version;
}

const LONGEST_WORDS = 80;
/** The local part of an address is never kept. */
const LOCAL_PART = /[^\s@<>"'「」()]{1,64}(?=@)/g;

function takeWords({ draft, names, selection, text }: Answer, id: 'isp' | 'previous_isp' | 'mail_provider' | 'client' | 'antivirus'): void {
  const words = bareWords(text, selection);
  if (words !== null && !names.includes(words)) draft.facts[id] = words;
}

/** The name in an answer, without the sentence around it; null for small talk, questions and stories. */
function bareWords(text: string, selection: Selection): string | null {
  let words = text.trim();
  if (words.length > LONGEST_WORDS || /[?\n@]/.test(words)) return null;
  if (firstMatch(selection.group('answers_not/talk'), words) !== null) return null;
  for (const { regex } of selection.group('answers_frame/any')) words = words.replace(regex, '').trim();
  words = words.replace(/^[\s。、.,!'"「」『』]{1,20}|[\s。、.,!'"「」『』]{1,20}$/g, '');
  if (words.length < 2 || firstMatch(selection.group('answers_not/sentence'), words) !== null) return null;
  return /[a-z0-9\u3041-\u30fa\u4e00-\u9fff]/.test(words) ? words : null;
}
