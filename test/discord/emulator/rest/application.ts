import { isDeepStrictEqual } from 'node:util';
import { type Fields, isFields } from '../../../helpers/json.ts';
import type { CommandRow } from '../state/rows.ts';
import { showChannel, showUser } from '../state/show.ts';
import { dmOf, makeId, userOf, type World } from '../state/world.ts';
import { checkCommand, checkCommands } from '../validate/commands.ts';
import { badField, badForm, type Call, DONE, no, ok, type Reply, UNKNOWN } from './reply.ts';

// docs.discord.com/developers/resources/application and /interactions/application-commands

/** MESSAGE_CONTENT, for apps in fewer than 100 servers: docs.discord.com/developers/resources/application, "Application Flags". */
const CONTENT_LIMITED = 1 << 19;

/** GET /applications/@me */
export function getApplication({ world }: Call): Reply {
  const { id, name, messageContent } = world.options.app;
  return ok({
    id,
    name,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: world.keys.verifyKey,
    flags: messageContent ? CONTENT_LIMITED : 0,
    interactions_endpoint_url: world.endpoint,
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: [...world.guilds.values()].filter(({ hasBot }) => hasBot).length,
    bot: showUser(userOf(world, id)),
  });
}

/** GET /gateway/bot */
export function getGatewayBot({ world }: Call): Reply {
  const { shards, sessionStarts, maxConcurrency } = world.options.app;
  const remaining = Math.max(0, sessionStarts - world.sessionsStarted);
  return ok({
    url: world.baseUrl.replace('http:', 'ws:'),
    shards,
    session_start_limit: { total: sessionStarts, remaining, reset_after: 14_400_000, max_concurrency: maxConcurrency },
  });
}

/** GET /users/@me and /users/{id} */
export function getUser({ world, params: [id = ''] }: Call): Reply {
  const user = world.users.get(id === '@me' ? world.options.app.id : id);
  return user === undefined ? UNKNOWN.user : ok(showUser(user));
}

/** POST /users/@me/channels */
export function createDm({ world, body }: Call): Reply {
  const recipient = isFields(body) ? body.recipient_id : undefined;
  if (typeof recipient !== 'string' || !/^\d+$/.test(recipient)) {
    return badField('recipient_id', 'NUMBER_TYPE_COERCE', `Value "${String(recipient)}" is not snowflake.`);
  }
  const user = world.users.get(recipient);
  if (user === undefined || user.bot) {
    return no(400, 50_033, 'Invalid Recipient(s)');
  }
  return ok(showChannel(world, dmOf(world, user.id)));
}

function isOwn({ world, params: [application] }: Call): boolean {
  return application === world.options.app.id;
}

/** GET /applications/{id}/commands. Without `with_localizations` the tables of other languages are left out. */
export function getCommands(call: Call): Reply {
  if (!isOwn(call)) {
    return UNKNOWN.application;
  }
  const full = call.query.get('with_localizations') === 'true';
  return ok(call.world.commands.map((command) => (full ? command : withoutTables(command))));
}

function withoutTables({ name_localizations, description_localizations, ...command }: Fields): Fields {
  const options = Array.isArray(command.options) ? { options: command.options.filter(isFields).map(withoutTables) } : {};
  const choices = Array.isArray(command.choices) ? { choices: command.choices.filter(isFields).map(withoutTables) } : {};
  return { ...command, ...options, ...choices };
}

/** PUT /applications/{id}/commands: all of them, those not named go. */
export function putCommands(call: Call): Reply {
  const { world, body } = call;
  if (!isOwn(call)) {
    return UNKNOWN.application;
  }
  if (!Array.isArray(body)) {
    return badField('', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  }
  const flaws = checkCommands(body);
  if (flaws.length > 0) {
    return badForm(flaws);
  }
  world.commands = body.filter(isFields).map((command) => register(world, command));
  return ok(world.commands);
}

/** POST /applications/{id}/commands: one more, or another one under its name. */
export function createCommand(call: Call): Reply {
  const { world, body } = call;
  if (!isOwn(call)) {
    return UNKNOWN.application;
  }
  const flaws = checkCommand(body, '');
  if (flaws.length > 0 || !isFields(body)) {
    return badForm(flaws);
  }
  const known = world.commands.some((each) => isSame(each, body));
  const row = register(world, body);
  world.commands = [...world.commands.filter((each) => !isSame(each, body)), row];
  return ok(row, known ? 200 : 201);
}

/** DELETE /applications/{id}/commands/{id} */
export function deleteCommand(call: Call): Reply {
  const { world, params } = call;
  if (!isOwn(call)) {
    return UNKNOWN.application;
  }
  if (!world.commands.some(({ id }) => id === params[1])) {
    return UNKNOWN.command;
  }
  world.commands = world.commands.filter(({ id }) => id !== params[1]);
  return DONE;
}

function isSame(row: CommandRow, command: Fields): boolean {
  return row.name === command.name && row.type === (command.type ?? 1);
}

/** What is false anyway is not kept. */
function keepOption(option: Fields): Fields {
  const { required, autocomplete, ...kept } = option;
  return { ...kept, ...(required === true ? { required } : {}), ...(autocomplete === true ? { autocomplete } : {}) };
}

/** A command as Discord keeps it: what was left out is filled in, and one under the same name keeps its id. */
function register(world: World, command: Fields): CommandRow {
  const known = world.commands.find((each) => isSame(each, command));
  const { name, type } = command;
  const made = {
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    dm_permission: true,
    nsfw: false,
    integration_types: [0, 1],
    contexts: null,
    description: '',
    ...command,
    ...(Array.isArray(command.options) ? { options: command.options.filter(isFields).map(keepOption) } : {}),
    name: String(name),
    type: typeof type === 'number' ? type : 1,
    application_id: world.options.app.id,
    id: known?.id ?? makeId(world),
  };
  const same = known !== undefined && isDeepStrictEqual({ ...known, version: '' }, { ...made, version: '' });
  return { ...made, version: same ? known.version : makeId(world) };
}
