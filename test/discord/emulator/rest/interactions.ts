import { type Fields, fieldListAt, isFields, textAt } from '../../../helpers/json.ts';
import { addMessage, changeMessage } from '../state/messages.ts';
import { CALLBACK, FLAGS, INTERACTION, type InteractionRow, MESSAGE, type MessageRow } from '../state/rows.ts';
import { showMessage } from '../state/show.ts';
import { channelOf, noteChange, type World } from '../state/world.ts';
import { checkChoices } from '../validate/commands.ts';
import { checkMessage } from '../validate/message.ts';
import { checkModal } from '../validate/modal.ts';
import { burdenOf } from '../validate/weight.ts';
import { badField, badForm, broke, type Call, DONE, no, ok, type Reply, UNKNOWN } from './reply.ts';

// docs.discord.com/developers/interactions/receiving-and-responding

const ALREADY = no(400, 40_060, 'Interaction has already been acknowledged.');

const EMPTY = no(400, 50_006, 'Cannot send an empty message');

const LEGACY = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';

/** Flags a first answer may have: the same page, "Messages". */
const ANSWER_FLAGS = FLAGS.suppressEmbeds | FLAGS.ephemeral | FLAGS.componentsV2 | FLAGS.voice | FLAGS.suppressNotifications;

/** POST /interactions/{id}/{token}/callback */
export function callback({ world, params: [id = '', token = ''], query, body }: Call): Reply {
  const row = world.interactions.get(token);
  if (row === undefined || row.id !== id) {
    return UNKNOWN.interaction;
  }
  const reply = answerInteraction(world, row, body);
  if (reply.failure !== undefined) {
    return reply;
  }
  return query.get('with_response') === 'true' ? ok(showAnswer(world, row)) : DONE;
}

/** Takes the first answer to an interaction, by whatever way it came. */
export function answerInteraction(world: World, row: InteractionRow, body: unknown): Reply {
  if (row.answered !== null) {
    return ALREADY;
  }
  if (world.options.now() > row.createdAt + world.options.answerMs) {
    return UNKNOWN.interaction;
  }
  if (channelOf(world, row.channel).deleted) {
    return UNKNOWN.channel;
  }
  const type = isFields(body) ? body.type : undefined;
  const allowed = callbacksFor(row);
  if (typeof type !== 'number' || !isFields(body) || !allowed.includes(type)) {
    return badField('type', 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`);
  }
  const reply = asUnknown(takeAnswer(world, row, { type, data: body.data }));
  if (reply.failure === undefined) {
    row.answered = type;
    row.settle(type);
    noteChange(world);
  }
  return reply;
}

/** Where Discord breaks over an answer, it says that it does not know the interaction: github.com/discord/discord-api-docs/issues/7310. */
function asUnknown(reply: Reply): Reply {
  return reply.failure?.broken === true ? { ...UNKNOWN.interaction, failure: { ...reply.failure, code: 10_062 } } : reply;
}

/** What may answer what: the same page, "Interaction Callback Type". */
function callbacksFor({ type, message }: InteractionRow): readonly number[] {
  switch (type) {
    case INTERACTION.command:
      return [CALLBACK.message, CALLBACK.deferred, CALLBACK.modal];
    case INTERACTION.component:
      return [CALLBACK.message, CALLBACK.deferred, CALLBACK.deferredUpdate, CALLBACK.update, CALLBACK.modal];
    case INTERACTION.autocomplete:
      return [CALLBACK.choices];
    default:
      return message === null
        ? [CALLBACK.message, CALLBACK.deferred]
        : [CALLBACK.message, CALLBACK.deferred, CALLBACK.deferredUpdate, CALLBACK.update];
  }
}

function takeAnswer(world: World, row: InteractionRow, answer: { readonly type: number; readonly data: unknown }): Reply {
  const data = isFields(answer.data) ? answer.data : {};
  switch (answer.type) {
    case CALLBACK.message:
      return takeMessage(world, row, data);
    case CALLBACK.deferred:
      return takeDeferral(world, row, data);
    case CALLBACK.update:
      return takeUpdate(world, row, data);
    case CALLBACK.deferredUpdate:
      row.original = row.message;
      return DONE;
    case CALLBACK.choices: {
      const flaws = checkChoices(answer.data);
      row.choices = fieldListAt(data, 'choices');
      return flaws.length > 0 ? badForm(flaws) : DONE;
    }
    default: {
      const flaws = checkModal(answer.data);
      if (flaws.length === 0) {
        openModal(world, row, data);
      }
      return flaws.length > 0 ? badForm(flaws) : DONE;
    }
  }
}

function openModal(world: World, row: InteractionRow, data: Fields): void {
  world.modals.set(row.user, {
    customId: textAt(data, 'custom_id'),
    title: textAt(data, 'title'),
    components: fieldListAt(data, 'components'),
    user: row.user,
    channel: row.channel,
    source: row,
  });
}

function takeMessage(world: World, row: InteractionRow, data: Fields): Reply {
  const made = postFor({ world, row }, data, { flags: ANSWER_FLAGS, path: 'data' });
  if (isReply(made)) {
    return made;
  }
  row.original = made;
  return DONE;
}

/** Whether something is an answer rather than what was asked for. */
export function isReply(thing: object): thing is Reply {
  return 'status' in thing;
}

/** An interaction in its world. */
export interface Answering {
  readonly world: World;
  readonly row: InteractionRow;
}

/** What is wrong with a message as a whole: that it says nothing, or that Discord breaks over it. Null where nothing is. */
export function troubleWith(made: {
  readonly content?: string | undefined;
  readonly components?: readonly Fields[] | undefined;
  readonly embeds?: readonly Fields[] | undefined;
}): Reply | null {
  const { content = '', components = [], embeds = [] } = made;
  if (content === '' && components.length === 0 && embeds.length === 0) {
    return EMPTY;
  }
  const burden = burdenOf(components);
  return burden === null ? null : broke(burden);
}

/** Posts a message for an interaction: the answer, or a follow-up. `path`: where it stands in the body. */
export function postFor(
  { world, row }: Answering,
  data: Fields,
  { flags: allowed, path }: { readonly flags: number; readonly path: string },
): MessageRow | Reply {
  const channel = channelOf(world, row.channel);
  if (channel.deleted) {
    return UNKNOWN.channel;
  }
  const made = checkMessage(data, { flags: allowed, before: null }, path);
  if (!made.ok) {
    return badForm(made.flaws);
  }
  const trouble = troubleWith(made);
  if (trouble !== null) {
    return trouble;
  }
  return addMessage(world, channel, {
    author: world.options.app.id,
    ...(made.content === undefined ? {} : { content: made.content }),
    ...(made.components === undefined ? {} : { components: made.components }),
    ...(made.embeds === undefined ? {} : { embeds: made.embeds }),
    flags: made.flags,
    type: typeOf(row),
    reference:
      row.message === null || row.type !== INTERACTION.component ? null : { message: row.message.id, channel: row.message.channel },
    ephemeralTo: (made.flags & FLAGS.ephemeral) === 0 ? null : row.user,
    interaction: row.id,
    allowedMentions: made.allowedMentions,
  });
}

function typeOf({ type, command }: InteractionRow): number {
  if (type === INTERACTION.component) {
    return MESSAGE.reply;
  }
  return command === null ? MESSAGE.default : MESSAGE.command;
}

/** "The only valid message flag you may use is EPHEMERAL": the same page, "Messages". */
function takeDeferral(world: World, row: InteractionRow, data: Fields): Reply {
  const flags = data.flags ?? 0;
  if (typeof flags !== 'number' || (flags & ~FLAGS.ephemeral) !== 0) {
    return badField('data.flags', 'MESSAGE_FLAGS_NOT_ALLOWED', 'A deferred answer takes the flag EPHEMERAL only.');
  }
  row.original = addMessage(world, channelOf(world, row.channel), {
    author: world.options.app.id,
    flags: flags | FLAGS.loading,
    type: typeOf(row),
    ephemeralTo: (flags & FLAGS.ephemeral) === 0 ? null : row.user,
    interaction: row.id,
  });
  return DONE;
}

function takeUpdate(world: World, row: InteractionRow, data: Fields): Reply {
  const { message } = row;
  if (message === null || message.deleted) {
    return UNKNOWN.message;
  }
  const reply = editFor(world, message, data, 'data');
  if (reply.failure === undefined) {
    row.original = message;
  }
  return reply;
}

/** Edits a message that the app may edit. `path`: where the change stands in the body. */
export function editFor(world: World, message: MessageRow, data: Fields, path: string): Reply {
  const made = checkMessage(data, { flags: 0, before: message.flags }, path);
  if (!made.ok) {
    return badForm(made.flaws);
  }
  const content = made.content ?? message.content;
  const components = made.components ?? message.components;
  const embeds = made.embeds ?? message.embeds;
  const trouble = troubleWith({ content, components, embeds });
  if (trouble !== null) {
    return trouble;
  }
  // "Must have their values reset to empty": docs.discord.com/developers/resources/message, "Edit Message".
  if ((made.flags & FLAGS.componentsV2) !== 0 && (content !== '' || embeds.length > 0)) {
    return badField(
      path === '' ? 'content' : `${path}.content`,
      LEGACY,
      'What was said before must be taken back with content: null and embeds: [].',
    );
  }
  changeMessage(world, message, {
    content,
    embeds,
    flags: made.flags,
    ...(made.components === undefined ? {} : { components: made.components }),
  });
  return ok(showMessage(world, message));
}

/** The same page, "Interaction Callback Response Object". */
function showAnswer(world: World, row: InteractionRow): Fields {
  const { original, answered } = row;
  const made = answered === CALLBACK.message || answered === CALLBACK.update;
  const message = original === null ? {} : { response_message_id: original.id, response_message_ephemeral: original.ephemeralTo !== null };
  return {
    interaction: { id: row.id, type: row.type, ...message, response_message_loading: answered === CALLBACK.deferred },
    resource: { type: answered, ...(made && original !== null ? { message: showMessage(world, original) } : {}) },
  };
}
