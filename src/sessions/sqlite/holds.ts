import type { CountRow } from './statements.ts';

/** Who holds which outbox, and how many wishes are in each. Memory is enough: the file belongs to one process, and holds end with it. */
export interface Holds {
  claim(conversation: string, desk: string): number | null;
  /** Takes up to `limit` outboxes that hold wishes and that nobody holds. */
  claimLeft(desk: string, limit: number): readonly string[];
  release(conversation: string, desk: string): number;
  /** Wishes came, or went. */
  add(conversation: string, wishes: number): void;
  forget(conversation: string): void;
}

/** Begins with the outboxes found in the file. */
export function createHolds(found: readonly CountRow[]): Holds {
  const holders = new Map<string, string>();
  const counts = new Map(found.map(({ conversation, wishes }) => [conversation, wishes]));

  function count(conversation: string): number {
    return counts.get(conversation) ?? 0;
  }

  function claim(conversation: string, desk: string): number | null {
    const holder = holders.get(conversation) ?? desk;
    holders.set(conversation, holder);
    return holder === desk ? count(conversation) : null;
  }

  function claimLeft(desk: string, limit: number): readonly string[] {
    const free = counts.keys().filter((conversation) => !holders.has(conversation));
    return free
      .take(limit)
      .toArray()
      .filter((conversation) => claim(conversation, desk) !== null);
  }

  function release(conversation: string, desk: string): number {
    if (holders.get(conversation) === desk) {
      holders.delete(conversation);
    }
    return count(conversation);
  }

  function add(conversation: string, wishes: number): void {
    const left = count(conversation) + wishes;
    if (left > 0) {
      counts.set(conversation, left);
    } else {
      counts.delete(conversation);
    }
  }

  function forget(conversation: string): void {
    holders.delete(conversation);
    counts.delete(conversation);
  }

  return { claim, claimLeft, release, add, forget };
}
