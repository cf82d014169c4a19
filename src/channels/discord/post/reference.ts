/** One of Discord's messages. */
export interface Part {
  /** Its id; null for the answer to an interaction whose id Discord did not tell. */
  readonly message: string | null;
  /** The interaction with whose token it was written; null for a message of the bot in a channel. */
  readonly interaction: string | null;
  /** It is that interaction's answer, and no follow-up. */
  readonly isAnswer: boolean;
}

/** What Discord calls a message of ours: its parts, in order. */
export interface Reference {
  readonly channel: string;
  readonly parts: readonly Part[];
}

/** What the answer to an interaction is called by its token, whatever its id. */
export const ORIGINAL = '@original';

const PART = /^(?:([^|~@,\s]+)~(@?))?([^|~@,\s]*)$/;

/** `<channel>|<part>[,<part>]`; a part is `<message>`, `<interaction>~<message>` for a follow-up, `<interaction>~@[<message>]` for an answer. Tokens are no part of it. */
export function writeReference({ channel, parts }: Reference): string {
  return `${channel}|${parts.map(writePart).join(',')}`;
}

function writePart({ message, interaction, isAnswer }: Part): string {
  return `${interaction === null ? '' : `${interaction}~${isAnswer ? '@' : ''}`}${message ?? ''}`;
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
  const [, interaction = null, at, message] = PART.exec(written) ?? [];
  const isAnswer = at === '@';
  if (message === undefined || (message === '' && !isAnswer)) return null;
  return { message: message === '' ? null : message, interaction, isAnswer };
}
