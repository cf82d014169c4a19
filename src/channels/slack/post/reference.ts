/** What Slack calls a message of ours: its parts, in order. `parts` is null for one only its reader sees, which can't be changed. */
export interface Reference {
  readonly channel: string;
  readonly parts: readonly string[] | null;
}

const EPHEMERAL = 'eph';

/** `<channel>|<ts>[,<ts>…]`, or `<channel>|eph`. */
export function writeReference({ channel, parts }: Reference): string {
  return `${channel}|${parts === null ? EPHEMERAL : parts.join(',')}`;
}

/** Reads it; null for what is no reference of ours. */
export function readReference(reference: string | null): Reference | null {
  const [, channel, rest] = /^([^|\s]+)\|(eph|\d+\.\d+(?:,\d+\.\d+)*)$/.exec(reference ?? '') ?? [];
  if (channel === undefined || rest === undefined) {
    return null;
  }
  return { channel, parts: rest === EPHEMERAL ? null : rest.split(',') };
}
