import { allMatches, type Selection } from './pattern-set.ts';

/** A stretch of text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const CLAUSE_END = /[。\n!?、]|[.,;] /;
const LONGEST_CLAUSE = 120;
/** More than this is no story; the bound keeps long input linear. */
const MOST_RANGES = 64;

/**
 * Clauses in which something is only asked or imagined ("587にすればいいですか?", "should I switch to Gmail?"). Lexicon
 * groups: `clauses/hypothetical`, and `clauses/joint` for words at which a clause ends.
 */
export function findHypothetical(text: string, selection: Selection): readonly Range[] {
  const imagined = allMatches(selection.group('clauses/hypothetical'), text).slice(0, MOST_RANGES);
  if (imagined.length === 0) return [];
  const joints = allMatches(selection.group('clauses/joint'), text);
  return imagined.map((match) => {
    const start = clauseStart(text, match.index);
    const joint = joints.findLast((candidate) => candidate.index >= start && candidate.index + candidate[0].length <= match.index);
    return { start: joint === undefined ? start : joint.index + joint[0].length, end: clauseEnd(text, match.index + match[0].length) };
  });
}

/** Does the place lie in one of the ranges? */
export function isWithin(ranges: readonly Range[], index: number): boolean {
  return ranges.some((range) => index >= range.start && index < range.end);
}

function clauseStart(text: string, index: number): number {
  const before = text.slice(Math.max(0, index - LONGEST_CLAUSE), index);
  let start = 0;
  for (const match of before.matchAll(new RegExp(CLAUSE_END, 'g'))) start = match.index + match[0].length;
  return index - before.length + start;
}

function clauseEnd(text: string, index: number): number {
  const after = text.slice(index, index + LONGEST_CLAUSE);
  const end = after.search(CLAUSE_END);
  return end === -1 ? index + after.length : index + end;
}
