import type { Flat } from './normalise.ts';
import { allMatches, firstMatch, type PatternSet, type Selection } from './pattern-set.ts';

/** What stands where a password stood. */
export const MASK = '●●●●';

interface Cut {
  readonly start: number;
  readonly end: number;
}

/**
 * The original text with passwords replaced by the mask; null when it holds none. Lexicon groups: `secrets/said`
 * (a group `secret`) and, among the short ones, `secrets_not/any` (words that tell about a password instead of being one).
 */
export function maskSecrets(flat: Flat, selection: Selection, short: PatternSet): string | null {
  const cuts: Cut[] = [];
  for (const match of allMatches(selection.group('secrets/said'), flat.text)) {
    const secret = match.groups?.secret;
    if (secret === undefined || isTalk(secret, short.select(secret))) continue;
    const start = match.index + match[0].lastIndexOf(secret);
    cuts.push({ start: flat.origin(start), end: flat.origin(start + secret.length) });
  }
  return cuts.length === 0 ? null : cut(flat.original, cuts);
}

function isTalk(secret: string, selection: Selection): boolean {
  return selection.group('secrets_not/any').some((pattern) => firstMatch([pattern], secret)?.index === 0);
}

function cut(original: string, cuts: readonly Cut[]): string {
  let made = '';
  let at = 0;
  for (const { start, end } of [...cuts].sort((left, right) => left.start - right.start)) {
    if (end <= at) continue;
    made += original.slice(at, Math.max(at, start)) + MASK;
    at = end;
  }
  return made + original.slice(at);
}
