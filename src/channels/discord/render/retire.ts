import type { APIMessageTopLevelComponent } from 'discord.js';
import { cutLabel } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { oneLine, small } from './markdown.ts';

/**
 * A posted message after a choice: its components as Discord gave them back, without buttons and lists, and in their place what was chosen, if it can
 * be told. The mark stays, so that the message is still found again.
 */
export function retireChoices(components: unknown, chosen: { readonly label: string } | null, say: Say): APIMessageTopLevelComponent[] {
  const posted = Array.isArray(components) ? components.filter(isComponent) : [];
  const left = posted.filter(({ type }) => type !== 1);
  if (chosen === null && left.length > 0) return left;
  const label = oneLine(cutLabel(chosen?.label ?? '', LIMITS.optionLabel));
  const words = label === '' ? '…' : small(say('discord:choice.chosen', { label }));
  const line: APIMessageTopLevelComponent = { type: 10, content: words };
  const mark = posted[0]?.id;
  return left.length === 0 && mark !== undefined ? [{ ...line, id: mark }] : [...left, line];
}

/** Discord gives back what it took: what has the type of a component is one. */
function isComponent(value: unknown): value is APIMessageTopLevelComponent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'number';
}
