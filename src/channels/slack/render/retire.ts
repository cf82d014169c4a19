import type { KnownBlock } from '@slack/types';
import { cutLabel } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { plain } from './rich.ts';

/**
 * A posted message after a choice: its blocks as Slack gave them back, without buttons and lists, and in their place what was chosen.
 * Ids stay, so that the message is still found again.
 */
export function retireChoices(blocks: unknown, chosen: { readonly label: string }, say: Say): KnownBlock[] {
  const posted = Array.isArray(blocks) ? blocks.filter(isBlock) : [];
  const buttons = posted.find(({ type }) => type === 'actions');
  const line: KnownBlock = {
    type: 'context',
    elements: [plain(say('slack:choice.chosen', { label: cutLabel(chosen.label, LIMITS.contextText) }))],
  };
  const left = posted.filter(({ type }) => type !== 'actions');
  return [...left, buttons?.block_id === undefined ? line : { ...line, block_id: buttons.block_id }];
}

/** Slack gives back what it took: what has the type of a block is one. */
function isBlock(value: unknown): value is KnownBlock {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
