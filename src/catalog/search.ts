import type { DirectoryKind } from '../contracts/catalogue.ts';
import type { Localised } from '../contracts/lang.ts';

/** A row as far as a search looks at it. */
export interface Entry {
  readonly id: string;
  readonly names: Localised;
  readonly words: readonly string[];
}

/** A query far longer than any name finds nothing; cutting it keeps a pasted page from costing time. */
const LONGEST = 60;

const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎ';
const LARGE_KANA = 'あいうえおつやゆよわ';

/** "Mail.app" and "Mail app" fold to one form but are two programs: what is typed to the letter comes first. */
const TO_THE_LETTER = -1;

function flattenName(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

function enlargeKana(kana: string): string {
  return LARGE_KANA[SMALL_KANA.indexOf(kana)] ?? kana;
}

/** One form for all ways to write a name: width, case, kana (small ones too), long vowels, dots, colons, blanks and at-signs make no difference. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[ぁぃぅぇぉっゃゅょゎ]/g, enlargeKana)
    .replace(/[\s\p{P}\p{S}ー]/gu, '');
}

/** One row of the table of edits between two words; `before` and `row` are the two rows above. */
function nextRow(
  pair: { readonly a: string; readonly b: string; readonly at: number },
  before: readonly number[],
  row: readonly number[],
): number[] {
  const { a, b, at } = pair;
  const next = [at];
  for (let j = 1; j <= b.length; j++) {
    const replaced = (row[j - 1] ?? 0) + (a[at - 1] === b[j - 1] ? 0 : 1);
    const isSwap = at > 1 && j > 1 && a[at - 1] === b[j - 2] && a[at - 2] === b[j - 1];
    const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : replaced;
    next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced, swapped));
  }
  return next;
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to the other, or `limit + 1` where the lengths alone exceed it. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let at = 1; at <= a.length; at++) {
    const next = nextRow({ a, b, at }, before, row);
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** How many slips a word of this length may have and still be meant: none in short ones, where every slip is another name. */
function slipsAllowed(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** How well a folded word answers a folded query; lower is better, null is not at all. */
function scoreWord(word: string, query: string): number | null {
  if (word === query) return 0;
  if (word.startsWith(query)) return 1 + (word.length - query.length) / 100;
  // "nifty" is in "@niftyに加入": the person wrote more than the name.
  if (word.length >= 3 && query.startsWith(word)) return 2 + (query.length - word.length) / 100;
  if (word.includes(query)) return 3 + word.indexOf(query) / 100;
  const limit = slipsAllowed(Math.min(word.length, query.length));
  const distance = limit === 0 ? 1 : editDistance(word, query, limit);
  return distance <= limit ? 4 + distance : null;
}

function bestScore(words: readonly string[], query: string): number | null {
  return words.reduce<number | null>((best, word) => {
    const score = scoreWord(word, query);
    return score !== null && (best === null || score < best) ? score : best;
  }, null);
}

/** Type-ahead over the rows of one kind; with nothing typed, the common rows in their order. */
export interface Search {
  find(query: string, limit: number): Entry[];
}

/** Folds all names once. `common` rows win ties and are offered first while nothing is typed. */
export function buildSearch(entries: readonly Entry[], common: readonly string[]): Search {
  const place = new Map(common.map((id, at) => [id, at]));
  const placeOf = (id: string) => place.get(id) ?? common.length;
  const sorted = entries.toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
  const folded = sorted.map((entry) => ({
    entry,
    exact: new Set(entry.words.map(flattenName)),
    words: [...new Set(entry.words.map(foldName))].filter((word) => word !== ''),
  }));
  return {
    find(query, limit) {
      const typed = flattenName(query.slice(0, LONGEST));
      const wanted = foldName(typed);
      if (wanted === '') return query.trim() === '' ? sorted.slice(0, limit) : [];
      return folded
        .flatMap(({ entry, exact, words }) => {
          const score = exact.has(typed) ? TO_THE_LETTER : bestScore(words, wanted);
          return score === null ? [] : [{ entry, score }];
        })
        .toSorted((a, b) => a.score - b.score)
        .slice(0, limit)
        .map(({ entry }) => entry);
    },
  };
}

/** The searches of all kinds of rows. */
export type Searches = Readonly<Record<DirectoryKind, Search>>;
