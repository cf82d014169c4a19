import type { Block, Phrase, PhraseParam } from '../contracts/messages.ts';

/** A text block. */
export function text(phrase: Phrase): Block<Phrase> {
  return { kind: 'text', text: phrase };
}

/** Numbered steps under a title; no block at all where there is no step. */
export function steps(title: Phrase | null, items: readonly Phrase[]): readonly Block<Phrase>[] {
  return items.length === 0 ? [] : [{ kind: 'steps', title, steps: items }];
}

/** A value that is the same in every language: a host name, a number, a word on a screen. */
export function literal(value: PhraseParam): Phrase {
  return { key: 'advice:literal', params: { value } };
}
