/** Letters that take two columns of a terminal (UAX #11, W and F), and emoji shown as pictures. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;

/** Letters that add nothing to the one before: combining marks, joiners, variation selectors. */
const EMPTY = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const letters = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** Marks that may not begin a line (JIS X 4051). */
const CLOSING = /^[、。，．,.!?！？:;：；)\]）」』】〕》〉…ー〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％]/u;

/** Marks that may not end a line (JIS X 4051). */
const OPENING = /[（「『【〔《〈([]$/u;

/** Columns a text takes in a terminal. */
export function measureWidth(text: string): number {
  let width = 0;
  for (const { segment } of letters.segment(text)) width += WIDE.test(segment) ? 2 : EMPTY.test(segment) ? 0 : 1;
  return width;
}

/** The text with spaces after it, at least `width` columns wide. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - measureWidth(text)));
}

/** Pieces a line may be broken between, with their punctuation kept on. */
function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1);
    const sticks =
      last !== undefined && (CLOSING.test(segment) || OPENING.test(last) || isLatinRun(last, segment) || isCounted(last, segment));
    if (sticks) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** Host names, codes and versions (`smtp.nifty.com`, `0x800CCC0E`) stay whole. */
function isLatinRun(before: string, after: string): boolean {
  return /[\x21-\x7e]$/.test(before) && /^[\x21-\x7e]/.test(after);
}

/** A number stays with what it counts: 587番, 12日. */
function isCounted(before: string, after: string): boolean {
  return /[0-9０-９]$/.test(before) && /^[番年月日時分秒回個件通社人行つ]/.test(after);
}

/** Breaks one line into lines of at most `columns`, between words; lines after the first begin with `indent`. */
export function wrapLine(line: string, columns: number, indent: string): string {
  if (measureWidth(line) <= columns) return line;
  const lines: string[] = [];
  let current = '';
  for (const piece of splitPieces(line)) {
    if (current.trim() !== '' && measureWidth(current + piece.trimEnd()) > columns) {
      lines.push(current.trimEnd());
      current = indent + piece.trimStart();
    } else current += piece;
  }
  return [...lines, current.trimEnd()].join('\n');
}

/** Breaks a text of several lines to a terminal's width; what hangs below a line stands under its words. */
export function wrapText(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns, ' '.repeat(measureHang(line, columns))))
    .join('\n');
}

/** Where the words of a line begin: in its second column where it has one, else after its indent and its number. */
function measureHang(line: string, columns: number): number {
  const second = measureWidth(/^ {2}\S.*? {2,}(?=\S)/.exec(line)?.[0] ?? '');
  if (second > 0 && second <= columns / 2) return second;
  return measureWidth(/^\s*(?:\d+\.\s+|\[\d+\]\s+)?/.exec(line)?.[0] ?? '');
}
