/** Text made comparable, with the way back to what the person typed. */
export interface Flat {
  readonly original: string;
  /** NFKC, lower case, plain quotes and dashes, no control or invisible characters. */
  readonly text: string;
  /** Place in the original of the character at `index` of `text` (`text.length` gives the original's end). */
  origin(index: number): number;
}

const ASCII_ONLY = /^[\n\x20-\x7e]*$/;
const INVISIBLE = /^(?:\u00ad|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]|\ufeff)$/;
const VARIATION_SELECTORS = { first: 0xfe00, last: 0xfe0f } as const;
/** Private-use characters stand for names later on, so none may come in from outside. */
const BLANK = /^[\x00-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]$/;
const MARK = /^[\p{M}\uff9e\uff9f]$/u;
const STABLE = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]$/;
const KATAKANA_END = /[\u30a1-\u30fc]$/;
const QUOTES: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '…': '...',
  '⋯': '...',
};
const DASH = /^[\u2010-\u2015\u2212\uff0d]$/;

/** Makes text comparable; runs in time linear in its length. */
export function normalise(original: string): Flat {
  if (ASCII_ONLY.test(original)) return { original, text: original.toLowerCase(), origin: (index) => index };
  const parts: string[] = [];
  const origins: number[] = [];
  let index = 0;
  while (index < original.length) {
    const end = clusterEnd(original, index);
    const made = flatten(original.slice(index, end), parts);
    if (made !== '') parts.push(made);
    for (let unit = 0; unit < made.length; unit += 1) origins.push(index);
    index = end;
  }
  return { original, text: parts.join(''), origin: (at) => origins[at] ?? original.length };
}

/** One character with at most three marks on it, so that ｶﾞ becomes ガ and a pile of marks costs nothing. */
function clusterEnd(original: string, start: number): number {
  const code = original.codePointAt(start) ?? 0;
  let end = start + (code > 0xffff ? 2 : 1);
  for (let marks = 0; marks < 3 && end < original.length; marks += 1) {
    if (original.charCodeAt(end) < 0x300 || !MARK.test(original.charAt(end))) break;
    end += 1;
  }
  return end;
}

function flatten(cluster: string, before: readonly string[]): string {
  if (STABLE.test(cluster)) return cluster;
  const plain = QUOTES[cluster] ?? (cluster.length === 1 ? flattenUnit(cluster, before) : null);
  return plain ?? cluster.normalize('NFKC').toLowerCase();
}

/** Line ends stay, the invisible goes, controls become blanks, dashes become one dash, or the long vowel mark after kana. */
function flattenUnit(unit: string, before: readonly string[]): string | null {
  if (unit === '\n') return unit;
  if (INVISIBLE.test(unit) || isVariationSelector(unit.charCodeAt(0))) return '';
  if (BLANK.test(unit)) return ' ';
  if (!DASH.test(unit)) return null;
  return KATAKANA_END.test(before.at(-1) ?? '') ? 'ー' : '-';
}

function isVariationSelector(code: number): boolean {
  return code >= VARIATION_SELECTORS.first && code <= VARIATION_SELECTORS.last;
}
