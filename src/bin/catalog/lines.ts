import type { Source } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';
import type { MessageKey } from '../../contracts/message-key.ts';
import type { Phrase, PhraseParam, Translator } from '../../contracts/messages.ts';

type FieldKey = Extract<MessageKey, `cli:catalog.show.field.${string}`>;
type Field = FieldKey extends `cli:catalog.show.field.${infer Name}` ? Name : never;

/** Collects the lines of one row: a label, its value, and beneath it what the value rests on. */
export class Lines {
  readonly #translator: Translator;
  readonly #lang: Lang;
  readonly #lines: string[] = [];

  constructor(translator: Translator, lang: Lang) {
    this.#translator = translator;
    this.#lang = lang;
  }

  /** All lines so far. */
  get text(): string {
    return this.#lines.join('\n');
  }

  say(phrase: Phrase): void {
    this.#lines.push(this.#translator.say(phrase, this.#lang));
  }

  /** A value under its label; an empty list is left out. */
  row(field: Field, value: PhraseParam): void {
    if (Array.isArray(value) && value.length === 0) return;
    this.say({ key: 'cli:catalog.show.row', params: { label: { key: `cli:catalog.show.field.${field}` }, value } });
  }

  /** Where a value comes from; an empty list says that nobody vouches for it. */
  sources(list: readonly Source[]): void {
    if (list.length === 0) this.say({ key: 'cli:catalog.show.no_source' });
    for (const source of list) this.#source(source);
  }

  #source({ url, date, checked, licence }: Source): void {
    const when: PhraseParam = date ?? { key: 'cli:catalog.show.undated' };
    if (licence === null) this.say({ key: 'cli:catalog.show.source', params: { url, date: when, checked } });
    else this.say({ key: 'cli:catalog.show.source_licence', params: { url, date: when, checked, licence } });
  }
}

/** Names joined by commas in every language: rows are read by maintainers, who compare them with the files. */
export function listed(values: readonly string[]): PhraseParam {
  return values.join(', ');
}

export const NONE: Phrase = { key: 'cli:catalog.show.none' };
