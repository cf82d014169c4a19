import { type Fields, fieldsAt, isFields, numberAt, textAt } from '../../../helpers/json.ts';
import { botMay } from '../state/access.ts';
import { CHANNEL, type ChannelRow, FLAGS } from '../state/rows.ts';
import { showChannel } from '../state/show.ts';
import { addThread, type NewThread } from '../state/threads.ts';
import { isThread, noteChange, type World } from '../state/world.ts';
import { checkMessage } from '../validate/message.ts';
import { type Flaw, integerOf, oneOf, orNull, shapeOf, textOf, truth } from '../validate/schema.ts';
import { channelFor, MISSING_PERMISSIONS, messageFor } from './channels.ts';
import { isReply, troubleWith } from './interactions.ts';
import { badForm, type Call, DONE, no, ok, type Reply } from './reply.ts';

// docs.discord.com/developers/resources/channel, "Start Thread from Message" and after.

const WRONG_TYPE = no(400, 50_024, 'Cannot execute action on this channel type');

const threadForm = shapeOf(
  { name: textOf(100) },
  {
    auto_archive_duration: oneOf(60, 1_440, 4_320, 10_080),
    rate_limit_per_user: orNull(integerOf(0, 21_600)),
    invitable: truth,
    type: oneOf(10, 11, 12),
  },
);

function formFlaws(body: unknown): readonly Flaw[] {
  const flaws: Flaw[] = [];
  threadForm(body, '', flaws);
  return flaws;
}

/** POST /channels/{id}/messages/{id}/threads */
export function startThreadFromMessage(call: Call): Reply {
  const { world } = call;
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  if (channel.type !== CHANNEL.text) {
    return WRONG_TYPE;
  }
  const message = messageFor(call);
  if (isReply(message)) {
    return message;
  }
  const flaws = formFlaws(call.body);
  if (flaws.length > 0) {
    return badForm(flaws);
  }
  if (!botMay(world, channel, 'CREATE_PUBLIC_THREADS')) {
    return MISSING_PERMISSIONS;
  }
  if (world.channels.has(message.id)) {
    return no(400, 160_004, 'A thread has already been created for this message');
  }
  const body = isFields(call.body) ? call.body : {};
  const thread = addThread(world, channel, { ...threadFrom(world, body), id: message.id, starter: message });
  return ok(showChannel(world, thread), 201);
}

/** POST /channels/{id}/threads: a thread of its own, or a post in a forum. */
export function startThread(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  const body = isFields(call.body) ? call.body : {};
  switch (channel.type) {
    case CHANNEL.text:
      return startOwnThread(call.world, channel, body);
    case CHANNEL.forum:
      return startPost(call.world, channel, body);
    default:
      return WRONG_TYPE;
  }
}

function startOwnThread(world: World, channel: ChannelRow, body: Fields): Reply {
  const flaws = formFlaws(body);
  if (flaws.length > 0) {
    return badForm(flaws);
  }
  const isPublic = body.type === CHANNEL.publicThread;
  if (!botMay(world, channel, isPublic ? 'CREATE_PUBLIC_THREADS' : 'CREATE_PRIVATE_THREADS')) {
    return MISSING_PERMISSIONS;
  }
  return ok(showChannel(world, addThread(world, channel, { ...threadFrom(world, body), isPublic })), 201);
}

const POST_FLAGS = FLAGS.componentsV2 | FLAGS.suppressEmbeds | FLAGS.suppressNotifications;

function startPost(world: World, forum: ChannelRow, body: Fields): Reply {
  const first = checkMessage(fieldsAt(body, 'message'), { flags: POST_FLAGS, before: null }, 'message');
  const flaws = formFlaws(body);
  if (!first.ok || flaws.length > 0) {
    return badForm(first.ok ? flaws : [...flaws, ...first.flaws]);
  }
  const trouble = troubleWith(first);
  if (trouble !== null) {
    return trouble;
  }
  if (!botMay(world, forum, 'SEND_MESSAGES')) {
    return MISSING_PERMISSIONS;
  }
  const { content = '', components = [], flags } = first;
  const post = { author: world.options.app.id, content, components, flags };
  return ok(showChannel(world, addThread(world, forum, { ...threadFrom(world, body), post })), 201);
}

function threadFrom(world: World, body: Fields): Pick<NewThread, 'name' | 'owner' | 'autoArchive'> {
  return { name: textAt(body, 'name'), owner: world.options.app.id, autoArchive: numberAt(body, 'auto_archive_duration', 4_320) };
}

/** PUT /channels/{id}/thread-members/@me */
export function joinThread(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  return isThread(channel) ? DONE : WRONG_TYPE;
}

/** PATCH /channels/{id}, as far as threads go: archived and locked. */
export function editChannel(call: Call): Reply {
  const channel = channelFor(call);
  if (isReply(channel)) {
    return channel;
  }
  const { world, body } = call;
  if (!isThread(channel)) {
    return MISSING_PERMISSIONS;
  }
  if (channel.owner !== world.options.app.id && !botMay(world, channel, 'MANAGE_THREADS')) {
    return MISSING_PERMISSIONS;
  }
  const asked = isFields(body) ? body : {};
  channel.archived = typeof asked.archived === 'boolean' ? asked.archived : channel.archived;
  channel.locked = typeof asked.locked === 'boolean' ? asked.locked : channel.locked;
  noteChange(world);
  return ok(showChannel(world, channel));
}
