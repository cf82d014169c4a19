import type { Catalogue } from '../../contracts/catalogue.ts';
import type { Localised } from '../../contracts/lang.ts';
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

/** Words of the lexicon about names. */
export interface NameWords {
  readonly followers: readonly string[];
  /** Names that no misspelt word may be taken for. */
  readonly exact: ReadonlySet<string>;
  /** Names beside those of the catalogue, as `[kind, id, name]`. */
  readonly also: readonly (readonly [kind: 'isp' | 'provider' | 'client', id: string, name: string])[];
}

const KINDS: Readonly<Record<'isp' | 'provider' | 'client', Kind>> = { isp: 'isps', provider: 'providers', client: 'clients' };

/** Indexes every name and alias of the catalogue; where rows share a name, the row called so comes before one that is also called so. */
export function createNameIndex(catalogue: Catalogue, words: NameWords): NameIndex {
  const trie = createTrie<NameEntry>();
  const mendable = new Set<string>();
  const add = (kind: Kind, rows: Iterable<{ readonly id: string }>, namesOf: (id: string) => readonly string[]) => {
    for (const { id } of rows) for (const name of namesOf(id)) addName({ trie, words: mendable }, { kind, id, name });
  };
  const { isps, providers, clients } = catalogue;
  add('isps', isps.values(), (id) => partsOf(isps.get(id)?.names));
  add('providers', providers.values(), (id) => partsOf(providers.get(id)?.names));
  add('isps', isps.values(), (id) => [...(isps.get(id)?.aliases ?? []), ...(isps.get(id)?.lineBrands ?? [])]);
  add('providers', providers.values(), (id) => providers.get(id)?.aliases ?? []);
  add('clients', clients.values(), (id) => [...Object.values(clients.get(id)?.names ?? {}), ...(clients.get(id)?.aliases ?? [])]);
  for (const [kind, id, name] of words.also) addName({ trie, words: mendable }, { kind: KINDS[kind], id, name });
  return { trie, nearby: neighbours(mendable.difference(words.exact)), followers: words.followers };
}

/** `BT / EE / Plusnet` is three names; what stands in brackets explains and is none. */
function partsOf(names: Localised | undefined): readonly string[] {
  if (names === undefined) return [];
  return [names.ja, names.en].flatMap((name) => name.replace(/[（(][^（()）]{0,80}[)）]/g, '').split(' / '));
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
