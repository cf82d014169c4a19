import type { Rendered } from './render/rendered.ts';

/** What became of a message that was to be the answer of an interaction. */
export type Filled =
  /** It is shown. `message` is null where Discord did not tell its id (soon enough); the token's `@original` is it. */
  | { readonly kind: 'filled'; readonly channel: string; readonly message: string | null }
  /** Too late, or answered by somebody else: nothing of it is shown. The token may still be good for follow-ups. */
  | { readonly kind: 'gone' };

/** The place for the answer of one interaction: the first message the desk says in its conversation. */
export interface Slot {
  /** Id and token of the interaction (15 minutes; told to nobody). */
  readonly interaction: string;
  readonly token: string;
  /**
   * Shows the message as the answer, once the event is kept: as the callback, or in the place of "… is thinking". Rejects with discord.js' error where
   * Discord refuses the message; the slot is open again then.
   */
  fill(rendered: Rendered): Promise<Filled>;
}

/** The open places for answers, by conversation. */
export interface Slots {
  /** The oldest slot of the conversation that nobody fills yet, taken from the others; null where there is none. */
  take(conversation: string): Slot | null;
  /** Resolves when each interaction of the conversation so far was given some first answer: follow-ups by its token are refused before that. Never rejects. */
  settled(conversation: string): Promise<void>;
}
