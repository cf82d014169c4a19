import type { Phrase } from '../../contracts/messages.ts';

/** What the check of one part found, and what to do. */
export interface Result {
  readonly part: Phrase;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly words: readonly Phrase[];
}
