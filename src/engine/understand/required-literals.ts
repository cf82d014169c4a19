/**
 * Which pieces of plain text a regular expression cannot match without. Lets a message be looked through once for
 * the pieces of all patterns, so that only patterns that can match are tried.
 */

interface Part {
  /** All texts the part can match, when they are few; null otherwise. */
  readonly exact: readonly string[] | null;
  /** Texts one of which is in every match; null when there is no such list. */
  readonly required: readonly string[] | null;
}

interface Cursor {
  readonly source: string;
  at: number;
}

const MOST_TEXTS = 64;
const ANYTHING: Part = { exact: null, required: null };
const EMPTY: Part = { exact: [''], required: null };

/** Texts one of which every match of `source` contains; null when none can be told. */
export function requiredLiterals(source: string): readonly string[] | null {
  const cursor = { source, at: 0 };
  return settle(readAlternatives(cursor));
}

function settle(part: Part): readonly string[] | null {
  return better(usable(part.exact), part.required);
}

function usable(texts: readonly string[] | null): readonly string[] | null {
  if (texts === null || texts.length === 0 || texts.some((text) => text === '')) return null;
  return texts;
}

/** The list whose shortest text is longest is the most telling one. */
function better(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  if (left === null || right === null) return left ?? right;
  return shortest(right) > shortest(left) ? right : left;
}

function shortest(texts: readonly string[]): number {
  return texts.reduce((least, text) => Math.min(least, text.length), Number.POSITIVE_INFINITY);
}

function readAlternatives(cursor: Cursor): Part {
  const branches = [readSequence(cursor)];
  while (cursor.source[cursor.at] === '|') {
    cursor.at += 1;
    branches.push(readSequence(cursor));
  }
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const exact = branches.every((branch) => branch.exact !== null) ? branches.flatMap((branch) => branch.exact ?? []) : null;
  const settled = branches.map(settle);
  const required = settled.every((list) => list !== null) ? settled.flatMap((list) => list ?? []) : null;
  return { exact: exact !== null && exact.length <= MOST_TEXTS ? exact : null, required };
}

function readSequence(cursor: Cursor): Part {
  let run: readonly string[] = [''];
  let whole = true;
  let best: readonly string[] | null = null;
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== '|' && cursor.source[cursor.at] !== ')') {
    const atom = readQuantifier(cursor, readAtom(cursor));
    best = better(best, atom.required);
    const joined = atom.exact === null ? null : join(run, atom.exact);
    if (joined !== null) {
      run = joined;
      continue;
    }
    best = better(best, usable(run));
    whole = false;
    run = atom.exact ?? [''];
  }
  return whole ? { exact: run, required: best } : { exact: null, required: better(best, usable(run)) };
}

function join(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length * right.length > MOST_TEXTS) return null;
  return left.flatMap((start) => right.map((end) => start + end));
}

function readAtom(cursor: Cursor): Part {
  const char = cursor.source[cursor.at] ?? '';
  if (char === '(') return readGroup(cursor);
  if (char === '[') return readClass(cursor);
  if (char === '\\') return readEscape(cursor);
  cursor.at += 1;
  if (char === '^' || char === '$') return EMPTY;
  return char === '.' ? ANYTHING : { exact: [char], required: null };
}

function readEscape(cursor: Cursor): Part {
  const char = cursor.source[cursor.at + 1] ?? '';
  cursor.at += 2;
  if (char === 'b' || char === 'B') return EMPTY;
  if (char === 'n') return { exact: ['\n'], required: null };
  return /[a-z0-9]/i.test(char) ? ANYTHING : { exact: [char], required: null };
}

function readClass(cursor: Cursor): Part {
  const start = cursor.at + 1;
  let end = start;
  while (end < cursor.source.length && cursor.source[end] !== ']') end += cursor.source[end] === '\\' ? 2 : 1;
  cursor.at = end + 1;
  const body = cursor.source.slice(start, end);
  return /^[^\\^-]{1,8}$/.test(body) ? { exact: [...body], required: null } : ANYTHING;
}

function readGroup(cursor: Cursor): Part {
  const opening = /^\((?:\?(?:[:=!]|<[=!]|<[a-zA-Z_]\w*>))?/.exec(cursor.source.slice(cursor.at, cursor.at + 40))?.[0] ?? '(';
  cursor.at += opening.length;
  const inside = readAlternatives(cursor);
  cursor.at += 1;
  if (opening.endsWith('!')) return EMPTY;
  if (opening.endsWith('=')) return { exact: [''], required: settle(inside) };
  return inside;
}

function readQuantifier(cursor: Cursor, atom: Part): Part {
  const mark = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(cursor.source.slice(cursor.at, cursor.at + 16));
  if (mark === null) return atom;
  cursor.at += mark[0].length;
  const least = mark[0].startsWith('+') ? 1 : Number(mark[1] ?? 0);
  const once = mark[0].startsWith('?') || (mark[1] === '0' && mark[3] === '1');
  if (once) return { exact: atom.exact === null ? null : [...atom.exact, ''], required: null };
  if (least === 0) return ANYTHING;
  return { exact: null, required: settle(atom) };
}
