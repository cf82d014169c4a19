import { type Fields, fieldListAt, flagAt, isFields, numberAt, parseJson, textAt } from '../json.ts';
import { changedEvent } from '../state/events.ts';
import { addMessage, changeMessage, messageAt, showMessage } from '../state/messages.ts';
import type { UserRow } from '../state/rows.ts';
import { makeId, noteChange } from '../state/world.ts';
import { type AppCall, badArguments, type Call, no, readable, writable } from './method.ts';

/** docs.slack.dev/reference/methods/users.info */
export function userInfo({ workspace, args }: Call): Fields {
  const user = workspace.users.get(textAt(args, 'user'));
  return user === undefined ? no('user_not_found') : { ok: true, user: showUser(user, flagAt(args, 'include_locale')) };
}

function showUser(user: UserRow, withLocale: boolean): Fields {
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.locale.startsWith('ja') ? 'Asia/Tokyo' : 'America/New_York',
    tz_offset: user.locale.startsWith('ja') ? 32_400 : -18_000,
    is_bot: user.isBot,
    is_app_user: false,
    profile: { real_name: user.realName, display_name: user.name, team: user.team },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** docs.slack.dev/reference/methods/apps.connections.open */
export function openConnection({ world }: AppCall): Fields {
  const ticket = makeId(world, 'ticket-');
  world.tickets.add(ticket);
  return { ok: true, url: `${world.baseUrl.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${world.options.app.id}` };
}

/** docs.slack.dev/reference/methods/assistant.threads.setStatus and its siblings: a thread of the assistant pane. */
export function setPane(call: Call, what: 'status' | 'title' | 'prompts'): Fields {
  const { world, workspace, args } = call;
  const channel = readable(call, textAt(args, 'channel_id'));
  if (typeof channel === 'string') {
    return no(channel);
  }
  const pane = channel.panes.get(textAt(args, 'thread_ts'));
  const root = messageAt(channel, textAt(args, 'thread_ts'));
  if (pane === undefined || root === null) {
    return no('invalid_thread_ts');
  }
  if (what === 'prompts') {
    return setPrompts(call, pane);
  }
  const value = args[what];
  if (typeof value !== 'string' || (what === 'title' && value === '')) {
    return badArguments(`[ERROR] missing required field: ${what}`);
  }
  pane[what] = value;
  if (what === 'title') {
    const previous = showMessage(workspace, root);
    changeMessage({ world, workspace, channel }, root, { text: value });
    if (world.options.echoOwnMessages) {
      world.emit(workspace, changedEvent({ world, workspace, channel, message: root }, previous));
    }
  }
  noteChange(world);
  return { ok: true };
}

// Up to four, each with a title and a message: docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts.
function setPrompts({ world, args }: Call, pane: { prompts: readonly Fields[] }): Fields {
  const prompts = typeof args.prompts === 'string' ? parseJson(args.prompts) : args.prompts;
  const fine =
    Array.isArray(prompts) &&
    prompts.length >= 1 &&
    prompts.length <= 4 &&
    prompts.every((prompt) => isFields(prompt) && textAt(prompt, 'title') !== '' && textAt(prompt, 'message') !== '');
  if (!fine) {
    return badArguments('[ERROR] one to four prompts, each with title and message [json-pointer:/prompts]');
  }
  pane.prompts = prompts.filter(isFields);
  noteChange(world);
  return { ok: true };
}

/** docs.slack.dev/reference/methods/reactions.add */
export function addReaction(call: Call): Fields {
  const { workspace, args } = call;
  const channel = readable(call, textAt(args, 'channel'));
  if (typeof channel === 'string') {
    return no(channel);
  }
  const message = messageAt(channel, textAt(args, 'timestamp'));
  const name = textAt(args, 'name');
  if (message === null || message.ephemeralTo !== null) {
    return no('message_not_found');
  }
  if (!/^[a-z0-9_+-]+$/.test(name)) {
    return no('invalid_name');
  }
  if (message.reactions.some((reaction) => reaction.name === name && reaction.user === workspace.botUser)) {
    return no('already_reacted');
  }
  message.reactions.push({ name, user: workspace.botUser });
  return { ok: true };
}

/** docs.slack.dev/reference/methods/files.getUploadURLExternal */
export function startUpload({ world, workspace, args }: Call): Fields {
  const name = textAt(args, 'filename');
  const length = numberAt(args, 'length', 0);
  if (name === '' || length < 1) {
    return badArguments('[ERROR] missing required field: filename or length');
  }
  const id = makeId(world, 'F');
  world.files.set(id, { team: workspace.id, name, length, uploaded: false });
  return { ok: true, upload_url: `${world.baseUrl}/upload/${id}`, file_id: id };
}

/** docs.slack.dev/reference/methods/files.completeUploadExternal: shares what was uploaded, in a message of its own. */
export function finishUpload(call: Call): Fields {
  const { world, workspace, args } = call;
  const files = typeof args.files === 'string' ? parseJson(args.files) : args.files;
  const ids = fieldListAt({ files }, 'files').map((file) => textAt(file, 'id'));
  const known = ids.every((id) => world.files.get(id)?.team === workspace.id && world.files.get(id)?.uploaded === true);
  if (ids.length === 0 || !known) {
    return no('file_not_found');
  }
  const id = textAt(args, 'channel_id');
  if (id !== '') {
    const channel = writable(call, id);
    if (typeof channel === 'string') {
      return no(channel);
    }
    const threadTs = textAt(args, 'thread_ts') === '' ? null : textAt(args, 'thread_ts');
    const text = [textAt(args, 'initial_comment'), ...ids.map((each) => `[${world.files.get(each)?.name}]`)].join('\n').trim();
    addMessage({ world, workspace, channel }, { user: workspace.botUser, fromApp: true, text, threadTs, subtype: 'file_share' });
  }
  return { ok: true, files: ids.map((each) => ({ id: each, title: world.files.get(each)?.name })) };
}
