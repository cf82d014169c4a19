import { type Fields, flagAt, isFields, parseJson, textAt } from './json.ts';
import { changedEvent, deletedEvent, saidEvent } from './state/events.ts';
import { addMessage, changeMessage, removeMessage, showMessage } from './state/messages.ts';
import { takeResponseUrl } from './state/passes.ts';
import type { ChannelRow, MessageRow, ResponseUrlRow, WorkspaceRow } from './state/rows.ts';
import { channelOf, refuse, type World, workspaceOf } from './state/world.ts';
import { checkMessage } from './validate/message.ts';

/** Where an answer goes. */
export interface Reply {
  readonly world: World;
  readonly workspace: WorkspaceRow;
  readonly channel: ChannelRow;
  readonly user: string;
  /** The message it answers; null for commands. */
  readonly message: MessageRow | null;
}

/** What a request to a response address is answered with. */
export interface ResponseAnswer {
  readonly status: number;
  readonly answer: Fields;
}

const TAKEN = new Set([
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'metadata',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
]);

/** An answer by address: docs.slack.dev/interactivity/handling-user-interaction, "Message responses". */
export function answerAtUrl(world: World, id: string, body: string): ResponseAnswer {
  const row = takeResponseUrl(world, id);
  if (typeof row === 'string') {
    keep(world, { error: row, messages: [], payload: body }, world.responseUrls.get(id));
    return { status: 404, answer: { ok: false, error: row } };
  }
  const payload = parseJson(body);
  const problem = isFields(payload)
    ? reply(placeOf(world, row), payload)
    : { error: 'invalid_payload', messages: ['the body must be JSON'] };
  if (problem === null) {
    return { status: 200, answer: { ok: true } };
  }
  keep(world, { ...problem, payload }, row);
  return { status: 400, answer: { ok: false, error: problem.error } };
}

function placeOf(world: World, row: ResponseUrlRow): Reply {
  const workspace = workspaceOf(world, row.team);
  return { world, workspace, channel: channelOf(workspace, row.channel), user: row.user, message: row.message };
}

function keep(
  world: World,
  problem: { readonly error: string; readonly messages: readonly string[]; readonly payload: unknown },
  row: ResponseUrlRow | undefined,
): void {
  const refusal = { method: 'response_url', team: row?.team ?? null, ...problem };
  world.errors.push(refusal);
  if (problem.error !== 'expired_url') {
    refuse(world, refusal);
  }
}

/** Shows an answer: a new message, ephemeral unless told otherwise, or another content of the message it answers. */
export function reply(place: Reply, payload: Fields): { readonly error: string; readonly messages: readonly string[] } | null {
  const unknown = Object.keys(payload).filter((name) => !TAKEN.has(name));
  if (unknown.length > 0) {
    return { error: 'invalid_payload', messages: unknown.map((name) => `unknown member ${name}`) };
  }
  if (flagAt(payload, 'delete_original')) {
    return removeOriginal(place);
  }
  const made = checkMessage(payload);
  if (!made.ok) {
    return made;
  }
  const { world, workspace, channel, user, message } = place;
  const blocks = made.blocks ?? [];
  if (flagAt(payload, 'replace_original')) {
    return replaceOriginal(place, { text: made.text, blocks });
  }
  const type = textAt(payload, 'response_type');
  if (type !== '' && type !== 'ephemeral' && type !== 'in_channel') {
    return { error: 'invalid_payload', messages: [`response_type ${type}`] };
  }
  const threadTs = textAt(payload, 'thread_ts') || (message?.threadTs ?? null);
  const ephemeralTo = type === 'in_channel' ? null : user;
  const said = addMessage(
    { world, workspace, channel },
    { user: workspace.botUser, fromApp: true, text: made.text, blocks, attachments: made.attachments, threadTs, ephemeralTo },
  );
  if (ephemeralTo === null && world.options.echoOwnMessages) {
    world.emit(workspace, saidEvent({ world, workspace, channel, message: said }));
  }
  return null;
}

function replaceOriginal(place: Reply, change: { readonly text: string; readonly blocks: readonly Fields[] }): ReturnType<typeof reply> {
  const { world, workspace, channel, message } = place;
  if (message === null || message.deleted) {
    return { error: 'invalid_payload', messages: ['there is no original to replace'] };
  }
  const previous = showMessage(workspace, message);
  changeMessage({ world, workspace, channel }, message, change);
  if (message.ephemeralTo === null && world.options.echoOwnMessages) {
    world.emit(workspace, changedEvent({ world, workspace, channel, message }, previous));
  }
  return null;
}

function removeOriginal({ world, workspace, channel, message }: Reply): ReturnType<typeof reply> {
  if (message === null || message.deleted) {
    return { error: 'invalid_payload', messages: ['there is no original to delete'] };
  }
  removeMessage({ world, workspace, channel }, message);
  if (message.ephemeralTo === null && world.options.echoOwnMessages) {
    world.emit(workspace, deletedEvent({ world, workspace, channel, message }));
  }
  return null;
}
