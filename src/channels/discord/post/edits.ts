import { Routes } from 'discord.js';
import type { Post } from '../../../contracts/ports.ts';
import type { DiscordTrouble } from '../errors.ts';
import { COMPONENTS_V2, type Rendered } from '../render/rendered.ts';
import type { Answer } from './caller.ts';
import { postToChannel } from './channel-parts.ts';
import { sortRefusal } from './codes.ts';
import { placeOf, renderPost } from './deliver.ts';
import { tokenOf } from './follow-ups.ts';
import { plainForm } from './plain.ts';
import { postPrivately } from './private-parts.ts';
import { PRIVATE, type Progress, partsIn } from './progress.ts';
import type { Part, Reference } from './reference.ts';
import type { PostTools } from './work.ts';

/** A posted message and what it shall be. */
export interface Edit {
  readonly post: Post;
  readonly posted: Reference;
  readonly progress: Progress;
}

/** `closed`: nothing changes it any more (nobody's token is good for it). */
export type Changed = { readonly kind: 'changed'; readonly reference: Reference } | { readonly kind: 'closed' };

/**
 * Changes each part in place; posts parts that came to it, deletes those left over. A message that is gone is left as it is. Rejects where trying again
 * may help soon.
 */
export async function applyEdit(edit: Edit, tools: PostTools): Promise<Changed> {
  const { posted } = edit;
  const parts = renderPost(edit.post, tools.translator);
  for (const [index, part] of posted.parts.entries()) {
    const rendered = parts[index];
    const answer = rendered === undefined ? await removePart(part, edit, tools) : await changePart(part, rendered, { edit, tools });
    if (answer === 'closed') return { kind: 'closed' };
    if (!answer.ok) weighTrouble(answer.trouble, tools);
  }
  const kept = posted.parts.slice(0, parts.length);
  const reference = { channel: posted.channel, parts: kept };
  return { kind: 'changed', reference: parts.length > kept.length ? await grow(edit, { parts, kept }, tools) : reference };
}

interface Growth {
  readonly parts: readonly Rendered[];
  readonly kept: readonly Part[];
}

/** New parts stand where the last one does. */
async function grow({ post, posted, progress }: Edit, { parts, kept }: Growth, tools: PostTools): Promise<Reference> {
  const isPrivate = kept.some(({ interaction }) => interaction !== null);
  for (const [index, part] of kept.entries()) partsIn(isPrivate ? PRIVATE : posted.channel, progress).set(index, part);
  const work = { post, place: placeOf(post.conversation), parts, progress };
  const grown = isPrivate ? await postPrivately(work, tools) : await postToChannel({ channel: posted.channel, replyTo: null }, work, tools);
  return { channel: posted.channel, parts: grown.kind === 'posted' ? grown.parts : kept };
}

interface Around {
  readonly edit: Edit;
  readonly tools: PostTools;
}

async function changePart(part: Part, rendered: Rendered, around: Around): Promise<Answer | 'closed'> {
  const answer = await callChange(part, rendered, around);
  const isRefused = answer !== 'closed' && !answer.ok && answer.trouble.kind === 'refused' && sortRefusal(answer.trouble) === 'message';
  const plain = isRefused ? plainForm(rendered) : null;
  if (plain === null) return answer;
  around.tools.logger.error({}, 'Discord refuses a change, made in a plainer form');
  return callChange(part, plain, around);
}

async function callChange(part: Part, rendered: Rendered, { edit, tools }: Around): Promise<Answer | 'closed'> {
  if (part.interaction === null) return changeInChannel(edit.posted.channel, part.message, { rendered, tools });
  const token = tokenOf(part, await tools.tokens.of(edit.post.conversation));
  return token === null ? 'closed' : tools.followUps.change(token, part.message, rendered);
}

/** The flags of an edit: what stays said of the form. Nobody is notified by an edit. */
export async function changeInChannel(
  channel: string,
  message: string,
  { rendered, tools }: { readonly rendered: Rendered; readonly tools: Pick<PostTools, 'caller'> },
): Promise<Answer> {
  const body = { components: rendered.components, flags: rendered.flags & COMPONENTS_V2, allowed_mentions: { parse: [] } };
  return tools.caller.ask((rest) => rest.patch(Routes.channelMessage(channel, message), { body }));
}

async function removePart(part: Part, { post, posted }: Edit, { caller, tokens, followUps }: PostTools): Promise<Answer | 'closed'> {
  if (part.interaction === null) return caller.ask((rest) => rest.delete(Routes.channelMessage(posted.channel, part.message)));
  const token = tokenOf(part, await tokens.of(post.conversation));
  return token === null ? 'closed' : followUps.remove(token, part.message);
}

function weighTrouble(trouble: DiscordTrouble, { logger }: PostTools): void {
  if (trouble.kind !== 'refused') throw new Error(`Discord did not take a change: ${trouble.kind}.`);
  // Without a change the message before it still stands: nobody waits for the day an administrator allows it.
  logger.debug({ code: trouble.code }, 'Discord message cannot be changed any more');
}
