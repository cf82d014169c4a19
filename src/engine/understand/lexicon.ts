import type { Knowledge } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';

/** Kinds a name can have; a brand may have several. Bits, so that a class of characters stands for each mixture. */
export const KIND = { isp: 1, provider: 2, client: 4 } as const;

/** First private-use character of names and of hosts in the text that role patterns see. */
export const STAND_IN = { name: 0xe000, host: 0xe900 } as const;

/** How many things of one sort a message may name; the rest are left as they are. */
export const MOST_NAMES = 256;

function namesWith(kind: number, without = 0): string {
  const masks = [1, 2, 3, 4, 5, 6, 7].filter((mask) => (mask & kind) !== 0 && (mask & without) === 0);
  return `[${masks.map((mask) => characters(STAND_IN.name + mask * MOST_NAMES)).join('')}]`;
}

function characters(first: number): string {
  return `${String.fromCharCode(first)}-${String.fromCharCode(first + MOST_NAMES - 1)}`;
}

/** Words every lexicon may use in braces: names by kind, and gaps that stay within a sentence. */
const BUILT_IN: Readonly<Record<string, string>> = {
  I: namesWith(KIND.isp),
  P: namesWith(KIND.provider),
  C: namesWith(KIND.client),
  /** Mail services that are no program. */
  M: namesWith(KIND.provider, KIND.client),
  /** Mail services that are neither a program nor a line. */
  E: namesWith(KIND.provider, KIND.client | KIND.isp),
  N: namesWith(KIND.isp | KIND.provider | KIND.client),
  H: `[${characters(STAND_IN.host)}]`,
  gap: '[^。\\n!?]{0,24}?',
  near: '[^。\\n!?、,;]{0,12}?',
};

const DEPTH = 8;

/** Sections that are no patterns: words for the others, and plain lists. */
const LISTS: ReadonlySet<string> = new Set(['words', 'names', 'alias', 'last_resort', 'vague', 'language']);

/** Sections for short messages: answers to a question, and what a message says that says nothing else. */
const SHORT: ReadonlySet<string> = new Set([
  'answers',
  'answers_about',
  'answers_none',
  'answers_not',
  'answers_frame',
  'answers_port',
  'answers_version',
  'fillers',
  'intents_short',
  'intents_whole',
  'terms',
  'secrets_not',
]);

/** What patterns are for: stories, short messages, or whether words said to others concern the bot. */
export type Use = 'story' | 'short' | 'concern';

function useOf(section: string): Use {
  if (section === 'concern') return 'concern';
  return SHORT.has(section) ? 'short' : 'story';
}

/** Patterns of both languages with their words written out, as `[group, source]`. */
export function lexiconSources(knowledge: Knowledge, use: Use): readonly (readonly [string, string])[] {
  const langs: readonly Lang[] = ['ja', 'en'];
  return langs.flatMap((lang) => {
    const groups = knowledge.lexicons[lang].groups;
    const words = new Map(Object.entries(BUILT_IN));
    for (const [group, sources] of Object.entries(groups)) {
      if (group.startsWith('words/')) words.set(group.slice('words/'.length), `(?:${sources.join('|')})`);
    }
    return Object.entries(groups)
      .filter(([group]) => !LISTS.has(sectionOf(group)) && useOf(sectionOf(group)) === use)
      .flatMap(([group, sources]) => sources.map((source) => [group, anchor(writeOut(source, words), { group, lang })] as const));
  });
}

/** Sections whose English patterns begin at the beginning of a word, so that "hangs" is not found in "changes". */
const AT_WORD_START: ReadonlySet<string> = new Set([
  'facts',
  'signs',
  'intents',
  'intents_short',
  'answers',
  'answers_about',
  'terms',
  'ports',
]);

/** Patterns of `intents_whole/` are for a message that says nothing else. */
function anchor(source: string, { group, lang }: { readonly group: string; readonly lang: Lang }): string {
  const section = sectionOf(group);
  if (section === 'intents_whole') return `^(?:${source})$`;
  return lang === 'en' && AT_WORD_START.has(section) ? `(?<![a-z])(?:${source})` : source;
}

function sectionOf(group: string): string {
  return group.slice(0, group.indexOf('/'));
}

/** Plain words listed under one group, of both languages. */
export function plainWords(knowledge: Knowledge, group: string): readonly string[] {
  return [...(knowledge.lexicons.ja.groups[group] ?? []), ...(knowledge.lexicons.en.groups[group] ?? [])];
}

function writeOut(source: string, words: ReadonlyMap<string, string>): string {
  let written = source;
  for (let depth = 0; depth < DEPTH && /\{[a-zA-Z_]/.test(written); depth += 1) {
    written = written.replace(/\{([a-zA-Z_]+)\}/g, (_, name: string) => {
      const word = words.get(name);
      if (word === undefined)
        throw new Error(
          `The lexicon uses {${name}} in "${source}", but no words/${name} is listed. Add it to locales/<lang>/lexicon/words.json.`,
        );
      return word;
    });
  }
  return written;
}
