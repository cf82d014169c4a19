import { fold, isKatakana, isLatin, isLetter, isLoose, isSpace } from './fold.ts';
import { isOneSlip, type NameEntry, type NameIndex, shortened, shortestToMend } from './names.ts';
import type { HostSpan } from './spans.ts';

/** A place where a name of the catalogue stands. */
export interface NameSpan {
  readonly start: number;
  readonly end: number;
  readonly entry: NameEntry;
  readonly mended: boolean;
}

const LONG_VOWEL = 0x30fc;
const TOKEN = /[a-z]{5,24}|[\u30a1-\u30fc]{5,24}/g;

/** All names in the text, the longest at each place, left to right. `taken` are places of hosts and addresses. */
export function findNames(text: string, index: NameIndex, taken: readonly HostSpan[]): readonly NameSpan[] {
  const names: NameSpan[] = [];
  const hostEnd = endsOf(taken, text.length);
  let at = 0;
  while (at < text.length) {
    const span = isStart(text, at) ? longestAt(text, at, index) : null;
    const host = hostEnd(at);
    if (span === null || (host > at && span.end < host)) {
      at = span === null && host <= at ? at + 1 : Math.max(host, at + 1);
      continue;
    }
    names.push(text[span.start - 1] === '@' ? { ...span, start: span.start - 1 } : span);
    at = span.end;
  }
  return index.nearby.size === 0 ? names : withMended(text, index, { names, taken });
}

/** End of the host that `at` lies in, or `at` itself. */
function endsOf(taken: readonly HostSpan[], length: number): (at: number) => number {
  let next = 0;
  return (at) => {
    while (next < taken.length && (taken[next]?.end ?? length) <= at) next += 1;
    const span = taken[next];
    return span !== undefined && span.start <= at ? span.end : at;
  };
}

function isStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isLoose(code)) return false;
  const before = at === 0 ? 0 : text.charCodeAt(at - 1);
  if (isLatin(code)) return !isLatin(before);
  return !isKatakana(code) || !isKatakana(before);
}

function longestAt(text: string, start: number, index: NameIndex): NameSpan | null {
  let node = index.trie.next.get(text.charCodeAt(start));
  let best: NameSpan | null = null;
  let spaced = false;
  let at = start + 1;
  while (node !== undefined) {
    const end = afterLongVowel(text, at);
    if (node.value !== null && isEnd(text, end, index) && (!spaced || node.value.loose))
      best = { start, end, entry: node.value, mended: false };
    let next = at;
    while (next < text.length && next - at < 3 && isLoose(text.charCodeAt(next))) {
      spaced ||= isSpace(text.charCodeAt(next));
      next += 1;
    }
    if (next >= text.length || /[.!:] /.test(text.slice(at, next))) break;
    node = node.next.get(text.charCodeAt(next));
    at = next + 1;
  }
  return best;
}

function afterLongVowel(text: string, end: number): number {
  return text.charCodeAt(end) === LONG_VOWEL ? end + 1 : end;
}

function isEnd(text: string, end: number, index: NameIndex): boolean {
  if (end >= text.length) return true;
  const last = text.charCodeAt(end - 1);
  const next = text.charCodeAt(end);
  if (isLatin(last)) return !isLatin(next) || (isLetter(last) && !isLetter(next));
  return !isKatakana(last) || !isKatakana(next) || index.followers.some((word) => text.startsWith(word, end));
}

function withMended(
  text: string,
  index: NameIndex,
  found: { readonly names: readonly NameSpan[]; readonly taken: readonly HostSpan[] },
): readonly NameSpan[] {
  const covered = [...found.names, ...found.taken].sort((left, right) => left.start - right.start);
  const mended: NameSpan[] = [];
  let next = 0;
  for (const token of text.matchAll(TOKEN)) {
    const end = token.index + token[0].length;
    while (next < covered.length && (covered[next]?.end ?? 0) <= token.index) next += 1;
    const other = covered[next];
    if ((other !== undefined && other.start < end) || !isEnd(text, end, index) || !isStart(text, token.index)) continue;
    const entry = mend(token[0], index);
    if (entry !== null) mended.push({ start: token.index, end, entry, mended: true });
  }
  return mended.length === 0 ? found.names : [...found.names, ...mended].sort((left, right) => left.start - right.start);
}

/** The one name this word is a slip away from; null when there is none, or more than one. */
function mend(word: string, index: NameIndex): NameEntry | null {
  const folded = fold(word);
  if (folded.length < shortestToMend(folded)) return null;
  const near = new Set<string>();
  for (const form of shortened(folded)) {
    for (const name of index.nearby.get(form) ?? []) if (name[0] === folded[0] && isOneSlip(name, folded)) near.add(name);
  }
  const [only, ...others] = near;
  if (only === undefined) return null;
  const entry = lookUp(index, only);
  return others.every((other) => lookUp(index, other) === entry) ? entry : null;
}

function lookUp(index: NameIndex, name: string): NameEntry | null {
  let node = index.trie.next.get(name.charCodeAt(0));
  for (let at = 1; node !== undefined && at < name.length; at += 1) node = node.next.get(name.charCodeAt(at));
  return node?.value ?? null;
}
