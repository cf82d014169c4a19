import type { Draft } from './draft.ts';
import { firstMatch, type Selection } from './pattern-set.ts';

/** That a mail came back is a symptom; what went wrong stands inside it, so the question what it says stays open. */
const BOUNCE = 'bounce';

/** Error codes and texts of the catalogue that the message quotes. */
export function readErrors(text: string, selection: Selection, draft: Draft): void {
  const ids = selection
    .groups('errors/')
    .filter((group) => firstMatch(selection.group(group), text) !== null)
    .map((group) => group.slice('errors/'.length));
  if (ids.includes(BOUNCE)) draft.signs.add('symptom.bounce');
  const codes = ids.filter((id) => id !== BOUNCE);
  if (codes.length > 0) draft.facts.error_codes = codes;
}
