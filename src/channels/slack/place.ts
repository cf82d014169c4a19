import { SLACK } from './options.ts';

/** Where a conversation is held. One person talks in each: what others write there is not for the bot. */
export type Place =
  /** The direct messages of a person with the bot. */
  | { readonly kind: 'dm'; readonly team: string; readonly user: string }
  /** A thread: in a channel, or in the direct messages (the assistant pane). `channel` begins with D there. */
  | { readonly kind: 'thread'; readonly team: string; readonly user: string; readonly channel: string; readonly thread: string };

/** `slack:T1/U1:dm` or `slack:T1/C1:1712345678.000100/U1`: all that is needed to post there. */
export function nameConversation(place: Place): string {
  return place.kind === 'dm'
    ? `${SLACK}:${place.team}/${place.user}:dm`
    : `${SLACK}:${place.team}/${place.channel}:${place.thread}/${place.user}`;
}

/** Slack's ids are opaque (docs.slack.dev/reference/objects): nothing is taken for granted but that they hold none of our own marks. */
const NAME = /^slack:([^/:#\s]+)\/([^/:#\s]+):(?:dm|([^/:#\s]+)\/([^/:#\s]+))$/;

/** The place a conversation's name tells; null for what is no name of ours. */
export function readConversation(name: string): Place | null {
  const [, team, where, thread, user] = NAME.exec(name) ?? [];
  if (team === undefined || where === undefined) {
    return null;
  }
  return thread === undefined || user === undefined
    ? { kind: 'dm', team, user: where }
    : { kind: 'thread', team, user, channel: where, thread };
}

/** A person, over all conversations of a workspace. */
export function namePerson({ team, user }: { readonly team: string; readonly user: string }): string {
  return `${team}/${user}`;
}
