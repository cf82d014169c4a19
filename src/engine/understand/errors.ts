import type { Draft } from './draft.ts';
import { firstMatch, type Selection } from './pattern-set.ts';

/** Error codes and texts of the catalogue that the message quotes. */
export function readErrors(text: string, selection: Selection, draft: Draft): void {
  const ids = selection
    .groups('errors/')
    .filter((group) => firstMatch(selection.group(group), text) !== null)
    .map((group) => group.slice('errors/'.length));
  if (ids.length > 0) draft.facts.error_codes = ids;
}
