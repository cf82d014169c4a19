import { DISCORD } from './options.ts';

/** Where a conversation is held. One person talks in each: what others write there is not for the bot. */
export type Place =
  /** The direct messages of a person with the bot. */
  | { readonly kind: 'dm'; readonly user: string }
  /** Messages only this person sees, in a channel of a server or, by the user install, anywhere. */
  | { readonly kind: 'private'; readonly user: string; readonly channel: string }
  /**
   * Help begun by a message in a help-desk channel. A thread started on a message has the message's id
   * (docs.discord.com, "Start Thread from Message"). In a forum the post is the thread: `channel` and `message` are the same there.
   */
  | { readonly kind: 'thread'; readonly user: string; readonly channel: string; readonly message: string };

/** `discord:dm/U1:main`, `discord:C1/U1:private` or `discord:C1/U1:M1`. */
export function nameConversation(place: Place): string {
  switch (place.kind) {
    case 'dm':
      return `${DISCORD}:dm/${place.user}:main`;
    case 'private':
      return `${DISCORD}:${place.channel}/${place.user}:private`;
    case 'thread':
      return `${DISCORD}:${place.channel}/${place.user}:${place.message}`;
    default:
      return place satisfies never;
  }
}

/** Ids are opaque here: nothing is taken for granted but that they hold none of our own marks. */
const NAME = /^discord:([^/:#\s]+)\/([^/:#\s]+):([^/:#\s]+)$/;

/** The place a conversation's name tells; null for what is no name of ours. */
export function readConversation(name: string): Place | null {
  const [, channel, user, message] = NAME.exec(name) ?? [];
  if (channel === undefined || user === undefined || message === undefined) return null;
  if (channel === 'dm') return message === 'main' ? { kind: 'dm', user } : null;
  return message === 'private' ? { kind: 'private', user, channel } : { kind: 'thread', user, channel, message };
}

/** The conversation in a person's direct messages. */
export function directOf(user: string): string {
  return nameConversation({ kind: 'dm', user });
}
