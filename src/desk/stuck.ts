import type { OutboxRow } from '../contracts/ports.ts';

/** Wishes this desk could not perform and left in the outbox: for a desk that can, or for the next start. */
export interface Stuck {
  add(row: OutboxRow): void;
  has(row: OutboxRow): boolean;
  count(conversation: string): number;
  forget(conversation: string): void;
}

/** Nothing is stuck yet. */
export function createStuck(): Stuck {
  const stuck = new Map<string, Set<string>>();
  return {
    add: ({ conversation, wish }) => void stuck.set(conversation, (stuck.get(conversation) ?? new Set()).add(wish.id)),
    has: ({ conversation, wish }) => stuck.get(conversation)?.has(wish.id) ?? false,
    count: (conversation) => stuck.get(conversation)?.size ?? 0,
    forget: (conversation) => void stuck.delete(conversation),
  };
}
