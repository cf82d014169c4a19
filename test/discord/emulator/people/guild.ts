import { INTENTS } from '../state/messages.ts';
import { CHANNEL, type ChannelRow, type GuildRow, type Permission } from '../state/rows.ts';
import { showGuild } from '../state/show.ts';
import { tellChannel } from '../state/threads.ts';
import { addChannel, channelOf, isThread, makeId, noteChange, type World } from '../state/world.ts';
import type { Person } from './person.ts';

/** What a server is like. */
export interface GuildOptions {
  readonly locale?: string;
  /** Whether the app and its bot are there; true unless told otherwise. */
  readonly withBot?: boolean;
}

/** A server, for tests to furnish. */
export interface FakeGuild {
  readonly id: string;
  readonly row: GuildRow;
  /** People come in. */
  joins(...people: readonly Person[]): void;
  leaves(person: Person): void;
  /** A text channel: the one of that name, or a new one. The answer is its id. */
  channel(name: string): string;
  /** A forum: the one of that name, or a new one. The answer is its id. */
  forum(name: string): string;
  /** What the bot may not do in a channel from now on. */
  denies(channel: string, ...permissions: readonly Permission[]): void;
  allows(channel: string, ...permissions: readonly Permission[]): void;
  /** A channel or thread is deleted. */
  deletes(channel: string): void;
  /** A thread is put away; locked, only moderators bring it back. */
  archives(thread: string, more?: { readonly locked?: boolean }): void;
  kicksBot(): void;
  addsBot(): void;
}

/** A new server. */
export function createGuild(world: World, name: string, options: GuildOptions = {}): FakeGuild {
  // Servers are told apart by the time in their ids when shards share them: so each has a time of its own.
  const row: GuildRow = {
    id: makeId(world, 1n << 22n),
    name,
    locale: options.locale ?? 'en-US',
    members: new Set(),
    hasBot: options.withBot ?? true,
  };
  world.guilds.set(row.id, row);
  const channels = new Map<string, string>();
  const open = (type: 0 | 15, channelName: string): string => {
    const known = channels.get(channelName);
    const channel = known === undefined ? addChannel(world, { type, name: channelName, guild: row.id }) : channelOf(world, known);
    if (known === undefined) {
      channels.set(channelName, channel.id);
      tellChannel(world, 'CHANNEL_CREATE', channel);
    }
    return channel.id;
  };
  return {
    id: row.id,
    row,
    joins: (...people) => {
      for (const { id } of people) row.members.add(id);
    },
    leaves: ({ id }) => void row.members.delete(id),
    channel: (channelName) => open(CHANNEL.text, channelName),
    forum: (channelName) => open(CHANNEL.forum, channelName),
    ...rulesOf(world),
    kicksBot: () => {
      row.hasBot = false;
      world.dispatch({ t: 'GUILD_DELETE', guild: row.id, intent: INTENTS.guilds, dataFor: () => ({ id: row.id }) });
      noteChange(world);
    },
    addsBot: () => {
      row.hasBot = true;
      world.dispatch({ t: 'GUILD_CREATE', guild: row.id, intent: INTENTS.guilds, dataFor: () => showGuild(world, row) });
      noteChange(world);
    },
  };
}

function rulesOf(world: World): Pick<FakeGuild, 'denies' | 'allows' | 'deletes' | 'archives'> {
  return {
    denies: (channel, ...permissions) => {
      for (const permission of permissions) channelOf(world, channel).denied.add(permission);
    },
    allows: (channel, ...permissions) => {
      for (const permission of permissions) channelOf(world, channel).denied.delete(permission);
    },
    deletes: (channel) => deleteChannel(world, channelOf(world, channel)),
    archives: (thread, { locked = false } = {}) => {
      const found = channelOf(world, thread);
      found.archived = true;
      found.locked = locked;
      tellChannel(world, 'THREAD_UPDATE', found);
    },
  };
}

/** With a channel its threads go. */
function deleteChannel(world: World, channel: ChannelRow): void {
  for (const thread of world.channels.values()) {
    if (thread.parent === channel.id) {
      thread.deleted = true;
    }
  }
  tellChannel(world, isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
  channel.deleted = true;
  noteChange(world);
}
