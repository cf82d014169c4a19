import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Message, Translator } from '../../../contracts/messages.ts';
import type { Post } from '../../../contracts/ports.ts';
import { permanent } from '../../shared/permanent.ts';
import { sayIn } from '../../shared/say.ts';
import { unreachable } from '../errors.ts';
import { type Place, readConversation } from '../place.ts';
import { escapeMarkdown, small } from '../render/markdown.ts';
import { renderMessage } from '../render/message.ts';
import type { Rendered } from '../render/rendered.ts';
import { answerWith } from './answer.ts';
import { postToChannel } from './channel-parts.ts';
import { postPrivately } from './private-parts.ts';
import type { Progress } from './progress.ts';
import type { Reference } from './reference.ts';
import type { Posted, PostTools, Work } from './work.ts';

/** Puts a message of a conversation into Discord's form. */
export function renderPost({ conversation, seq, message }: Post, translator: Translator): readonly Rendered[] {
  return renderMessage(message, { conversation, seq }, sayIn(translator, message.lang));
}

/** Where a conversation is held. A name that tells none is given up for good. */
export function placeOf(conversation: string): Place {
  const place = readConversation(conversation);
  if (place === null) throw permanent(`The conversation ${conversation} is held nowhere in Discord.`);
  return place;
}

interface Way {
  readonly go: (work: Work, tools: PostTools) => Promise<Posted>;
  /** Said above the first message that came this way, and not the one before. */
  readonly because: MessageKey | null;
}

/**
 * At the conversation's place; where that takes nothing, in the person's direct messages, or for their eyes only by a token of the last minutes. Nothing of
 * what only one person saw is ever posted where others read.
 */
const WAYS: Readonly<Record<Place['kind'], readonly Way[]>> = {
  dm: [
    { go: postDirectly, because: null },
    { go: postPrivately, because: 'discord:word.dm_closed' },
  ],
  private: [
    { go: postPrivately, because: null },
    { go: postDirectly, because: 'discord:word.gone_on' },
  ],
  thread: [
    { go: postInThread, because: null },
    { go: postDirectly, because: null },
    { go: postPrivately, because: 'discord:word.dm_closed' },
  ],
};

/** Posts a message the first way that is open. Rejects for good where none is. */
export async function deliverPost(post: Post, progress: Progress, tools: PostTools): Promise<Reference> {
  const place = placeOf(post.conversation);
  const parts = renderPost(post, tools.translator);
  for (const { go, because } of WAYS[place.kind]) {
    const work = { post, place, progress, parts: because === null ? parts : explain(parts, because, { post, tools }) };
    const posted = await go(work, tools);
    if (posted.kind === 'posted') return posted;
    if (because !== null) tools.moves.takeBack(post, because);
    tools.logger.info({ from: place.kind, code: posted.code }, 'Discord takes no message there, going on elsewhere');
  }
  throw unreachable(post.person);
}

/** A small line above the first part. Its mark goes with the first component. */
function explain(
  parts: readonly Rendered[],
  because: MessageKey,
  { post, tools }: { readonly post: Post; readonly tools: PostTools },
): readonly Rendered[] {
  const [first, ...others] = parts;
  const [head, ...rest] = first?.components ?? [];
  if (first === undefined || head === undefined || !tools.moves.isFirst(post, because)) return parts;
  const { id, ...body } = head;
  const words = small(escapeMarkdown(sayIn(tools.translator, post.message.lang)(because)));
  return [{ ...first, components: [{ type: 10, content: words, ...(id === undefined ? {} : { id }) }, body, ...rest] }, ...others];
}

async function postDirectly(work: Work, tools: PostTools): Promise<Posted> {
  const { place, progress, parts } = work;
  if (place.kind === 'dm') await answerWith(work, tools);
  // An answer is a place of its own: where it stands nothing else is posted for that.
  if (progress.answer !== null && parts.length === 1)
    return { kind: 'posted', channel: progress.answer.channel, parts: [progress.answer.part] };
  const channel = await tools.directs.open(place.user);
  if (channel === null) return { kind: 'no_place', code: 'direct_messages_closed' };
  const posted = await postToChannel({ channel, replyTo: null }, work, tools);
  if (posted.kind === 'posted' || !tools.directs.unlearn(place.user)) return posted;
  // What was remembered may be old: asked anew, once.
  const again = await tools.directs.open(place.user);
  return again === null || again === channel ? posted : postToChannel({ channel: again, replyTo: null }, work, tools);
}

/** An offer is made below the message in its channel; all else is said in the thread on it. */
async function postInThread(work: Work, tools: PostTools): Promise<Posted> {
  const { place, post } = work;
  if (place.kind !== 'thread') return { kind: 'no_place', code: 'no_token' };
  const { channel, message } = place;
  if (isOffer(post.message) && channel !== message) return postToChannel({ channel, replyTo: message }, work, tools);
  const opened = await tools.threads.open(place, sayIn(tools.translator, post.message.lang)('discord:thread.name'));
  return opened.kind === 'open' ? postToChannel({ channel: opened.thread, replyTo: null }, work, tools) : opened;
}

function isOffer({ choices }: Message): boolean {
  return choices.some(({ id }) => id.startsWith('offer:'));
}
