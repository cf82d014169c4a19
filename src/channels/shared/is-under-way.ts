import type { Message } from '../../contracts/messages.ts';

/** Is something shown that goes on by itself? */
export function isUnderWay({ blocks }: Message): boolean {
  return blocks.some((block) => block.kind === 'progress' && block.items.some(({ state }) => state === 'running' || state === 'waiting'));
}
