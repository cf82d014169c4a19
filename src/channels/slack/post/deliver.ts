import type { Translator } from '../../../contracts/messages.ts';
import type { Notebook, Post } from '../../../contracts/ports.ts';
import { permanent } from '../../shared/permanent.ts';
import { sayIn } from '../../shared/say.ts';
import type { SlackTrouble } from '../api.ts';
import { type Place, readConversation } from '../place.ts';
import { renderMessage } from '../render/message.ts';
import type { Rendered } from '../render/rendered.ts';
import { sortRefusal } from './codes.ts';
import type { Directs, Someone } from './directs.ts';
import { type PartsTools, type Posted, type Progress, partsIn, postParts } from './parts.ts';
import { type Reference, writeReference } from './reference.ts';
import type { Whisperer } from './whisper.ts';

/** What messages are delivered with. */
export interface DeliverTools extends PartsTools {
  readonly directs: Directs;
  readonly whisperer: Whisperer;
  readonly notes: Notebook;
  readonly translator: Translator;
}

/** Puts a message of a conversation into Slack's form. */
export function renderPost({ conversation, seq, message }: Post, translator: Translator): readonly Rendered[] {
  return renderMessage(message, { conversation, seq }, sayIn(translator, message.lang));
}

/** Where a conversation is held. A name that tells none is given up for good. */
export function placeOf(conversation: string): Place {
  const place = readConversation(conversation);
  if (place === null) {
    throw permanent(`The conversation ${conversation} is held nowhere in Slack.`);
  }
  return place;
}

/** Posts at the conversation's place; where that is gone, in the person's direct messages; where those are closed, for their eyes only where they last asked. */
export async function deliverPost(post: Post, progress: Progress, tools: DeliverTools): Promise<Reference> {
  const place = placeOf(post.conversation);
  const parts = renderPost(post, tools.translator);
  if (place.kind === 'thread') {
    const posted = await postParts({ team: place.team, channel: place.channel, thread: place.thread }, parts, progress, tools);
    if (posted.kind === 'posted') {
      return posted;
    }
    tools.logger.info({ team: place.team, code: posted.code }, 'Slack thread is gone, going on in direct messages');
  }
  const posted = await postDirectly(place, parts, progress, tools);
  if (posted.kind === 'posted') {
    return posted;
  }
  tools.logger.info({ team: place.team, code: posted.code }, 'Slack direct messages are closed, going on where the person asked');
  return postForTheirEyes({ post, place, parts, progress }, tools);
}

async function postDirectly(someone: Someone, parts: readonly Rendered[], progress: Progress, tools: DeliverTools): Promise<Posted> {
  const { team } = someone;
  const channel = await tools.directs.open(someone);
  if (channel === null) {
    return { kind: 'no_place', code: 'direct_messages_closed' };
  }
  const posted = await postParts({ team, channel, thread: null }, parts, progress, tools);
  if (posted.kind === 'posted' || !tools.directs.unlearn(someone)) {
    return posted;
  }
  // What was remembered may be old: asked anew, once.
  const again = await tools.directs.open(someone);
  return again === null || again === channel ? posted : postParts({ team, channel: again, thread: null }, parts, progress, tools);
}

interface Private {
  readonly post: Post;
  readonly place: Someone;
  readonly parts: readonly Rendered[];
  readonly progress: Progress;
}

async function postForTheirEyes({ post, place, parts, progress }: Private, tools: DeliverTools): Promise<Reference> {
  const channel = await tools.notes.read(originKey(place));
  if (channel === null) {
    throw permanent(`Nowhere to write to ${post.person}.`);
  }
  const say = sayIn(tools.translator, post.message.lang);
  await tools.whisperer.explainOnce({ ...place, channel, text: say('slack:word.dm_closed') });
  const shown = partsIn(writeReference({ channel, parts: null }), progress);
  for (const [index, part] of parts.entries()) {
    if (!shown.has(index)) {
      weighTrouble(await tools.whisperer.show({ ...place, channel }, part), post);
      shown.set(index, '');
    }
  }
  return { channel, parts: null };
}

function weighTrouble(trouble: SlackTrouble | null, { person }: Post): void {
  if (trouble?.kind === 'platform' && sortRefusal(trouble.code) !== 'later') {
    throw permanent(`Nowhere to write to ${person}: ${trouble.code}.`);
  }
  if (trouble !== null) {
    throw new Error(`Slack did not show a message: ${trouble.kind}.`);
  }
}

/** Name of the note that says in which channel a person asked for help last. */
export function originKey({ team, user }: Someone): string {
  return `slack/${team}/${user}/origin`;
}
