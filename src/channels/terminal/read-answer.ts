import type { Lang } from '../../contracts/lang.ts';
import type { Choice, Message, Picker } from '../../contracts/messages.ts';
import type { Desk } from '../../contracts/ports.ts';
import type { Event } from '../../contracts/turn.ts';

/** The question that stands open on the screen: its numbered choices, and its directory where it has one. */
export interface OpenQuestion {
  readonly lang: Lang;
  readonly choices: readonly Choice<string>[];
  readonly picker: Picker<string> | null;
}

/** The question a message puts, null when it puts none. */
export function findQuestion(message: Message): OpenQuestion | null {
  const { choices, picker, lang } = message;
  return choices.length === 0 && picker === null ? null : { lang, choices, picker };
}

/** What typed words mean to an open question: the number or label of a choice, a name of its directory, or simply words. */
export function readAnswer(text: string, question: OpenQuestion | null, desk: Pick<Desk, 'search'>): Event {
  const choice = question === null ? null : findChoice(text, question, desk);
  return choice === null ? { kind: 'text', text } : { kind: 'choose', choice };
}

/** Names of the open question's directory that fit the words typed so far; none without a directory. */
export function completeAnswer(text: string, question: OpenQuestion | null, desk: Pick<Desk, 'search'>): string[] {
  if (question === null || question.picker === null || text.trim() === '') return [];
  return desk.search(question.picker.directory, text, question.lang).map((row) => row.label);
}

function findChoice(text: string, question: OpenQuestion, desk: Pick<Desk, 'search'>): string | null {
  const typed = fold(text);
  const numbered = /^\d{1,2}$/.test(typed) ? question.choices[Number(typed) - 1] : undefined;
  const named = numbered ?? question.choices.find((choice) => fold(choice.label) === typed);
  if (named !== undefined) return named.id;
  const { picker } = question;
  if (picker === null) return null;
  const row = desk.search(picker.directory, text, question.lang).find((found) => fold(found.label) === typed);
  return row === undefined ? null : `${picker.question}:${row.id}`;
}

/** Full-width digits and letters are the same answer as half-width ones. */
function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
