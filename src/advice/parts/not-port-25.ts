import type { AdviceRequest } from '../../contracts/advice.ts';
import type { Block, Phrase } from '../../contracts/messages.ts';
import type { SignId } from '../../contracts/signs.ts';
import { factOf, hasSign } from '../context.ts';
import { text } from '../words.ts';

/** Stories that make people (and helpers) think of port 25. */
const SOUNDS_LIKE: readonly SignId[] = ['said.block_25', 'isp.changed', 'after.isp_change', 'isp.blocks_25', 'found.line_25_blocked'];

/** What rules it out: a reply on 25, an open 25, mail that leaves from somebody else's cloud. */
const RULES_OUT: readonly SignId[] = ['reply.on_25', 'found.line_25_open', 'client.cloud'];

/** "It is not port 25", where the story sounds like it and something rules it out; else nothing. */
export function notPort25(request: AdviceRequest): readonly Block<Phrase>[] {
  if (request.cause === 'op25b' || request.cause === 'other' || !hasSign(request, ...SOUNDS_LIKE)) {
    return [];
  }
  const port = factOf(request, 'current_port');
  const elsewhere = port === 465 || port === 587;
  return elsewhere || hasSign(request, ...RULES_OUT) ? [text({ key: 'causes:op25b.not_this' })] : [];
}
