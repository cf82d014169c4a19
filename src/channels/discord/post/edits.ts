import { Routes } from 'discord.js';
import type { Post } from '../../../contracts/ports.ts';
import type { DiscordTrouble } from '../errors.ts';
import { COMPONENTS_V2, type Rendered } from '../render/rendered.ts';
import type { InteractionToken } from '../tokens.ts';
import type { Answer } from './caller.ts';
import { postToChannel } from './channel-parts.ts';
import { sortRefusal } from './codes.ts';
import { placeOf, renderPost } from './deliver.ts';
import { tokenOf } from './follow-ups.ts';
import { plainForm } from './plain.ts';
import { postPrivately } from './private-parts.ts';
import { PRIVATE, type Progress, partsIn } from './progress.ts';
import { ORIGINAL, type Part, type Reference } from './reference.ts';
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

/** New parts stand where the others do; never in a channel where an answer was for one person's eyes. */
async function grow({ post, posted, progress }: Edit, { parts, kept }: Growth, tools: PostTools): Promise<Reference> {
  const place = placeOf(post.conversation);
  const isPrivate = place.kind === 'private' || kept.some(({ interaction, isAnswer }) => interaction !== null && !isAnswer);
  const channel = place.kind === 'dm' ? await tools.directs.open(place.user) : posted.channel;
  const where = isPrivate ? PRIVATE : (channel ?? posted.channel);
  for (const [index, part] of kept.entries()) partsIn(where, progress).set(index, part);
  const work = { post, place, parts, progress };
  if (!isPrivate && channel === null) return { channel: posted.channel, parts: kept };
  const grown = isPrivate ? await postPrivately(work, tools) : await postToChannel({ channel: where, replyTo: null }, work, tools);
  return { channel: isPrivate ? posted.channel : where, parts: grown.kind === 'posted' ? grown.parts : kept };
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
  const { channel } = edit.posted;
  return reach(part, edit, {
    tools,
    byToken: (token, message) => tools.followUps.change(token, message, rendered),
    inChannel: (message) => changeInChannel(channel, message, { rendered, tools }),
  });
}

interface Reaching {
  readonly tools: PostTools;
  readonly byToken: (token: InteractionToken, message: string) => Promise<Answer>;
  readonly inChannel: (message: string) => Promise<Answer>;
}

/** By the token it was written with. Once that is old, an answer that others see too is a message of the bot's like any other. */
async function reach(part: Part, { post }: Edit, { tools, byToken, inChannel }: Reaching): Promise<Answer | 'closed'> {
  const { message, interaction, isAnswer } = part;
  if (interaction === null) return message === null ? 'closed' : inChannel(message);
  const token = tokenOf(part, await tools.tokens.of(post.conversation));
  if (token !== null) return byToken(token, isAnswer ? ORIGINAL : (message ?? ORIGINAL));
  if (message === null || !isAnswer || placeOf(post.conversation).kind === 'private') return 'closed';
  const answer = await inChannel(message);
  return !answer.ok && answer.trouble.kind === 'refused' ? 'closed' : answer;
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

function removePart(part: Part, edit: Edit, tools: PostTools): Promise<Answer | 'closed'> {
  const { channel } = edit.posted;
  return reach(part, edit, {
    tools,
    byToken: tools.followUps.remove,
    inChannel: (message) => tools.caller.ask((rest) => rest.delete(Routes.channelMessage(channel, message))),
  });
}

function weighTrouble(trouble: DiscordTrouble, { logger }: PostTools): void {
  if (trouble.kind !== 'refused') throw new Error(`Discord did not take a change: ${trouble.kind}.`);
  // Without a change the message before it still stands: nobody waits for the day an administrator allows it.
  logger.debug({ code: trouble.code }, 'Discord message cannot be changed any more');
}
