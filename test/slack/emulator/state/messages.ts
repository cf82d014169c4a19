import type { Fields } from '../json.ts';
import { withoutGaps } from '../json.ts';
import type { ChannelRow, MessageRow, WorkspaceRow } from './rows.ts';
import { makeId, makeTs, noteChange, type World } from './world.ts';

/** What a message is made of. */
export interface NewMessage {
  readonly user: string;
  readonly text: string;
  readonly fromApp?: boolean;
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly threadTs?: string | null;
  readonly subtype?: string;
  readonly metadata?: Fields | null;
  readonly ephemeralTo?: string | null;
}

/** Where a message is put. */
export interface Spot {
  readonly world: World;
  readonly workspace: WorkspaceRow;
  readonly channel: ChannelRow;
}

/** Puts a message into a channel. Ephemeral ones are in no thread's count and in no history. */
export function addMessage({ world, workspace, channel }: Spot, made: NewMessage): MessageRow {
  const ts = makeTs(world);
  const message: MessageRow = {
    ts,
    channel: channel.id,
    user: made.user,
    botId: made.fromApp === true ? workspace.botId : null,
    appId: made.fromApp === true ? world.options.app.id : null,
    subtype: made.subtype ?? null,
    text: made.text,
    blocks: nameBlocks(world, made.blocks ?? []),
    attachments: made.attachments ?? [],
    threadTs: made.threadTs ?? null,
    editedTs: null,
    metadata: made.metadata ?? null,
    ephemeralTo: made.ephemeralTo ?? null,
    deleted: false,
    chosen: new Map(),
    reactions: [],
  };
  channel.messages.set(ts, message);
  if (message.threadTs !== null && message.ephemeralTo === null) {
    const replies = channel.threads.get(message.threadTs) ?? [];
    replies.push(ts);
    channel.threads.set(message.threadTs, replies);
  }
  noteChange(world);
  return message;
}

/** Changes a message in place, as an edit does. */
export function changeMessage(
  { world }: Spot,
  message: MessageRow,
  change: Partial<Pick<MessageRow, 'text' | 'blocks' | 'metadata'>>,
): void {
  message.text = change.text ?? message.text;
  message.blocks = change.blocks === undefined ? message.blocks : nameBlocks(world, change.blocks);
  message.metadata = change.metadata === undefined ? message.metadata : change.metadata;
  message.editedTs = makeTs(world);
  noteChange(world);
}

/** Takes a message away. */
export function removeMessage({ world, channel }: Spot, message: MessageRow): void {
  message.deleted = true;
  if (message.threadTs !== null) {
    const replies = channel.threads.get(message.threadTs) ?? [];
    channel.threads.set(
      message.threadTs,
      replies.filter((ts) => ts !== message.ts),
    );
  }
  noteChange(world);
}

/** The message at a timestamp; null where there is none any more. */
export function messageAt(channel: ChannelRow, ts: string): MessageRow | null {
  const message = channel.messages.get(ts);
  return message === undefined || message.deleted ? null : message;
}

/** Slack names the blocks and elements that have no name. */
export function nameBlocks(world: World, blocks: readonly Fields[]): readonly Fields[] {
  return blocks.map((block) => (typeof block.block_id === 'string' ? block : { ...block, block_id: makeId(world, 'b') }));
}

/** A message as the Web API and the payloads show it. */
export function showMessage(workspace: WorkspaceRow, message: MessageRow, withMetadata = true): Fields {
  const channel = workspace.channels.get(message.channel);
  const replies = channel?.threads.get(message.ts);
  const threadTs = message.threadTs ?? (replies === undefined ? undefined : message.ts);
  return withoutGaps({
    subtype: message.subtype ?? undefined,
    user: message.user,
    type: 'message',
    ts: message.ts,
    bot_id: message.botId ?? undefined,
    app_id: message.appId ?? undefined,
    text: message.text,
    team: workspace.id,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    thread_ts: threadTs,
    parent_user_id: message.threadTs === null ? undefined : channel?.messages.get(message.threadTs)?.user,
    edited: message.editedTs === null ? undefined : { user: message.user, ts: message.editedTs },
    metadata: withMetadata ? (message.metadata ?? undefined) : undefined,
    reactions: message.reactions.length > 0 ? countReactions(message) : undefined,
    ...(replies === undefined ? {} : countReplies(channel, replies)),
  });
}

function countReplies(channel: ChannelRow | undefined, replies: readonly string[]): Fields {
  const users = [...new Set(replies.map((ts) => channel?.messages.get(ts)?.user))];
  return { reply_count: replies.length, reply_users: users, reply_users_count: users.length, latest_reply: replies.at(-1) };
}

function countReactions(message: MessageRow): readonly Fields[] {
  const names = [...new Set(message.reactions.map(({ name }) => name))];
  return names.map((name) => {
    const users = message.reactions.filter((reaction) => reaction.name === name).map(({ user }) => user);
    return { name, users, count: users.length };
  });
}
