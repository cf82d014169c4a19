import { type Fields, withoutGaps } from '../../../helpers/json.ts';
import { permissionsAt } from './access.ts';
import {
  CHANNEL,
  type ChannelRow,
  type GuildRow,
  INTERACTION,
  type InteractionRow,
  MESSAGE,
  type MessageRow,
  PERMISSIONS,
  type UserRow,
} from './rows.ts';
import { channelOf, isThread, userOf, type World } from './world.ts';

/** docs.discord.com/developers/resources/user, "User Object". */
export function showUser({ id, username, globalName, bot }: UserRow): Fields {
  return {
    id,
    username,
    global_name: globalName,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    public_flags: 0,
    ...(bot ? { bot: true } : {}),
  };
}

/** docs.discord.com/developers/resources/guild, "Guild Member Object", without its user. */
export function showMember(world: World, guild: GuildRow, withPermissions: boolean): Fields {
  const joined = new Date(world.options.now() - 86_400_000).toISOString();
  const member = { roles: [], joined_at: joined, deaf: false, mute: false, nick: null, avatar: null, pending: false, flags: 0 };
  const all = Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0n);
  return withPermissions ? { ...member, permissions: String(all), unusual_dm_activity_until: null, guild_id: guild.id } : member;
}

/** docs.discord.com/developers/resources/channel, "Channel Object". */
export function showChannel(world: World, channel: ChannelRow): Fields {
  if (channel.guild === null) {
    const others = channel.recipients.filter((id) => id !== world.options.app.id).map((id) => showUser(userOf(world, id)));
    return { id: channel.id, type: channel.type, last_message_id: channel.lastMessage, flags: 0, recipients: others };
  }
  return withoutGaps({
    id: channel.id,
    type: channel.type,
    guild_id: channel.guild,
    name: channel.name,
    parent_id: channel.parent,
    last_message_id: channel.lastMessage,
    flags: 0,
    nsfw: false,
    rate_limit_per_user: 0,
    ...(isThread(channel) ? threadFields(channel) : { position: 0, topic: null, permission_overwrites: [] }),
    ...(channel.type === CHANNEL.forum ? { available_tags: [], default_reaction_emoji: null, default_forum_layout: 0 } : {}),
  });
}

function threadFields(channel: ChannelRow): Fields {
  const [first] = channel.messages.values();
  const archiveTime = new Date(first?.createdAt ?? 0).toISOString();
  return {
    owner_id: channel.owner,
    message_count: channel.messages.size,
    total_message_sent: channel.messages.size,
    member_count: 1,
    thread_metadata: {
      archived: channel.archived,
      archive_timestamp: archiveTime,
      auto_archive_duration: channel.autoArchive,
      locked: channel.locked,
      create_timestamp: archiveTime,
    },
  };
}

/** How a message is shown. */
export interface MessageView {
  /** Whether its content is left out, as for apps that may not read messages. */
  readonly blank?: boolean;
  /** The nonce is told at the post itself and in its event, not afterwards. */
  readonly withNonce?: boolean;
  /** Referenced messages are shown one deep. */
  readonly shallow?: boolean;
}

/** docs.discord.com/developers/resources/message, "Message Object". */
export function showMessage(world: World, message: MessageRow, view: MessageView = {}): Fields {
  const blank = view.blank === true && !isReadable(world, message);
  const thread = world.channels.get(message.id);
  const { interaction } = message;
  return withoutGaps({
    id: message.id,
    channel_id: message.channel,
    type: message.type,
    author: showUser(userOf(world, message.author)),
    content: blank ? '' : message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: mentionsOf(world, message),
    mention_roles: [],
    attachments: [],
    embeds: blank ? [] : message.embeds,
    components: blank ? [] : message.components,
    pinned: false,
    flags: message.flags,
    nonce: view.withNonce === true && message.nonce !== null ? message.nonce : undefined,
    webhook_id: interaction === null ? undefined : world.options.app.id,
    application_id: interaction === null ? undefined : world.options.app.id,
    interaction_metadata: interaction === null ? undefined : metadataOf(world, interaction),
    thread: thread !== undefined && isThread(thread) && thread.id !== message.channel ? showChannel(world, thread) : undefined,
    ...referenceOf(world, message, view),
  });
}

function referenceOf(world: World, { reference, type }: MessageRow, view: MessageView): Fields {
  if (reference === null) {
    return {};
  }
  const guild = world.channels.get(reference.channel)?.guild ?? undefined;
  const found = world.channels.get(reference.channel)?.messages.get(reference.message);
  const shown = found === undefined || found.deleted ? null : showMessage(world, found, { ...view, shallow: true, withNonce: false });
  const told = type === MESSAGE.reply || type === MESSAGE.threadStarter;
  return {
    message_reference: withoutGaps({ type: 0, message_id: reference.message, channel_id: reference.channel, guild_id: guild }),
    ...(told && view.shallow !== true ? { referenced_message: shown } : {}),
  };
}

/** The people a message mentions. */
function mentionsOf(world: World, message: MessageRow): readonly Fields[] {
  const ids = new Set([...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? ''));
  return [...ids].flatMap((id) => {
    const user = world.users.get(id);
    return user === undefined || message.fromApp ? [] : [showUser(user)];
  });
}

/** An app reads its own messages, those to it and those that mention it: docs.discord.com/developers/events/gateway, "Message Content Intent". */
function isReadable(world: World, message: MessageRow): boolean {
  const { id } = world.options.app;
  return message.author === id || channelOf(world, message.channel).type === CHANNEL.dm || new RegExp(`<@!?${id}>`).test(message.content);
}

/** docs.discord.com/developers/resources/message, "Message Interaction Metadata Object". */
function metadataOf(world: World, id: string): Fields | undefined {
  const row = world.interactionsById.get(id);
  return row === undefined
    ? undefined
    : withoutGaps({
        id,
        type: row.type,
        user: showUser(userOf(world, row.user)),
        authorizing_integration_owners: row.owners,
        name: row.command ?? undefined,
        interacted_message_id: row.type === INTERACTION.component ? row.message?.id : undefined,
      });
}

/** What every interaction says: docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Structure". */
export function showInteraction(world: World, row: InteractionRow, data: Fields): Fields {
  const channel = channelOf(world, row.channel);
  const user = userOf(world, row.user);
  const guild = row.guild === null ? undefined : world.guilds.get(row.guild);
  return withoutGaps({
    id: row.id,
    application_id: world.options.app.id,
    type: row.type,
    token: row.token,
    version: 1,
    data,
    guild_id: guild?.id,
    guild: guild === undefined ? undefined : { id: guild.id, locale: guild.locale, features: [] },
    channel_id: channel.id,
    channel: { ...showChannel(world, channel), permissions: '0' },
    member: guild === undefined ? undefined : { ...showMember(world, guild, true), user: showUser(user) },
    user: guild === undefined ? showUser(user) : undefined,
    message: row.message === null ? undefined : showMessage(world, row.message),
    locale: user.locale,
    guild_locale: guild?.locale,
    app_permissions: permissionsAt(world, channel),
    authorizing_integration_owners: row.owners,
    context: row.context,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760,
  });
}

/** What a server has that is not emulated. */
const QUIET_GUILD = {
  large: false,
  unavailable: false,
  icon: null,
  features: [],
  emojis: [],
  stickers: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  system_channel_flags: 0,
  premium_tier: 0,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
} as const;

/** The role everybody has; its id is the server's. */
function everyoneOf({ id }: GuildRow): Fields {
  const plain = { position: 0, color: 0, hoist: false, managed: false, mentionable: false, flags: 0 };
  return { id, name: '@everyone', permissions: '0', colors: { primary_color: 0 }, ...plain };
}

/** docs.discord.com/developers/resources/guild, "Guild Object", as GUILD_CREATE sends it. */
export function showGuild(world: World, guild: GuildRow): Fields {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id && !channel.deleted);
  const bot = userOf(world, world.options.app.id);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: [...guild.members][0] ?? bot.id,
    preferred_locale: guild.locale,
    member_count: guild.members.size + 1,
    joined_at: new Date(world.options.now()).toISOString(),
    roles: [everyoneOf(guild)],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => showChannel(world, channel)),
    threads: channels.filter(isThread).map((channel) => showChannel(world, channel)),
    members: [{ ...showMember(world, guild, false), user: showUser(bot) }],
    ...QUIET_GUILD,
  };
}
