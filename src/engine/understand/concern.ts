import type { FactId } from '../../contracts/facts.ts';
import type { Reading } from '../../contracts/reading.ts';
import { allMatches, firstMatch, type PatternSet, type Selection } from './pattern-set.ts';

/**
 * Does a text, said to others, tell of mail that can't be sent? Lexicon groups: `concern/cant_send`, or `concern/sending` beside an
 * error; mail must be named (`concern/mail`, or less surely `concern/mail_hint`, a mail program, a mailbox, a server's words), and
 * nothing else that is sent in the same sentence (`concern/other`). `concern/unless` is for what only might happen.
 */
export function tellsOfTrouble(text: string, reading: Reading, patterns: PatternSet): boolean {
  if (reading.intent === 'fixed' || reading.intent === 'cannot_receive_only') return false;
  const selection = patterns.select(text);
  if (firstMatch(selection.group('concern/unless'), text) !== null) return false;
  const groups = ['concern/mail', 'concern/mail_hint'];
  const namesMail = namesMailbox(reading) || groups.some((group) => firstMatch(selection.group(group), text) !== null);
  return namesMail && placesOfTrouble(text, reading, selection).some((at) => isOfMail(sentenceAt(text, at), selection));
}

const OF_MAIL: ReadonlySet<FactId> = new Set<FactId>(['client', 'mail_provider', 'mail_domain', 'outgoing_server', 'error_codes']);

function namesMailbox({ facts, replies }: Reading): boolean {
  return replies.length > 0 || facts.some(({ id }) => OF_MAIL.has(id));
}

function placesOfTrouble(text: string, { facts, replies }: Reading, selection: Selection): readonly number[] {
  const shows = replies.length > 0 || facts.some(({ id, denied }) => id === 'error_codes' && !denied);
  const matches = allMatches(selection.group('concern/cant_send'), text);
  const withError = shows ? allMatches(selection.group('concern/sending'), text) : [];
  return [...matches, ...withError].map(({ index }) => index);
}

/** "Slack messages won't send": another thing is named, and mail is not. */
function isOfMail(sentence: string, selection: Selection): boolean {
  return firstMatch(selection.group('concern/other'), sentence) === null || firstMatch(selection.group('concern/mail'), sentence) !== null;
}

const SENTENCE_END = /[。\n!?]|\. /g;

function sentenceAt(text: string, index: number): string {
  let start = 0;
  for (const { index: at, 0: mark } of text.matchAll(SENTENCE_END)) {
    if (at >= index) return text.slice(start, at);
    start = at + mark.length;
  }
  return text.slice(start);
}
