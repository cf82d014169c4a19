import { createPieces } from './pieces.ts';
import { requiredLiterals } from './required-literals.ts';

/** A regular expression and the name of what it means. */
export interface Pattern {
  readonly group: string;
  readonly regex: RegExp;
}

/** Many patterns, of which each text tries only those that can match. */
export interface PatternSet {
  /** The patterns whose plain pieces occur in `text`, by group. */
  select(text: string): Selection;
}

export interface Selection {
  /** Patterns of one group that can match, in the order written. */
  group(name: string): readonly Pattern[];
  /** Names of groups below `prefix` (`facts/`) with a pattern that can match. */
  groups(prefix: string): readonly string[];
}

const NONE: readonly Pattern[] = [];

/** Compiles patterns once. Throws on a broken expression, naming its group: the lexicon or catalogue file must be mended. */
export function createPatternSet(sources: Iterable<readonly [group: string, source: string]>): PatternSet {
  const patterns: Pattern[] = [];
  const always: number[] = [];
  const pieces = createPieces();
  for (const [group, source] of sources) {
    const number = patterns.push({ group, regex: compile(group, source) }) - 1;
    const literals = requiredLiterals(source);
    if (literals === null) always.push(number);
    for (const literal of new Set(literals ?? [])) pieces.add(literal, number);
  }
  return {
    select(text) {
      const found = new Uint8Array(patterns.length);
      for (const number of always) found[number] = 1;
      pieces.mark(text, found);
      return gather(patterns, found);
    },
  };
}

function gather(patterns: readonly Pattern[], found: Uint8Array): Selection {
  const byGroup = new Map<string, Pattern[]>();
  for (const [number, pattern] of patterns.entries()) {
    if (found[number] === 0) continue;
    const list = byGroup.get(pattern.group);
    if (list === undefined) byGroup.set(pattern.group, [pattern]);
    else list.push(pattern);
  }
  const names = [...byGroup.keys()];
  return {
    group: (name) => byGroup.get(name) ?? NONE,
    groups: (prefix) => names.filter((name) => name.startsWith(prefix)),
  };
}

function compile(group: string, source: string): RegExp {
  try {
    return new RegExp(source, 'g');
  } catch (cause) {
    throw new Error(`Pattern of "${group}" is not a regular expression: ${source}. Mend it in locales/<lang>/lexicon or catalog/errors.`, {
      cause,
    });
  }
}

/** First match of any pattern, or null. */
export function firstMatch(patterns: readonly Pattern[], text: string): RegExpExecArray | null {
  for (const { regex } of patterns) {
    regex.lastIndex = 0;
    const match = regex.exec(text);
    if (match !== null) return match;
  }
  return null;
}

/** All matches of all patterns, in the order they stand in the text. */
export function allMatches(patterns: readonly Pattern[], text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const { regex } of patterns) collect(regex, text, found);
  return found.length < 2 ? found : found.sort((left, right) => left.index - right.index);
}

/** `String.matchAll` copies its expression at each call; this does not. */
function collect(regex: RegExp, text: string, found: RegExpExecArray[]): void {
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    found.push(match);
    if (match[0] === '') regex.lastIndex += 1;
  }
}
