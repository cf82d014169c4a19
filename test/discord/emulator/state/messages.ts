import type { Fields } from '../../../helpers/json.ts';
import { botSees, isMember } from './access.ts';
import { CHANNEL, type ChannelRow, FLAGS, MESSAGE, type MessageRow } from './rows.ts';
import { showMember, showMessage } from './show.ts';
import { channelOf, makeId, noteChange, type World } from './world.ts';

/** docs.discord.com/developers/events/gateway, "List of Intents". */
export const INTENTS = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12, messageContent: 1 << 15 } as const;

/** What a message is made of. */
export interface NewMessage {
  readonly author: string;
  readonly content?: string;
  readonly components?: readonly Fields[];
  readonly embeds?: readonly Fields[];
  readonly flags?: number;
  readonly type?: number;
  readonly nonce?: string | null;
  readonly reference?: MessageRow['reference'];
  readonly ephemeralTo?: string | null;
  readonly interaction?: string | null;
  readonly allowedMentions?: Fields | null;
  /** Where the message is known by an id already: the first one of a forum's post. */
  readonly id?: string;
}

/** Puts a message into a channel and tells the app of it, if it hears there. */
export function addMessage(world: World, channel: ChannelRow, made: NewMessage): MessageRow {
  const now = world.options.now();
  const message: MessageRow = {
    id: made.id ?? makeId(world),
    channel: channel.id,
    author: made.author,
    type: made.type ?? MESSAGE.default,
    fromApp: made.author === world.options.app.id,
    content: made.content ?? '',
    components: nameComponents(made.components ?? []),
    embeds: made.embeds ?? [],
    flags: made.flags ?? 0,
    nonce: made.nonce ?? null,
    reference: made.reference ?? null,
    createdAt: now,
    editedAt: null,
    deleted: false,
    ephemeralTo: made.ephemeralTo ?? null,
    interaction: made.interaction ?? null,
    allowedMentions: made.allowedMentions ?? null,
    chosen: new Map(),
  };
  channel.messages.set(message.id, message);
  channel.lastMessage = message.ephemeralTo === null ? message.id : channel.lastMessage;
  channel.archived = false;
  tellMessage(world, 'MESSAGE_CREATE', message);
  answered(world, message);
  noteChange(world);
  return message;
}

/** What of a message may change. */
export type Change = Partial<Pick<MessageRow, 'content' | 'components' | 'embeds' | 'flags'>>;

/** Changes a message in place. Filling a deferred answer is no edit. */
export function changeMessage(world: World, message: MessageRow, change: Change): void {
  const loading = (message.flags & FLAGS.loading) !== 0;
  message.content = change.content ?? message.content;
  message.components = change.components === undefined ? message.components : nameComponents(change.components);
  message.embeds = change.embeds ?? message.embeds;
  message.flags = (change.flags ?? message.flags) & ~FLAGS.loading;
  message.editedAt = loading ? null : world.options.now();
  tellMessage(world, 'MESSAGE_UPDATE', message);
  answered(world, message);
  noteChange(world);
}

/** Takes a message away. */
export function removeMessage(world: World, message: MessageRow): void {
  message.deleted = true;
  const { guild } = channelOf(world, message.channel);
  const channel = channelOf(world, message.channel);
  if (message.ephemeralTo === null && botSees(world, channel)) {
    const data = { id: message.id, channel_id: message.channel, ...(guild === null ? {} : { guild_id: guild }) };
    world.dispatch({ t: 'MESSAGE_DELETE', guild, intent: intentAt(channel), dataFor: () => data });
  }
  noteChange(world);
}

/** The message of an id; null where there is none any more, or only one person sees it. */
export function messageAt(channel: ChannelRow, id: string): MessageRow | null {
  const message = channel.messages.get(id);
  return message === undefined || message.deleted || message.ephemeralTo !== null ? null : message;
}

function intentAt({ guild }: ChannelRow): number {
  return guild === null ? INTENTS.directMessages : INTENTS.guildMessages;
}

/**
 * docs.discord.com/developers/events/gateway-events, "Message Create". What one person alone sees comes as if it were a direct message, on the first
 * shard (github.com/discord/discord-api-docs/issues/4557, pull/5819).
 */
function tellMessage(world: World, t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: MessageRow): void {
  const channel = channelOf(world, message.channel);
  const alone = message.ephemeralTo !== null;
  if (!botSees(world, channel) || (alone && !message.fromApp)) {
    return;
  }
  const guild = channel.guild === null || alone ? undefined : world.guilds.get(channel.guild);
  const where = guild === undefined ? {} : { guild_id: guild.id, member: showMember(world, guild, false) };
  const more = { ...where, channel_type: channel.type };
  world.dispatch({
    t,
    guild: guild?.id ?? null,
    intent: guild === undefined ? INTENTS.directMessages : INTENTS.guildMessages,
    dataFor: (intents) => ({
      ...showMessage(world, message, { blank: (intents & INTENTS.messageContent) === 0, withNonce: true }),
      ...more,
    }),
  });
}

/** Discord numbers the components that have no id, and gives back what it fills in: docs.discord.com/developers/components/reference, "Anatomy of a Component". */
function nameComponents(components: readonly Fields[]): readonly Fields[] {
  const taken = new Set(components.flatMap(idsIn));
  let next = 0;
  const name = (component: Fields): Fields => {
    let { id } = component;
    if (typeof id !== 'number' || id === 0) {
      do {
        next += 1;
      } while (taken.has(next));
      id = next;
    }
    const children = Array.isArray(component.components) ? { components: component.components.map(name) } : {};
    const accessory = component.accessory === undefined ? {} : { accessory: name(asFields(component.accessory)) };
    return { ...defaultsOf(component), ...component, id, ...children, ...accessory };
  };
  return components.map(name);
}

function defaultsOf({ type }: Fields): Fields {
  return type === 17 ? { accent_color: null, spoiler: false } : type === 14 ? { divider: true, spacing: 1 } : {};
}

function idsIn(component: Fields): readonly unknown[] {
  const inner = Array.isArray(component.components) ? component.components : [];
  return [
    component.id,
    ...inner.map(asFields).flatMap(idsIn),
    ...(component.accessory === undefined ? [] : idsIn(asFields(component.accessory))),
  ];
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Notes how long people waited for a sign of the app where they see it. */
function answered(world: World, message: MessageRow): void {
  if (!message.fromApp || world.waiting.size === 0) {
    return;
  }
  const channel = channelOf(world, message.channel);
  const now = performance.now();
  for (const [action, began] of world.waiting) {
    const here = action.channel === channel.id || action.channel === channel.parent || channel.type === CHANNEL.dm;
    const seen = message.ephemeralTo === null ? isMember(world, channel, action.user) : message.ephemeralTo === action.user;
    if (here && seen) {
      action.firstAnswerMs = now - began;
      world.waiting.delete(action);
    }
  }
}
