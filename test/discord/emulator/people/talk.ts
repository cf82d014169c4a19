import { isMember } from '../state/access.ts';
import { addMessage, changeMessage, removeMessage } from '../state/messages.ts';
import { CHANNEL, MESSAGE, type MessageRow } from '../state/rows.ts';
import { addThread } from '../state/threads.ts';
import { channelOf, isThread } from '../state/world.ts';
import { beginAction, placeOf, type Self } from './stage.ts';

/** How something is written. */
export interface WriteOptions {
  /** The message it replies to. */
  readonly replyTo?: MessageRow;
}

/** Writes a message. `dm` is the direct messages with the app. */
export function write(self: Self, where: string, { text, replyTo }: WriteOptions & { readonly text: string }): MessageRow {
  const { world, user } = self;
  const channel = placeOf(self, where);
  if (channel.deleted || !isMember(world, channel, user.id)) {
    throw new Error(`${user.globalName} is not in ${where}.`);
  }
  if (channel.type === CHANNEL.forum) {
    throw new Error('In a forum there are posts: startsForumPost.');
  }
  if (channel.locked && isThread(channel)) {
    throw new Error('The thread is locked.');
  }
  beginAction(self, text, channel);
  const reference = replyTo === undefined ? null : { message: replyTo.id, channel: replyTo.channel };
  return addMessage(world, channel, {
    author: user.id,
    content: text,
    reference,
    type: reference === null ? MESSAGE.default : MESSAGE.reply,
  });
}

/** Starts a post in a forum. Its thread and its first message have the same id. */
export function startForumPost(self: Self, where: string, { title, text }: { readonly title: string; readonly text: string }): MessageRow {
  const { world, user } = self;
  const forum = placeOf(self, where);
  if (forum.type !== CHANNEL.forum) {
    throw new Error(`${where} is no forum.`);
  }
  beginAction(self, title, forum);
  const thread = addThread(world, forum, { name: title, owner: user.id, post: { author: user.id, content: text } });
  const first = thread.messages.get(thread.id);
  if (first === undefined) {
    throw new Error('The post has no message.');
  }
  return first;
}

/** Starts a thread on a message. The answer is its id, which is the message's. */
export function startThreadOn({ world, user }: Self, message: MessageRow, name: string): string {
  const channel = channelOf(world, message.channel);
  if (channel.type !== CHANNEL.text || world.channels.has(message.id)) {
    throw new Error('There is no starting a thread on this message.');
  }
  return addThread(world, channel, { id: message.id, name, owner: user.id, starter: message }).id;
}

/** Changes what was written. */
export function edit({ world, user }: Self, message: MessageRow, text: string): void {
  if (message.author !== user.id || message.deleted) {
    throw new Error('One edits one’s own messages.');
  }
  changeMessage(world, message, { content: text });
}

/** Takes a message away: one's own, or another's as a moderator may. */
export function remove({ world }: Self, message: MessageRow): void {
  removeMessage(world, message);
}
