import { type Fields, fieldsAt, isFields, textAt } from '../../../helpers/json.ts';
import { botMay, botSees, dmTrouble, takesMessages } from '../state/access.ts';
import { addMessage, messageAt, removeMessage } from '../state/messages.ts';
import { CHANNEL, type ChannelRow, FLAGS, MESSAGE, type MessageRow } from '../state/rows.ts';
import { showChannel, showMessage } from '../state/show.ts';
import { isThread, type World } from '../state/world.ts';
import { checkMessage } from '../validate/message.ts';
import { editFor, isReply, troubleWith } from './interactions.ts';
import { badField, badForm, type Call, DONE, no, ok, type Reply, UNKNOWN } from './reply.ts';

// docs.discord.com/developers/resources/channel and /message

const MISSING_ACCESS = no(403, 50_001, 'Missing Access');
export const MISSING_PERMISSIONS = no(403, 50_013, 'Missing Permissions');

/** Flags of a post: docs.discord.com/developers/resources/message, "Create Message". */
const POST_FLAGS = FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.voice | FLAGS.componentsV2;

/** The channel of a path, if the bot sees it. */
export function channelFor({ world, params: [id = ''] }: Call): ChannelRow | Reply {
  const channel = world.channels.get(id);
  if (channel === undefined || channel.deleted) {
    return UNKNOWN.channel;
  }
  return botSees(world, channel) ? channel : MISSING_ACCESS;
}

/** GET /channels/{id} */
export function getChannel(call: Call): Reply {
  const channel = channelFor(call);
  return isReply(channel) ? channel : ok(showChannel(call.world, channel));
}

/** Why the bot can't write in a channel; null where it can. */
function writeTrouble(world: World, channel: ChannelRow): Reply | null {
  if (!takesMessages(channel)) {
    return no(400, 50_008, 'Cannot send messages in a non-text channel');
  }
  if (channel.type === CHANNEL.dm) {
    const trouble = dmTrouble(world, channel.recipients.find((id) => id !== world.options.app.id) ?? '');
    return trouble === null ? null : no(403, trouble.code, trouble.message);
  }
  if (channel.locked) {
    return no(400, 160_005, 'Thread is locked');
  }
  return botMay(world, channel, isThread(channel) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES') ? null : MISSING_PERMISSIONS;
}

/** POST /channels/{id}/messages */
export function createMessage(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  const body = isFields(call.body) ? call.body : {};
  const made = checkMessage(body, { flags: POST_FLAGS, before: null });
  const trouble = writeTrouble(call.world, channel);
  if (trouble !== null) {
    return trouble;
  }
  return made.ok ? post(call.world, channel, { body, made }) : badForm(made.flaws);
}

interface Post {
  readonly body: Fields;
  readonly made: Extract<ReturnType<typeof checkMessage>, { readonly ok: true }>;
}

function post(world: World, channel: ChannelRow, { body, made }: Post): Reply {
  const trouble = troubleWith(made);
  if (trouble !== null) {
    return trouble;
  }
  const nonce = typeof body.nonce === 'string' || typeof body.nonce === 'number' ? String(body.nonce) : null;
  const again = body.enforce_nonce === true && nonce !== null ? sameNonce(world, channel, nonce) : null;
  if (again !== null) {
    // What was deleted meanwhile is not posted anew: github.com/discord/discord-api-docs/pull/6647.
    return again.deleted ? UNKNOWN.message : ok(showMessage(world, again, { withNonce: true }));
  }
  const reference = referenceFor(world, channel, body);
  if (reference !== null && isReply(reference)) {
    return reference;
  }
  const message = addMessage(world, channel, {
    author: world.options.app.id,
    content: made.content ?? '',
    components: made.components ?? [],
    embeds: made.embeds ?? [],
    flags: made.flags,
    nonce,
    reference,
    type: reference === null ? MESSAGE.default : MESSAGE.reply,
    allowedMentions: made.allowedMentions,
  });
  return ok(showMessage(world, message, { withNonce: true }));
}

/** "Checked for uniqueness in the past few minutes … that message will be returned": the same page. */
function sameNonce(world: World, channel: ChannelRow, nonce: string): MessageRow | null {
  const since = world.options.now() - world.options.nonceMs;
  const found = channel.messages.values().find((message) => message.fromApp && message.nonce === nonce && message.createdAt >= since);
  return found ?? null;
}

function referenceFor(world: World, channel: ChannelRow, body: Fields): MessageRow['reference'] | Reply {
  if (!isFields(body.message_reference)) {
    return null;
  }
  const asked = fieldsAt(body, 'message_reference');
  if (!botMay(world, channel, 'READ_MESSAGE_HISTORY')) {
    return no(403, 160_002, 'Cannot reply without permission to read message history');
  }
  const id = textAt(asked, 'message_id');
  if (messageAt(channel, id) !== null) {
    return { message: id, channel: channel.id };
  }
  return asked.fail_if_not_exists === false ? null : badField('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

/** GET /channels/{id}/messages */
export function getMessages(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  const { world, query } = call;
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    return badField('limit', 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.');
  }
  if (!botMay(world, channel, 'READ_MESSAGE_HISTORY')) {
    return ok([]);
  }
  const [before, after] = [query.get('before'), query.get('after')];
  const all = [...channel.messages.values()].filter(
    ({ id, deleted, ephemeralTo }) =>
      !deleted &&
      ephemeralTo === null &&
      (before === null || BigInt(id) < BigInt(before)) &&
      (after === null || BigInt(id) > BigInt(after)),
  );
  // After a message the next ones are given, otherwise the last ones; the newest come first in any case.
  const part = after === null ? all.slice(-limit) : all.slice(0, limit);
  return ok(part.reverse().map((message) => showMessage(world, message, viewOf(world))));
}

/** Apps that may not read messages get them blank here, too: docs.discord.com/developers/events/gateway, "Message Content Intent". */
function viewOf(world: World): { readonly blank: boolean } {
  return { blank: !world.options.app.messageContent };
}

/** The message of a path, if the bot sees its channel. */
export function messageFor(call: Call): MessageRow | Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  return messageAt(channel, call.params[1] ?? '') ?? UNKNOWN.message;
}

/** GET /channels/{id}/messages/{id} */
export function getMessage(call: Call): Reply {
  const message = messageFor(call);
  return isReply(message) ? message : ok(showMessage(call.world, message, viewOf(call.world)));
}

/** PATCH /channels/{id}/messages/{id} */
export function editMessage(call: Call): Reply {
  const message = messageFor(call);
  if (isReply(message)) {
    return message;
  }
  if (!message.fromApp) {
    return no(403, 50_005, 'Cannot edit a message authored by another user');
  }
  return editFor(call.world, message, isFields(call.body) ? call.body : {}, '');
}

/** DELETE /channels/{id}/messages/{id} */
export function deleteMessage(call: Call): Reply {
  const { world } = call;
  const channel = channelFor(call);
  const message = messageFor(call);
  if (isReply(channel)) {
    return channel;
  }
  if (isReply(message)) {
    return message;
  }
  if (!message.fromApp && channel.guild === null) {
    return no(403, 50_003, 'Cannot execute action on a DM channel');
  }
  if (!message.fromApp && !botMay(world, channel, 'MANAGE_MESSAGES')) {
    return MISSING_PERMISSIONS;
  }
  removeMessage(world, message);
  return DONE;
}

/** POST /channels/{id}/typing */
export function triggerTyping(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  return writeTrouble(call.world, channel) ?? DONE;
}
