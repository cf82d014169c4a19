import type { Post } from '../../../contracts/ports.ts';
import type { SlackTrouble } from '../api.ts';
import type { Rendered } from '../render/rendered.ts';
import { plainer } from '../render/table.ts';
import type { Answer } from './caller.ts';
import { sortRefusal } from './codes.ts';
import { type DeliverTools, placeOf, renderPost } from './deliver.ts';
import { type Progress, partsIn, postParts } from './parts.ts';
import type { Reference } from './reference.ts';
import type { Target } from './target.ts';

/** A posted message and what it shall be. */
export interface Edit {
  readonly post: Post;
  readonly channel: string;
  readonly posted: readonly string[];
  readonly progress: Progress;
  /** How long to wait where Slack says "later". */
  readonly patienceMs?: number;
}

/**
 * Changes each part in place; posts parts that came to it, deletes those left over. A message that is gone or closed to changes is left as it
 * is. Resolves with the parts there are now; rejects where trying again may help soon.
 */
export async function applyEdit(edit: Edit, tools: DeliverTools): Promise<Reference> {
  const parts = renderPost(edit.post, tools.translator);
  const target = targetOf(edit);
  for (const [index, ts] of edit.posted.entries()) {
    const part = parts[index];
    const answer = part === undefined ? await remove(ts, edit, target, tools) : await update(ts, part, { edit, target }, tools);
    if (!answer.ok) {
      weighTrouble(answer.trouble, target, tools);
    }
  }
  const kept = edit.posted.slice(0, parts.length);
  for (const [index, ts] of kept.entries()) {
    partsIn(edit.channel, edit.progress).set(index, ts);
  }
  const posted = parts.length > kept.length ? await postParts(target, parts, edit.progress, tools) : null;
  return { channel: edit.channel, parts: posted?.kind === 'posted' ? posted.parts : kept };
}

/** A message that moved to the direct messages has no thread any more. */
function targetOf({ post, channel }: Edit): Target {
  const place = placeOf(post.conversation);
  return { team: place.team, channel, thread: place.kind === 'thread' && place.channel === channel ? place.thread : null };
}

interface Where {
  readonly edit: Edit;
  readonly target: Target;
}

/** `blocks` are always given: without them Slack keeps the old ones, buttons and all. */
async function update(ts: string, part: Rendered, where: Where, tools: DeliverTools): Promise<Answer<unknown>> {
  const { edit, target } = where;
  const args = { channel: edit.channel, ts, text: part.text, blocks: [...part.blocks] };
  const answer = await tools.caller.call(target.team, (client) => client.chat.update(args), edit.patienceMs);
  const next = !answer.ok && answer.trouble.kind === 'platform' && sortRefusal(answer.trouble.code) === 'message' ? plainer(part) : null;
  if (next === null) {
    return answer;
  }
  tools.logger.error({ team: target.team }, 'Slack refuses a change, made in a plainer form');
  return update(ts, next, where, tools);
}

function remove(ts: string, { channel, patienceMs }: Edit, { team }: Target, { caller }: DeliverTools): Promise<Answer<unknown>> {
  return caller.call(team, (client) => client.chat.delete({ channel, ts }), patienceMs);
}

function weighTrouble(trouble: SlackTrouble, { team }: Target, { logger }: DeliverTools): void {
  if (trouble.kind !== 'platform') {
    throw new Error(`Slack did not take a change: ${trouble.kind}.`);
  }
  // Without a change the message before it still stands: nobody waits for the day an administrator allows it.
  logger.debug({ team, code: trouble.code }, 'Slack message cannot be changed any more');
}
