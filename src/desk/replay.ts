import type { Catalogue } from '../contracts/catalogue.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Draft, Phrase, Translator } from '../contracts/messages.ts';
import type { ReplayedLine, TranscriptEntry } from '../contracts/ports.ts';
import { isFactId, QUESTION_FORMS } from '../engine/question-forms.ts';

type Line = { kind: 'person'; seq: number; text: string } | { kind: 'bot'; seq: number; id: string; draft: Draft };

/** A conversation as it stands: edits applied to the message they changed, choices shown by their words. Lines changed after `after`, in order. */
export function replayLines(
  entries: readonly TranscriptEntry[],
  after: number,
  { translator, catalogue }: { readonly translator: Translator; readonly catalogue: Catalogue },
): readonly ReplayedLine[] {
  const lines: Line[] = [];
  const labels = new Map<string, Phrase>();
  let lang = firstLang(entries);
  for (const entry of entries) {
    if (entry.kind === 'person') {
      lines.push({ kind: 'person', seq: entry.seq, text: wordsOf(entry.text) });
    } else if (entry.wish.kind === 'say' || entry.wish.kind === 'edit') {
      const { draft } = entry.wish;
      lang = draft.lang;
      for (const { id, label } of draft.choices) {
        labels.set(id, label);
      }
      place(lines, entry.wish.kind === 'say' ? entry.wish.id : entry.wish.target, { seq: entry.seq, draft });
    }
  }
  return lines
    .filter(({ seq }) => seq > after)
    .map((line) => (line.kind === 'person' ? line : { kind: 'bot', seq: line.seq, message: translator.message(line.id, line.draft) }));

  /** A press is kept by its choice's id; a form by several, a line each, and words after them. */
  function wordsOf(heard: string): string {
    const lines = heard.split('\n');
    return lines.length === 1 ? (labelOf(heard) ?? heard) : lines.map(formLine).join('\n');
  }

  function formLine(line: string): string {
    const fact = line.slice(0, line.indexOf(':'));
    const value = isFactId(fact) ? labelOf(line) : null;
    return value === null || !isFactId(fact)
      ? line
      : translator.say({ key: 'talk:told', params: { label: { key: `talk:fact.${fact}` }, value } }, lang);
  }

  /** The words of a choice: as it was offered, of its question, or a picked row's name in the catalogue. */
  function labelOf(choice: string): string | null {
    const label = labels.get(choice) ?? answerLabel(choice);
    if (label !== null) {
      return translator.say(label, lang);
    }
    const [question = '', row = ''] = choice.split(':', 2);
    return rowsOf(question, catalogue)?.get(row)?.names[lang] ?? null;
  }
}

function place(lines: Line[], id: string, change: { readonly seq: number; readonly draft: Draft }): void {
  const found = lines.find((line) => line.kind === 'bot' && line.id === id);
  if (found?.kind === 'bot') {
    found.seq = change.seq;
    found.draft = change.draft;
  } else {
    lines.push({ kind: 'bot', id, ...change });
  }
}

/** What a person says first is shown in the language it was answered in. */
function firstLang(entries: readonly TranscriptEntry[]): Lang {
  for (const entry of entries) {
    if (entry.kind === 'wish' && entry.wish.kind === 'say') {
      return entry.wish.draft.lang;
    }
  }
  return 'ja';
}

function answerLabel(choice: string): Phrase | null {
  const [question = '', value = ''] = choice.split(':', 2);
  const answer = isFactId(question) ? QUESTION_FORMS[question].answers.find((each) => each.value === value) : undefined;
  return answer === undefined ? null : { key: answer.label };
}

function rowsOf(question: string, catalogue: Catalogue) {
  switch (question) {
    case 'isp':
    case 'previous_isp':
      return catalogue.isps;
    case 'mail_provider':
    case 'mail_domain':
      return catalogue.providers;
    case 'client':
      return catalogue.clients;
    default:
      return null;
  }
}
