import { CHANNEL, type ChannelRow, PERMISSIONS, type Permission } from './rows.ts';
import { isThread, type World } from './world.ts';

/** The channel whose permissions hold: a thread has its parent's (docs.discord.com/developers/topics/threads, "Permissions"). */
function rulingOf(world: World, channel: ChannelRow): ChannelRow {
  return isThread(channel) ? (world.channels.get(channel.parent ?? '') ?? channel) : channel;
}

/** Whether the app's bot is where the channel is at all. */
export function botIsAt(world: World, channel: ChannelRow): boolean {
  return channel.guild === null ? channel.recipients.includes(world.options.app.id) : (world.guilds.get(channel.guild)?.hasBot ?? false);
}

/** Whether the bot may do something in a channel. */
export function botMay(world: World, channel: ChannelRow, permission: Permission): boolean {
  return botIsAt(world, channel) && (channel.guild === null || !rulingOf(world, channel).denied.has(permission));
}

/** Whether the bot sees a channel, and hears what is said there. */
export function botSees(world: World, channel: ChannelRow): boolean {
  return botMay(world, channel, 'VIEW_CHANNEL');
}

/** `app_permissions` of an interaction: docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Structure". */
export function permissionsAt(world: World, channel: ChannelRow): string {
  if (channel.guild === null) {
    const common = PERMISSIONS.ATTACH_FILES | PERMISSIONS.EMBED_LINKS | PERMISSIONS.MENTION_EVERYONE;
    return String(botIsAt(world, channel) ? common | PERMISSIONS.USE_EXTERNAL_EMOJIS : common);
  }
  const { denied } = rulingOf(world, channel);
  const allowed = Object.entries(PERMISSIONS).filter(([name]) => ![...denied].some((each) => each === name));
  return String(botIsAt(world, channel) ? allowed.reduce((bits, [, bit]) => bits | bit, 0n) : PERMISSIONS.EMBED_LINKS);
}

/** Whether a person sees a channel. */
export function isMember(world: World, channel: ChannelRow, user: string): boolean {
  return channel.guild === null ? channel.recipients.includes(user) : (world.guilds.get(channel.guild)?.members.has(user) ?? false);
}

/** Why the bot can't write to a person first; null where it can. */
export function dmTrouble(world: World, user: string): { readonly code: number; readonly message: string } | null {
  const row = world.users.get(user);
  if (row === undefined || !row.dmOpen) {
    return { code: 50_007, message: 'Cannot send messages to this user' };
  }
  const shared = [...world.guilds.values()].some(({ hasBot, members }) => hasBot && members.has(user));
  return shared || row.hasApp ? null : { code: 50_278, message: 'Cannot send messages to this user due to having no mutual guilds' };
}

/** The channel types in which messages stand. */
export function takesMessages({ type }: ChannelRow): boolean {
  return type !== CHANNEL.forum;
}
