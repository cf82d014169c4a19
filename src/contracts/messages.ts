import type { DirectoryKind } from './catalogue.ts';
import type { Lang, Localised } from './lang.ts';
import type { MessageKey } from './message-key.ts';
import type { Basis } from './signs.ts';

/** A blank of a sentence: a plain value, words on a screen or a name in each language, another sentence, or a list of them. */
export type PhraseParam = string | number | Localised | Phrase | readonly PhraseParam[];

/** A sentence by name. `i18n` alone turns it into words. */
export interface Phrase {
  readonly key: MessageKey;
  readonly params?: Readonly<Record<string, PhraseParam>>;
}

/** A part of a message. `T` is a `Phrase` in a draft, a `string` once translated. Channels render each kind natively. */
export type Block<T> =
  | { readonly kind: 'text'; readonly text: T }
  /** Numbered steps, click by click. */
  | { readonly kind: 'steps'; readonly title: T | null; readonly steps: readonly T[] }
  /** Exact settings; `old` is what stands there now, where known. */
  | {
      readonly kind: 'values';
      readonly title: T | null;
      readonly rows: readonly { readonly label: T; readonly value: T; readonly old: T | null }[];
    }
  /** What was found and what each line rests on. */
  | {
      readonly kind: 'evidence';
      readonly title: T;
      readonly rows: readonly { readonly what: T; readonly result: T; readonly basis: Basis }[];
    }
  /** Live progress of a look; edited in place. */
  | {
      readonly kind: 'progress';
      readonly title: T;
      readonly items: readonly { readonly what: T; readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped' }[];
    }
  /** A card worth keeping. */
  | {
      readonly kind: 'card';
      readonly title: T;
      readonly rows: readonly { readonly label: T; readonly value: T }[];
      readonly note: T | null;
    };

/** A button. Ids are `<question>:<value>`, so that a late click still says what it meant. */
export interface Choice<T> {
  readonly id: string;
  readonly label: T;
  readonly style: 'primary' | 'plain';
}

/** A long choice with search. Picking gives the choice id `<question>:<row id>`; typing free text is always allowed too. */
export interface Picker<T> {
  readonly question: string;
  readonly directory: DirectoryKind;
  readonly placeholder: T;
}

interface Said<T> {
  readonly blocks: readonly Block<T>[];
  readonly choices: readonly Choice<T>[];
  readonly picker: Picker<T> | null;
}

/** A message as the engine means it: no words yet. */
export interface Draft extends Said<Phrase> {
  readonly lang: Lang;
}

/** A message as a person reads it. */
export interface Message extends Said<string> {
  /** Stable over retries and edits: the id of the wish that said it. */
  readonly id: string;
  readonly lang: Lang;
}

/** Turns drafts into words. Pure; a missing key or blank throws, since tests prove there is none. */
export interface Translator {
  say(phrase: Phrase, lang: Lang): string;
  message(id: string, draft: Draft): Message;
}
