const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const SENTENCES = new Intl.Segmenter('ja', { granularity: 'sentence' });
const ELLIPSIS = '…';

/** A label within `limit`, cut between characters as people see them; what was cut ends in `…`. */
export function cutLabel(label: string, limit: number): string {
  return label.length <= limit ? label : fitGraphemes(label, limit - ELLIPSIS.length) + ELLIPSIS;
}

/** Pieces of at most `limit` each, cut at the ends of lines and sentences; a longer sentence at a space, else between characters. */
export function splitText(text: string, limit: number): readonly string[] {
  if (text.length <= limit) {
    return [text];
  }
  const pieces: string[] = [];
  let open = '';
  for (const sentence of sentencesOf(text, limit)) {
    if (open.length + sentence.length > limit) {
      pieces.push(open);
      open = '';
    }
    open += sentence;
  }
  return [...pieces, open].map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** The same text in pieces of at most `limit`, none lost: put together they are the text. Empty text has none. */
export function cutText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const piece = rest.length <= limit ? rest : fitGraphemes(rest, limit);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
}

/** The first sentences that fit; at least the beginning of the first. */
export function firstSentences(text: string, limit: number): string {
  return text.length <= limit ? text : cutLabel(splitText(text, limit - ELLIPSIS.length)[0] ?? ELLIPSIS, limit);
}

function sentencesOf(text: string, limit: number): readonly string[] {
  return Array.from(SENTENCES.segment(text), ({ segment }) => segment).flatMap((sentence) => splitSentence(sentence, limit));
}

function splitSentence(sentence: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > limit) {
    const fitting = fitGraphemes(rest, limit);
    const space = fitting.search(/\s\S*$/u);
    const piece = space > 0 ? fitting.slice(0, space + 1) : fitting;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}

function fitGraphemes(text: string, limit: number): string {
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    if (index + segment.length > limit) {
      break;
    }
    end = index + segment.length;
  }
  // One character of many marks can be longer than the limit: then it is cut all the same, between code points.
  return text.slice(0, end === 0 ? wholePoints(text, limit) : end);
}

function wholePoints(text: string, limit: number): number {
  const last = text.charCodeAt(limit - 1);
  const halved = last >= 0xd800 && last <= 0xdbff;
  return Math.max(1, halved ? limit - 1 : limit);
}
