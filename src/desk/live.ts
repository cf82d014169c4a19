import type { Draft } from '../contracts/messages.ts';
import type { OutboxRow } from '../contracts/ports.ts';

/** A change of a message that is shown but not kept: how far a look has come. */
export interface Live {
  readonly look: OutboxRow;
  /** Wish that said the message. */
  readonly target: string;
  readonly draft: Draft;
}
