import { createTrie, reach, type TrieNode } from './trie.ts';

/** Plain pieces of text, each standing for some patterns, that are looked for all at once. */
export interface Pieces {
  add(piece: string, number: number): void;
  /** Sets `found[number]` for the pieces that occur in `text`; linear in the text. */
  mark(text: string, found: Uint8Array): void;
}

const GATE = 0x10000;
const NONE: readonly number[] = [];

/** An empty set of pieces. */
export function createPieces(): Pieces {
  const root = createTrie<number[]>();
  const gates = { one: new Uint8Array(GATE), two: new Uint8Array(GATE), three: new Uint8Array(GATE) };
  return {
    add(piece, number) {
      const node = reach(root, piece);
      if (node.value === null) node.value = [number];
      else node.value.push(number);
      open(gates, piece);
    },
    mark(text, found) {
      let [here, next] = [code(text, 0), code(text, 1)];
      for (let start = 0; start < text.length; start += 1) {
        const after = code(text, start + 2);
        if (gates.three[hash(here, next, after)] === 1 || gates.one[here] === 1 || gates.two[hash(here, next, 0)] === 1)
          markFrom(root, { text, start, found });
        here = next;
        next = after;
      }
    },
  };
}

interface Gates {
  readonly one: Uint8Array;
  readonly two: Uint8Array;
  readonly three: Uint8Array;
}

/** Most places of a text begin no piece: the first three characters, hashed, tell so at the cost of one look. */
function open(gates: Gates, piece: string): void {
  if (piece.length === 1) gates.one[code(piece, 0)] = 1;
  else if (piece.length === 2) gates.two[hash(code(piece, 0), code(piece, 1), 0)] = 1;
  else gates.three[hash(code(piece, 0), code(piece, 1), code(piece, 2))] = 1;
}

function code(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : 0;
}

function hash(first: number, second: number, third: number): number {
  return (Math.imul(first, 0x2f35) + Math.imul(second, 0x01f1) + Math.imul(third, 0x35)) & (GATE - 1);
}

function markFrom(
  root: TrieNode<number[]>,
  { text, start, found }: { readonly text: string; readonly start: number; readonly found: Uint8Array },
): void {
  let node = root.next.get(text.charCodeAt(start));
  for (let at = start + 1; node !== undefined; at += 1) {
    for (const number of node.value ?? NONE) found[number] = 1;
    node = at < text.length ? node.next.get(text.charCodeAt(at)) : undefined;
  }
}
