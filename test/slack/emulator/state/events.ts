import type { Fields } from '../json.ts';
import { showMessage } from './messages.ts';
import type { ChannelKind, ChannelRow, MessageRow, WorkspaceRow } from './rows.ts';
import { makeTs, type World } from './world.ts';

const CHANNEL_TYPES: Readonly<Record<ChannelKind, string>> = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' };

/** What an event is about. */
export interface MessageAt {
  readonly world: World;
  readonly workspace: WorkspaceRow;
  readonly channel: ChannelRow;
  readonly message: MessageRow;
}

/** docs.slack.dev/reference/events/message: something was said. */
export function saidEvent({ world, workspace, channel, message }: MessageAt): Fields {
  const profile = { id: workspace.botId, app_id: world.options.app.id, name: 'fake', team_id: workspace.id, deleted: false };
  return {
    ...showMessage(workspace, message),
    ...(message.botId === null ? { client_msg_id: `client-${workspace.id}-${message.ts}` } : { bot_profile: profile }),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: CHANNEL_TYPES[channel.kind],
  };
}

/** docs.slack.dev/reference/events/app_mention: the same post again, addressed to the app. */
export function mentionEvent({ workspace, channel, message }: MessageAt): Fields {
  const { user, text, ts, team, blocks, thread_ts } = showMessage(workspace, message);
  return {
    type: 'app_mention',
    user,
    text,
    ts,
    client_msg_id: `client-${workspace.id}-${message.ts}`,
    team,
    blocks,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    channel: channel.id,
    event_ts: message.ts,
  };
}

/** docs.slack.dev/reference/events/message/message_changed. */
export function changedEvent({ world, workspace, channel, message }: MessageAt, previous: Fields): Fields {
  const ts = makeTs(world);
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: showMessage(workspace, message),
    previous_message: previous,
    channel: channel.id,
    ts,
    event_ts: ts,
    channel_type: CHANNEL_TYPES[channel.kind],
  };
}

/** docs.slack.dev/reference/events/message/message_deleted. */
export function deletedEvent({ world, workspace, channel, message }: MessageAt): Fields {
  const ts = makeTs(world);
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: showMessage(workspace, message),
    channel: channel.id,
    ts,
    event_ts: ts,
    channel_type: CHANNEL_TYPES[channel.kind],
  };
}

/** Whether the app hears of an event: it is subscribed to it, and is where it happened. */
export function isHeard(world: World, workspace: WorkspaceRow, event: Fields): boolean {
  if (!workspace.installed && event.type !== 'app_uninstalled' && event.type !== 'tokens_revoked') {
    return false;
  }
  const channel = typeof event.channel === 'string' ? workspace.channels.get(event.channel) : undefined;
  const present = channel === undefined || channel.members.has(workspace.botUser);
  const name = event.type === 'message' ? `message.${plural(String(event.channel_type))}` : String(event.type);
  return present && world.options.app.events.includes(name);
}

function plural(type: string): string {
  return type === 'channel' || type === 'group' ? `${type}s` : type;
}
