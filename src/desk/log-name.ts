import { createHash } from 'node:crypto';
import type { OutboxRow } from '../contracts/ports.ts';

/** Enough hexadecimal digits to tell the conversations of a log apart. */
const DIGITS = 12;

/**
 * A conversation's name in logs: the same each time, and no way back. The id itself may be a secret (whoever knows a page's id reads
 * its conversation) or name a person's place on a platform.
 */
export function logNameOf(conversation: string): string {
  return createHash('sha256').update(conversation).digest('hex').slice(0, DIGITS);
}

/** What a line about a wish says: which, and of which conversation. */
export function logFieldsOf({ conversation, wish }: OutboxRow): { readonly conversation: string; readonly wish: string } {
  return { conversation: logNameOf(conversation), wish: wish.id };
}
