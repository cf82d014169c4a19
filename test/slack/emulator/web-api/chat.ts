import { type Fields, flagAt, textAt } from '../json.ts';
import { changedEvent, deletedEvent, saidEvent } from '../state/events.ts';
import { addMessage, changeMessage, messageAt, removeMessage, showMessage } from '../state/messages.ts';
import type { ChannelRow, MessageRow } from '../state/rows.ts';
import { dmOf } from '../state/world.ts';
import { checkMessage, readMetadata } from '../validate/message.ts';
import { badArguments, type Call, no, readable, writable } from './method.ts';

/** chat.update takes 4,000 characters of text and refuses more: docs.slack.dev/reference/methods/chat.update, `msg_too_long`. */
const LONGEST_EDIT = 4_000;

/** docs.slack.dev/reference/methods/chat.postMessage */
export function postMessage(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = writable(call, placeOf(call));
  if (typeof channel === 'string') {
    return no(channel);
  }
  const made = checkMessage(args);
  if (!made.ok) {
    return no(made.error, made.messages);
  }
  const metadata = readMetadata(args.metadata);
  if (metadata === 'unreadable') {
    return no('metadata_must_be_sent_as_json');
  }
  const thread = threadOf(channel, textAt(args, 'thread_ts'));
  if (thread !== null && typeof thread !== 'string') {
    return no(thread.error);
  }
  const message = addMessage(
    { world, workspace, channel },
    {
      user: workspace.botUser,
      fromApp: true,
      text: made.text,
      blocks: made.blocks ?? [],
      attachments: made.attachments,
      threadTs: thread,
      metadata,
      ...(thread !== null && flagAt(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}),
    },
  );
  echo(call, saidEvent({ world, workspace, channel, message }));
  return { ok: true, channel: channel.id, ts: message.ts, message: showMessage(workspace, message) };
}

/** docs.slack.dev/reference/methods/chat.postEphemeral */
export function postEphemeral(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = writable(call, textAt(args, 'channel'));
  if (typeof channel === 'string') {
    return no(channel);
  }
  const user = textAt(args, 'user');
  if (user === '') {
    return badArguments('[ERROR] missing required field: user');
  }
  if (!channel.members.has(user)) {
    return no('user_not_in_channel');
  }
  const made = checkMessage(args);
  if (!made.ok) {
    return no(made.error, made.messages);
  }
  const thread = threadOf(channel, textAt(args, 'thread_ts'));
  if (thread !== null && typeof thread !== 'string') {
    return no(thread.error);
  }
  const { text, attachments } = made;
  const blocks = made.blocks ?? [];
  const message = addMessage(
    { world, workspace, channel },
    { user: workspace.botUser, fromApp: true, text, blocks, attachments, threadTs: thread, ephemeralTo: user },
  );
  return { ok: true, message_ts: message.ts };
}

/** docs.slack.dev/reference/methods/chat.update: `blocks` left out are kept when only text is given, an empty list takes them away. */
export function updateMessage(call: Call): Fields {
  const { world, workspace, args } = call;
  const found = own(call, 'cant_update_message');
  if (typeof found === 'string') {
    return no(found);
  }
  const made = checkMessage(args, LONGEST_EDIT);
  if (!made.ok) {
    return no(made.error, made.messages);
  }
  const metadata = readMetadata(args.metadata);
  if (metadata === 'unreadable') {
    return no('metadata_must_be_sent_as_json');
  }
  const { channel, message } = found;
  const previous = showMessage(workspace, message);
  const text = made.text === '' ? {} : { text: made.text };
  const blocks = made.blocks === null ? {} : { blocks: made.blocks };
  changeMessage({ world, workspace, channel }, message, { ...text, ...blocks, ...(metadata === null ? {} : { metadata }) });
  echo(call, changedEvent({ world, workspace, channel, message }, previous));
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: showMessage(workspace, message) };
}

/** docs.slack.dev/reference/methods/chat.delete: a bot deletes its own messages only. */
export function deleteMessage(call: Call): Fields {
  const { world, workspace } = call;
  const found = own(call, 'cant_delete_message');
  if (typeof found === 'string') {
    return no(found);
  }
  const { channel, message } = found;
  removeMessage({ world, workspace, channel }, message);
  echo(call, deletedEvent({ world, workspace, channel, message }));
  return { ok: true, channel: channel.id, ts: message.ts };
}

/** docs.slack.dev/reference/methods/chat.getPermalink */
export function getPermalink(call: Call): Fields {
  const { workspace, args } = call;
  const channel = readable(call, textAt(args, 'channel'));
  if (typeof channel === 'string') {
    return no('channel_not_found');
  }
  const message = messageAt(channel, textAt(args, 'message_ts'));
  if (message === null || message.ephemeralTo !== null) {
    return no('message_not_found');
  }
  const permalink = `https://${workspace.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return { ok: true, channel: channel.id, permalink };
}

/** A user id as the channel means that person's direct messages with the app. */
function placeOf({ workspace, args }: Call): string {
  const channel = textAt(args, 'channel');
  const user = workspace.users.get(channel);
  return user === undefined || user.isBot ? channel : dmOf(workspace, user).id;
}

/** The thread a message goes to; null for none. Its root must be there still, or have answers. */
function threadOf(channel: ChannelRow, ts: string): string | null | { readonly error: string } {
  if (ts === '') {
    return null;
  }
  const root = channel.messages.get(ts);
  if (root === undefined || root.ephemeralTo !== null || (root.deleted && channel.threads.get(ts) === undefined)) {
    return { error: 'thread_not_found' };
  }
  return root.threadTs === null ? ts : { error: 'cannot_reply_to_message' };
}

function own(call: Call, error: string): { readonly channel: ChannelRow; readonly message: MessageRow } | string {
  const channel = writable(call, textAt(call.args, 'channel'));
  if (typeof channel === 'string') {
    return channel;
  }
  const message = messageAt(channel, textAt(call.args, 'ts'));
  if (message === null || message.ephemeralTo !== null) {
    return 'message_not_found';
  }
  return message.botId === call.workspace.botId ? { channel, message } : error;
}

function echo({ world, workspace }: Call, event: Fields): void {
  if (world.options.echoOwnMessages) {
    world.emit(workspace, event);
  }
}
