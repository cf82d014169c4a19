import i18next, { type i18n } from 'i18next';
import type { Lang, Localised } from '../contracts/lang.ts';
import type { Block, Choice, Draft, Message, Phrase, PhraseParam, Picker, Translator } from '../contracts/messages.ts';
import { LANGS, readResources } from './resources.ts';
import { compileTemplate, type Template } from './template.ts';

/** Sentences by key, cut at their blanks; throws for a key that has no sentence. */
type Lookup = (key: string) => Template;

type Say = (phrase: Phrase) => string;

/**
 * Loads every sentence of `locales/`. Both languages are held in memory; nothing is read afterwards.
 * i18next keeps the sentences; each is cut at its blanks once and filled from then on, since a message has dozens of them
 * (0.1 µs instead of i18next's own 14 µs a sentence, as measured on Node 24).
 */
export function loadTranslator(localesFolder: string): Translator {
  const lookups = loadLookups(localesFolder);
  const sayers = { ja: createSayer('ja', lookups.ja), en: createSayer('en', lookups.en) } satisfies Record<Lang, Say>;
  return {
    say: (phrase, lang) => sayers[lang](phrase),
    message: (id, draft) => translateDraft(id, draft, sayers[draft.lang]),
  };
}

function loadLookups(localesFolder: string): Record<Lang, Lookup> {
  const resources = readResources(localesFolder);
  const words = i18next.createInstance();
  void words.init({
    initAsync: false,
    lng: LANGS[0],
    fallbackLng: false,
    ns: Object.keys(resources.ja),
    resources,
  });
  return { ja: createLookup(words, 'ja'), en: createLookup(words, 'en') };
}

function createLookup(words: i18n, lang: Lang): Lookup {
  const known = new Map<string, Template>();
  return (key) => known.get(key) ?? cut(key);

  function cut(key: string): Template {
    const [file = '', path = ''] = key.split(':', 2);
    const sentence: unknown = words.getResource(lang, file, path);
    if (typeof sentence !== 'string') {
      throw new Error(`locales/${lang} has no sentence ${key}: add it.`);
    }
    const template = compileTemplate(sentence, `${lang}/${key}`);
    known.set(key, template);
    return template;
  }
}

function createSayer(lang: Lang, lookup: Lookup): Say {
  const list = new Intl.ListFormat(lang);
  function say(phrase: Phrase): string {
    const { texts, blanks } = lookup(phrase.key);
    let words = texts[0] ?? '';
    for (let index = 0; index < blanks.length; index += 1) {
      words += fill(phrase, blanks[index] ?? '') + (texts[index + 1] ?? '');
    }
    return words;
  }
  function fill(phrase: Phrase, blank: string): string {
    const params = phrase.params;
    const value = params !== undefined && Object.hasOwn(params, blank) ? params[blank] : undefined;
    if (value === undefined) {
      throw new Error(`${phrase.key} needs a value for {{${blank}}}: pass it in params.`);
    }
    return word(value);
  }
  function word(value: PhraseParam): string {
    if (typeof value === 'string') {
      return value;
    }
    if (typeof value === 'number') {
      return String(value);
    }
    if (isList(value)) {
      return list.format(value.map(word));
    }
    return isPhrase(value) ? say(value) : nameOf(value, lang);
  }
  return say;
}

function isList(value: Localised | Phrase | readonly PhraseParam[]): value is readonly PhraseParam[] {
  return Array.isArray(value);
}

function isPhrase(value: Localised | Phrase): value is Phrase {
  return 'key' in value;
}

/** A thing without a Japanese name is called by its English one. */
function nameOf(name: Localised, lang: Lang): string {
  return name[lang] === '' ? name.en : name[lang];
}

function translateDraft(id: string, draft: Draft, say: Say): Message {
  return {
    id,
    lang: draft.lang,
    blocks: draft.blocks.map((block) => translateBlock(block, say)),
    choices: draft.choices.map((choice) => translateChoice(choice, say)),
    picker: draft.picker === null ? null : translatePicker(draft.picker, say),
  };
}

function translateChoice(choice: Choice<Phrase>, say: Say): Choice<string> {
  return { id: choice.id, label: say(choice.label), style: choice.style };
}

function translatePicker(picker: Picker<Phrase>, say: Say): Picker<string> {
  return { question: picker.question, directory: picker.directory, placeholder: say(picker.placeholder) };
}

function translateBlock(block: Block<Phrase>, say: Say): Block<string> {
  const sayOr = (phrase: Phrase | null) => (phrase === null ? null : say(phrase));
  switch (block.kind) {
    case 'text':
      return { kind: 'text', text: say(block.text) };
    case 'steps':
      return { kind: 'steps', title: sayOr(block.title), steps: block.steps.map(say) };
    case 'values':
      return {
        kind: 'values',
        title: sayOr(block.title),
        rows: block.rows.map((row) => ({ label: say(row.label), value: say(row.value), old: sayOr(row.old) })),
      };
    case 'evidence':
      return {
        kind: 'evidence',
        title: say(block.title),
        rows: block.rows.map((row) => ({ what: say(row.what), result: say(row.result), basis: row.basis })),
      };
    case 'progress':
      return { kind: 'progress', title: say(block.title), items: block.items.map((item) => ({ what: say(item.what), state: item.state })) };
    case 'card':
      return {
        kind: 'card',
        title: say(block.title),
        rows: block.rows.map((row) => ({ label: say(row.label), value: say(row.value) })),
        note: sayOr(block.note),
      };
    default:
      return block satisfies never;
  }
}
