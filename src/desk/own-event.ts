import type { OutboxRow } from '../contracts/ports.ts';
import type { Envelope, Event } from '../contracts/turn.ts';

/** An event of the desk's own, in the conversation a wish belongs to. */
export function createOwnEvent({ channel, conversation, person, workplace }: OutboxRow, eventId: string, event: Event): Envelope {
  return { channel, conversation, person, workplace, eventId, event, locale: null };
}
