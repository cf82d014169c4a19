/** One of Discord's messages. */
export interface Part {
  /** Its id; `@original` where only the token of an interaction leads to it: it is that interaction's answer. */
  readonly message: string;
  /** The interaction with whose token it was written, and by which alone it can be changed; null for a message of the bot in a channel. */
  readonly interaction: string | null;
}

/** What Discord calls a message of ours: its parts, in order. */
export interface Reference {
  readonly channel: string;
  readonly parts: readonly Part[];
}

/** The answer to an interaction, whatever its id. */
export const ORIGINAL = '@original';

const PART = /^(?:([^|~,\s]+)~)?([^|~,\s]+)$/;

/** `<channel>|<part>[,<part>]`, a part being `<message>` or `<interaction>~<message>`. Tokens are no part of it. */
export function writeReference({ channel, parts }: Reference): string {
  return `${channel}|${parts.map(({ message, interaction }) => (interaction === null ? message : `${interaction}~${message}`)).join(',')}`;
}

/** Reads it; null for what is no reference of ours. */
export function readReference(reference: string | null): Reference | null {
  const [, channel, rest] = /^([^|\s]+)\|([^|\s]+)$/.exec(reference ?? '') ?? [];
  if (channel === undefined || rest === undefined) return null;
  const written = rest.split(',');
  const parts = written.flatMap((part) => readPart(part) ?? []);
  return parts.length === written.length ? { channel, parts } : null;
}

function readPart(written: string): Part | null {
  const [, interaction, message] = PART.exec(written) ?? [];
  return message === undefined ? null : { message, interaction: interaction ?? null };
}
