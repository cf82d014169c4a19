import { type Fields, flagAt, numberAt, textAt } from '../json.ts';
import { showMessage } from '../state/messages.ts';
import type { ChannelKind, ChannelRow, MessageRow } from '../state/rows.ts';
import { dmOf } from '../state/world.ts';
import { badArguments, type Call, lacks, no, readable } from './method.ts';

const FAMILY: Readonly<Record<ChannelKind, string>> = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' };

/** docs.slack.dev/reference/methods/conversations.open: one person at a time. */
export function openConversation({ workspace, args }: Call): Fields {
  const id = textAt(args, 'users') === '' ? (workspace.channels.get(textAt(args, 'channel'))?.user ?? '') : textAt(args, 'users');
  if (id === '') {
    return badArguments('[ERROR] missing required field: users');
  }
  const user = workspace.users.get(id);
  if (user === undefined) {
    return no('user_not_found');
  }
  if (user.isBot) {
    return no('cannot_dm_bot');
  }
  if (user.deleted) {
    return no('user_disabled');
  }
  if (user.dmClosed !== null && /^(cannot_dm|user_)/.test(user.dmClosed)) {
    return no(user.dmClosed);
  }
  const known = workspace.channels.has(`D${workspace.id}${user.id}`);
  const channel = dmOf(workspace, user);
  const shown = flagAt(args, 'return_im') ? showChannel(channel) : { id: channel.id };
  return { ok: true, channel: shown, ...(known ? { no_op: true, already_open: true } : {}) };
}

/** docs.slack.dev/reference/methods/conversations.info: public channels can be seen from outside. */
export function conversationInfo(call: Call): Fields {
  const channel = call.workspace.channels.get(textAt(call.args, 'channel'));
  if (channel === undefined || (channel.kind !== 'public' && !channel.members.has(call.workspace.botUser))) {
    return no('channel_not_found');
  }
  const scope = `${FAMILY[channel.kind]}:read`;
  return call.token.scopes.has(scope)
    ? { ok: true, channel: { ...showChannel(channel), is_member: channel.members.has(call.workspace.botUser) } }
    : lacks(call.token, scope);
}

/** docs.slack.dev/reference/methods/conversations.history: newest first, without replies. */
export function conversationHistory(call: Call): Fields {
  const channel = historyOf(call);
  if ('error' in channel) {
    return channel.error;
  }
  const own = [...channel.row.messages.values()].filter(
    (message) => isPublic(message) && (message.threadTs === null || message.subtype === 'thread_broadcast'),
  );
  return page(call, own.reverse(), numberAt(call.args, 'limit', 100));
}

/** docs.slack.dev/reference/methods/conversations.replies: the root first, then its replies, oldest first. */
export function conversationReplies(call: Call): Fields {
  const channel = historyOf(call);
  if ('error' in channel) {
    return channel.error;
  }
  const asked = channel.row.messages.get(textAt(call.args, 'ts'));
  const root = asked?.threadTs == null ? asked : channel.row.messages.get(asked.threadTs);
  if (root === undefined || root.ephemeralTo !== null) {
    return no('thread_not_found');
  }
  const replies = (channel.row.threads.get(root.ts) ?? []).flatMap((ts) => channel.row.messages.get(ts) ?? []);
  return page(call, [root, ...replies].filter(isPublic), numberAt(call.args, 'limit', 1_000));
}

function historyOf(call: Call): { readonly row: ChannelRow } | { readonly error: Fields } {
  const channel = readable(call, textAt(call.args, 'channel'));
  if (typeof channel === 'string') {
    return { error: no(channel) };
  }
  const scope = `${FAMILY[channel.kind]}:history`;
  return call.token.scopes.has(scope) ? { row: channel } : { error: lacks(call.token, scope) };
}

function isPublic(message: MessageRow): boolean {
  return !message.deleted && message.ephemeralTo === null;
}

function page({ workspace, args }: Call, messages: readonly MessageRow[], limit: number): Fields {
  if (limit < 1 || limit > 1_000) {
    return no('invalid_limit');
  }
  const within = messages.filter((message) => isWithin(message.ts, args));
  const from = textAt(args, 'cursor') === '' ? 0 : Number(Buffer.from(textAt(args, 'cursor'), 'base64').toString().replace('from:', ''));
  if (!Number.isInteger(from)) {
    return no('invalid_cursor');
  }
  const more = from + limit < within.length;
  const shown = within.slice(from, from + limit).map((message) => showMessage(workspace, message, flagAt(args, 'include_all_metadata')));
  const cursor = more ? { response_metadata: { next_cursor: Buffer.from(`from:${from + limit}`).toString('base64') } } : {};
  return { ok: true, messages: shown, has_more: more, pin_count: 0, ...cursor };
}

/** Timestamps have as many digits before and after the dot: they compare as texts. */
function isWithin(ts: string, args: Fields): boolean {
  const inclusive = flagAt(args, 'inclusive');
  const oldest = textAt(args, 'oldest');
  const latest = textAt(args, 'latest');
  const young = oldest === '' || Number(ts) > Number(oldest) || (inclusive && ts === oldest);
  return young && (latest === '' || latest === 'now' || Number(ts) < Number(latest) || (inclusive && ts === latest));
}

function showChannel(channel: ChannelRow): Fields {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    context_team_id: channel.team,
    ...(channel.user === null ? {} : { user: channel.user }),
  };
}
