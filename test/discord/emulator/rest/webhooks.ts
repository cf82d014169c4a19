import { isFields } from '../../../helpers/json.ts';
import { removeMessage } from '../state/messages.ts';
import { CALLBACK, FLAGS, type InteractionRow, type MessageRow } from '../state/rows.ts';
import { showMessage } from '../state/show.ts';
import type { World } from '../state/world.ts';
import { editFor, isReply, postFor } from './interactions.ts';
import { type Call, DONE, no, ok, type Reply, UNKNOWN } from './reply.ts';

// docs.discord.com/developers/interactions/receiving-and-responding, "Followup Messages"

/** Where the app is installed for the person alone: the same page, "Create Followup Message". */
const MOST_FOLLOW_UPS = 5;

const FOLLOW_UP_FLAGS = FLAGS.suppressEmbeds | FLAGS.ephemeral | FLAGS.componentsV2 | FLAGS.suppressNotifications | FLAGS.voice;

/** The interaction of a token that is still good and was answered, or why there is none. */
function interactionOf(world: World, params: readonly string[]): InteractionRow | Reply {
  const [application, token = ''] = params;
  const row = world.interactions.get(token);
  if (row === undefined || application !== world.options.app.id) {
    return UNKNOWN.webhook;
  }
  if (world.options.now() > row.createdAt + world.options.tokenMs) {
    return no(401, 50_027, 'Invalid Webhook Token');
  }
  return row.answered === null ? UNKNOWN.webhook : row;
}

/** POST /webhooks/{application}/{token} */
export function createFollowUp({ world, params, body }: Call): Reply {
  const row = interactionOf(world, params);
  if (isReply(row)) {
    return row;
  }
  const data = isFields(body) ? body : {};
  const waiting = row.answered === CALLBACK.deferred && row.original !== null && (row.original.flags & FLAGS.loading) !== 0;
  if (waiting && row.original !== null) {
    return fill(world, row.original, data);
  }
  const forPersonOnly = row.owners['0'] === undefined;
  if (forPersonOnly && row.followUps.length >= MOST_FOLLOW_UPS) {
    return no(400, 40_094, 'This interaction has hit the maximum number of follow up messages');
  }
  const made = postFor({ world, row }, data, { flags: FOLLOW_UP_FLAGS, path: '' });
  if (isReply(made)) {
    return made;
  }
  row.followUps.push(made);
  return ok(showMessage(world, made));
}

/** The first follow-up fills a deferred answer; whether it is ephemeral was decided then. */
function fill(world: World, message: MessageRow, data: Readonly<Record<string, unknown>>): Reply {
  const flags = typeof data.flags === 'number' ? data.flags | message.flags : undefined;
  return editFor(world, message, { ...data, ...(flags === undefined ? {} : { flags }) }, '');
}

function messageOf({ world, params }: Call): MessageRow | Reply {
  const row = interactionOf(world, params);
  if (isReply(row)) {
    return row;
  }
  const [, , id = '@original'] = params;
  const own = [...(row.original === null ? [] : [row.original]), ...row.followUps];
  const found = id === '@original' ? row.original : own.find((message) => message.id === id);
  return found === undefined || found === null || found.deleted ? UNKNOWN.message : found;
}

/** GET /webhooks/{application}/{token}/messages/{id} */
export function getWebhookMessage(call: Call): Reply {
  const message = messageOf(call);
  return isReply(message) ? message : ok(showMessage(call.world, message));
}

/** PATCH /webhooks/{application}/{token}/messages/{id} */
export function editWebhookMessage(call: Call): Reply {
  const message = messageOf(call);
  return isReply(message) ? message : editFor(call.world, message, isFields(call.body) ? call.body : {}, '');
}

/** DELETE /webhooks/{application}/{token}/messages/{id} */
export function deleteWebhookMessage(call: Call): Reply {
  const message = messageOf(call);
  if (isReply(message)) {
    return message;
  }
  removeMessage(call.world, message);
  return DONE;
}
