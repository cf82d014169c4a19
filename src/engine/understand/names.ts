import type { Catalogue } from '../../contracts/catalogue.ts';
import { fold } from './fold.ts';
import { normalise } from './normalise.ts';
import { createTrie, reach, type TrieNode } from './trie.ts';

/** The rows a name may mean; several of a kind where brands share it. */
export interface NameEntry {
  readonly isps: readonly string[];
  readonly providers: readonly string[];
  readonly clients: readonly string[];
  /** May blanks inside be left out or put in? Not for short names: "so net" is two words. */
  readonly loose: boolean;
}

export interface NameIndex {
  readonly trie: TrieNode<NameEntry>;
  /** Names one letter away from a misspelt one: the word with any one letter left out → names. */
  readonly nearby: ReadonlyMap<string, readonly string[]>;
  /** Words that may follow a katakana name without a gap (ビッグローブメール). */
  readonly followers: readonly string[];
}

type Kind = 'isps' | 'providers' | 'clients';

const SHORTEST = 2;
/** Shorter words have too many neighbours to be mended. */
export const SHORTEST_TO_MEND = 6;
export const SHORTEST_KANA_TO_MEND = 5;
const SHORTEST_LOOSE = 8;
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const ONE_WORD = /^(?:[a-z]+|[\u30a1-\u30fa]+)$/;

/** Indexes every name and alias of the catalogue. */
export function createNameIndex(catalogue: Catalogue, followers: readonly string[]): NameIndex {
  const trie = createTrie<NameEntry>();
  const words = new Set<string>();
  const add = (kind: Kind, id: string, name: string) => addName({ trie, words }, { kind, id, name });
  for (const row of catalogue.isps.values())
    for (const name of namesOf(row.names, [...row.aliases, ...row.lineBrands])) add('isps', row.id, name);
  for (const row of catalogue.providers.values()) for (const name of namesOf(row.names, row.aliases)) add('providers', row.id, name);
  for (const row of catalogue.clients.values())
    for (const name of [row.names.ja, row.names.en, ...row.aliases]) add('clients', row.id, name);
  return { trie, nearby: neighbours(words), followers };
}

/** `BT / EE / Plusnet` is three names; what stands in brackets explains and is none. */
function namesOf(names: { readonly ja: string; readonly en: string }, aliases: readonly string[]): readonly string[] {
  return [names.ja, names.en].flatMap((name) => name.replace(/[（(][^（()）]{0,80}[)）]/g, '').split(' / ')).concat(aliases);
}

function addName(
  index: { readonly trie: TrieNode<NameEntry>; readonly words: Set<string> },
  row: { readonly kind: Kind; readonly id: string; readonly name: string },
): void {
  const flat = normalise(row.name).text.trim();
  const folded = fold(flat);
  if (folded.length < SHORTEST || /^\d+$/.test(folded) || DOMAIN.test(flat)) return;
  const node = reach(index.trie, folded);
  const entry = node.value ?? { isps: [], providers: [], clients: [], loose: false };
  const loose = entry.loose || folded.length >= SHORTEST_LOOSE || folded !== flat;
  node.value = entry[row.kind].includes(row.id) ? { ...entry, loose } : { ...entry, [row.kind]: [...entry[row.kind], row.id], loose };
  if (ONE_WORD.test(folded) && folded.length >= shortestToMend(folded)) index.words.add(folded);
}

/** How long a word must be before it may be taken for a misspelt name. */
export function shortestToMend(word: string): number {
  return word.charCodeAt(0) > 0x3000 ? SHORTEST_KANA_TO_MEND : SHORTEST_TO_MEND;
}

function neighbours(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const nearby = new Map<string, string[]>();
  for (const word of words) {
    for (const form of shortened(word)) {
      const list = nearby.get(form);
      if (list === undefined) nearby.set(form, [word]);
      else list.push(word);
    }
  }
  return nearby;
}

/** The word itself and the word with any one letter left out. */
export function shortened(word: string): ReadonlySet<string> {
  const forms = new Set([word]);
  for (let index = 0; index < word.length; index += 1) forms.add(word.slice(0, index) + word.slice(index + 1));
  return forms;
}

/** Is one word the other with one letter added, dropped, changed or two neighbours swapped? */
export function isOneSlip(left: string, right: string): boolean {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const [leftRest, rightRest] = [left.length - start - end, right.length - start - end];
  if (leftRest <= 1 && rightRest <= 1) return true;
  return leftRest === 2 && rightRest === 2 && left[start] === right[start + 1] && left[start + 1] === right[start];
}
