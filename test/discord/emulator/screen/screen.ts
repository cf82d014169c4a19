import { MESSAGE, type MessageRow } from '../state/rows.ts';
import { channelOf, isThread, type World } from '../state/world.ts';

/** What somebody sees in a channel, oldest first: their own ephemeral messages, nothing deleted, no joining notes. */
export function screenOf(world: World, channelId: string, user: string): readonly MessageRow[] {
  return [...channelOf(world, channelId).messages.values()].filter(
    ({ deleted, ephemeralTo, type }) => !deleted && (ephemeralTo === null || ephemeralTo === user) && isSaid(type),
  );
}

function isSaid(type: number): boolean {
  return type !== MESSAGE.join && type !== MESSAGE.threadCreated && type !== MESSAGE.threadStarter;
}

/** The same with the threads of the channel, or the posts of a forum, in the order of time. */
export function deepScreenOf(world: World, channelId: string, user: string): readonly MessageRow[] {
  const threads = [...world.channels.values()].filter((channel) => isThread(channel) && channel.parent === channelId && !channel.deleted);
  const all = [channelId, ...threads.map(({ id }) => id)].flatMap((id) => screenOf(world, id, user));
  return all.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}
