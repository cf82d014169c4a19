import { isWithin, type Range } from './clauses.ts';
import { type Draft, writeFact } from './draft.ts';
import { allMatches, firstMatch, type Selection } from './pattern-set.ts';
import { isWordSign } from './word-signs.ts';

const LONGEST_NAME = 80;

interface Said {
  readonly at: number;
  readonly assignment: string;
}

/** Reads facts that whole phrases carry ("受信はできます", "webmail works"). What is said last counts. */
export function readPhrases(
  text: string,
  selection: Selection,
  options: { readonly hypothetical: readonly Range[]; readonly draft: Draft },
): void {
  const said: Said[] = [];
  for (const group of selection.groups('facts/')) {
    for (const match of allMatches(selection.group(group), text)) {
      if (isWithin(options.hypothetical, match.index)) continue;
      const value = match.groups?.value?.trim().slice(0, LONGEST_NAME);
      const name = group.slice('facts/'.length);
      said.push({ at: match.index + match[0].length, assignment: value === undefined ? name : `${name}=${value.replaceAll('=', ' ')}` });
    }
  }
  said.sort((left, right) => left.at - right.at);
  for (const { assignment } of said) writeFact(options.draft, assignment);
}

/** Reads the small signs of a story (`signs/scope.one_recipient`). */
export function readSigns(
  text: string,
  selection: Selection,
  options: { readonly hypothetical: readonly Range[]; readonly draft: Draft },
): void {
  for (const group of selection.groups('signs/')) {
    const match = firstMatch(selection.group(group), text);
    const name = group.slice('signs/'.length);
    if (match !== null && !isWithin(options.hypothetical, match.index) && isWordSign(name)) options.draft.signs.add(name);
  }
}
