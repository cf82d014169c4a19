import { DISCORD } from './options.ts';

/** Where a conversation is held. One person talks in each: what others write there is not for the bot. */
export type Place =
  /** The direct messages of a person with the bot. */
  | { readonly kind: 'dm'; readonly user: string }
  /** Messages only this person sees, in a channel of a server or, by the user install, anywhere. */
  | { readonly kind: 'private'; readonly user: string; readonly channel: string }
  /**
   * Help begun by a message in a help-desk channel. A thread started on a message has the message's id
   * (docs.discord.com, "Start Thread from Message"). In a forum the post is the thread: `channel` and `thread` are the same there.
   */
  | { readonly kind: 'thread'; readonly user: string; readonly channel: string; readonly thread: string };

/** `discord:dm/U1:main`, `discord:C1/U1:private` or `discord:C1/U1:M1`. */
export function nameConversation(place: Place): string {
  switch (place.kind) {
    case 'dm':
      return `${DISCORD}:dm/${place.user}:main`;
    case 'private':
      return `${DISCORD}:${place.channel}/${place.user}:private`;
    case 'thread':
      return `${DISCORD}:${place.channel}/${place.user}:${place.thread}`;
    default:
      return place satisfies never;
  }
}

/** Ids are opaque here: nothing is taken for granted but that they hold none of our own marks. */
const NAME = /^discord:([^/:#\s]+)\/([^/:#\s]+):([^/:#\s]+)$/;

/** The place a conversation's name tells; null for what is no name of ours. */
export function readConversation(name: string): Place | null {
  const [, channel, user, thread] = NAME.exec(name) ?? [];
  if (channel === undefined || user === undefined || thread === undefined) return null;
  if (channel === 'dm') return thread === 'main' ? { kind: 'dm', user } : null;
  return thread === 'private' ? { kind: 'private', user, channel } : { kind: 'thread', user, channel, thread };
}

/** The conversation in a person's direct messages. */
export function directOf(user: string): string {
  return nameConversation({ kind: 'dm', user });
}

/** The letter a custom id begins with (`d`, `p`, `t`). */
export type PlaceLetter = 'd' | 'p' | 't';

/**
 * A place in few characters, for the 100 of a custom id: `d.U1`, `p.U1.C1`, `t.U1.C1.M1`. It holds all of the place, so that a button is
 * understood wherever its message went. Snowflakes are written to base 36, other ids as they are behind a `~`.
 */
export function packPlace(place: Place): string {
  const ids =
    place.kind === 'dm'
      ? [place.user]
      : place.kind === 'private'
        ? [place.user, place.channel]
        : [place.user, place.channel, place.thread];
  return [letterOf(place), ...ids.map(packId)].join('.');
}

/** What `packPlace` packed; null for anything else. */
export function unpackPlace(packed: string): Place | null {
  const [letter, ...packedIds] = packed.split('.');
  const ids = packedIds.flatMap((id) => unpackId(id) ?? []);
  const [user, channel, thread] = ids;
  if (user === undefined || ids.length !== packedIds.length) return null;
  if (letter === 'd' && ids.length === 1) return { kind: 'dm', user };
  if (letter === 'p' && ids.length === 2 && channel !== undefined) return { kind: 'private', user, channel };
  if (letter === 't' && ids.length === 3 && channel !== undefined && thread !== undefined) return { kind: 'thread', user, channel, thread };
  return null;
}

/** The letter for a place. */
export function letterOf({ kind }: Place): PlaceLetter {
  return kind === 'dm' ? 'd' : kind === 'private' ? 'p' : 't';
}

const SNOWFLAKE = /^[1-9]\d{0,19}$/;

function packId(id: string): string {
  return SNOWFLAKE.test(id) ? BigInt(id).toString(36) : `~${id}`;
}

function unpackId(packed: string): string | null {
  if (packed.startsWith('~')) return packed.length > 1 ? packed.slice(1) : null;
  if (!/^[0-9a-z]{1,14}$/.test(packed)) return null;
  let value = 0n;
  for (const digit of packed) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value.toString();
}
