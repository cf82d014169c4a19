import type { Fields } from '../json.ts';
import { changedEvent, deletedEvent, mentionEvent, saidEvent } from '../state/events.ts';
import { addMessage, changeMessage, removeMessage, showMessage } from '../state/messages.ts';
import type { Delivery } from '../state/records.ts';
import type { ChannelRow, MessageRow } from '../state/rows.ts';
import { channelOf, makeTs } from '../state/world.ts';
import { placeOf, type Self, tellAll } from './stage.ts';
import { typedBlocks, typedText } from './typed.ts';

/** What a person said, and how the app was told: empty where it does not hear of it. */
export interface Said {
  readonly message: MessageRow;
  readonly deliveries: readonly Delivery[];
}

/** Where in a channel something is said. */
export interface SayOptions {
  /** The thread it is said in. */
  readonly thread?: string;
}

/** Says something. In channels a mention of the app gives rise to two events, `message` and `app_mention`. */
export async function write(self: Self, channelId: string, { text, thread }: SayOptions & { readonly text: string }): Promise<Said> {
  const { world, workspace, user } = self;
  const channel = placeOf(self, channelId);
  if (!channel.members.has(user.id)) {
    throw new Error(`${user.id} is not in ${channelId}.`);
  }
  const said = { user: user.id, text: typedText(text), blocks: typedBlocks(text), threadTs: thread ?? null };
  const message = addMessage({ world, workspace, channel }, said);
  const deliveries = await tellAll(self, eventsOf(self, { channel, message }));
  return { message, deliveries };
}

function eventsOf(
  { world, workspace }: Self,
  { channel, message }: { readonly channel: ChannelRow; readonly message: MessageRow },
): readonly Fields[] {
  const at = { world, workspace, channel, message };
  const mentioned = channel.kind !== 'im' && message.text.includes(`<@${workspace.botUser}>`);
  return mentioned ? [mentionEvent(at), saidEvent(at)] : [saidEvent(at)];
}

/** Changes what one said. */
export async function edit(self: Self, message: MessageRow, text: string): Promise<readonly Delivery[]> {
  const { world, workspace } = self;
  const channel = channelOf(workspace, message.channel);
  const previous = showMessage(workspace, message);
  changeMessage({ world, workspace, channel }, message, { text: typedText(text), blocks: typedBlocks(text) });
  return tellAll(self, [changedEvent({ world, workspace, channel, message }, previous)]);
}

/** Deletes a message: one's own, or another's as an administrator may. */
export async function remove(self: Self, message: MessageRow): Promise<readonly Delivery[]> {
  const { world, workspace } = self;
  const channel = channelOf(workspace, message.channel);
  removeMessage({ world, workspace, channel }, message);
  return tellAll(self, [deletedEvent({ world, workspace, channel, message })]);
}

/** Enters a channel, or brings the app into it. */
export async function join(self: Self, channelId: string, who: string): Promise<readonly Delivery[]> {
  const { world, workspace } = self;
  const channel = channelOf(workspace, channelId);
  channel.members.add(who);
  const text = `<@${who}> has joined the channel`;
  const message = addMessage({ world, workspace, channel }, { user: who, text, subtype: 'channel_join' });
  const joined = {
    type: 'member_joined_channel',
    user: who,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: workspace.id,
    event_ts: makeTs(world),
  };
  return tellAll(self, [joined, saidEvent({ world, workspace, channel, message })]);
}

/** Another app's post, as a person's feed of bots brings it. */
export async function postAsOtherBot(self: Self, channelId: string, text: string): Promise<Said> {
  const { world, workspace } = self;
  const channel = placeOf(self, channelId);
  const made = addMessage({ world, workspace, channel }, { user: 'UOTHERBOT', text, subtype: 'bot_message' });
  const event = { ...saidEvent({ world, workspace, channel, message: made }), bot_id: 'BOTHERBOT', username: 'other' };
  return { message: made, deliveries: await tellAll(self, [event]) };
}

/** Opens the home tab of the app: docs.slack.dev/reference/events/app_home_opened. */
export async function openHome(self: Self, tab: 'home' | 'messages', view: Fields | null): Promise<readonly Delivery[]> {
  const { world, user } = self;
  const channel = placeOf(self, 'dm');
  const event = {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab,
    event_ts: makeTs(world),
    ...(view === null ? {} : { view }),
  };
  return tellAll(self, [event]);
}

/** Opens the assistant pane beside a channel: docs.slack.dev/reference/events/assistant_thread_started. */
export async function openPane(self: Self, context: Fields): Promise<Said> {
  const { world, workspace } = self;
  const channel = placeOf(self, 'dm');
  const message = addMessage(
    { world, workspace, channel },
    { user: workspace.botUser, fromApp: true, text: 'New Assistant Thread', subtype: 'assistant_app_thread' },
  );
  channel.panes.set(message.ts, { title: '', status: '', prompts: [] });
  return { message, deliveries: await tellAll(self, [paneEvent(self, { type: 'assistant_thread_started', thread: message.ts, context })]) };
}

/** Looks at another channel while the pane is open: docs.slack.dev/reference/events/assistant_thread_context_changed. */
export async function movePane(self: Self, thread: string, context: Fields): Promise<readonly Delivery[]> {
  return tellAll(self, [paneEvent(self, { type: 'assistant_thread_context_changed', thread, context })]);
}

function paneEvent(
  self: Self,
  { type, thread, context }: { readonly type: string; readonly thread: string; readonly context: Fields },
): Fields {
  const { world, user } = self;
  const channel = placeOf(self, 'dm');
  return {
    type,
    assistant_thread: { user_id: user.id, context, channel_id: channel.id, thread_ts: thread },
    event_ts: makeTs(world),
  };
}
