import type { FactId } from '../contracts/facts.ts';
import type { Block, Choice, Phrase, Picker } from '../contracts/messages.ts';
import { QUESTION_FORMS } from './question-forms.ts';
import { opened, type Saying, say, text, type Work } from './work.ts';

/** Puts a question with its buttons; what is said before it stands above it in the same message. */
export function ask(work: Work, fact: FactId, before: readonly Block<Phrase>[] = []): Work {
  return opened(say(work, questionSaying(fact, before)), fact);
}

/** Puts a question in other words than its usual ones. */
export function askInWords(work: Work, fact: FactId, words: readonly Block<Phrase>[]): Work {
  return opened(say(work, { blocks: words, choices: choicesOf(fact), picker: pickerOf(fact) }), fact);
}

/** Puts the open question again, after an answer to something else; says only the rest when none is open. */
export function sayAndReturn(work: Work, before: readonly Block<Phrase>[]): Work {
  const { open } = work.session;
  return open === null ? say(work, { blocks: before }) : say(work, questionSaying(open, before));
}

function questionSaying(fact: FactId, before: readonly Block<Phrase>[]): Saying {
  const form = QUESTION_FORMS[fact];
  return { blocks: [...before, text({ key: form.ask })], choices: choicesOf(fact), picker: pickerOf(fact) };
}

/** "I don't know" is always offered; so is where to look, which no list answers better. */
function choicesOf(fact: FactId): readonly Choice<Phrase>[] {
  const form = QUESTION_FORMS[fact];
  return [
    ...form.answers.map(({ value, label }) => ({ id: `${fact}:${value}`, label: { key: label }, style: 'plain' as const })),
    { id: `${fact}:unknown`, label: { key: 'questions:unknown' }, style: 'plain' },
    { id: `${fact}:how`, label: { key: 'questions:how_to_find' }, style: 'plain' },
  ];
}

function pickerOf(fact: FactId): Picker<Phrase> | null {
  const { directory } = QUESTION_FORMS[fact];
  return directory === null ? null : { question: fact, directory, placeholder: { key: 'talk:search' } };
}
