import type { OutboxRow } from '../../contracts/ports.ts';
import type { Ask, Database } from './pool.ts';
import { readWish } from './turns.ts';

/** How many outboxes one `claimLeft` hands out at most. */
const CLAIM_LIMIT = 100;

interface PendingRow extends Omit<OutboxRow, 'wish'> {
  readonly wish: string;
}

/** Who asks to perform whose wishes. */
export interface Hold {
  readonly conversation: string;
  readonly desk: string;
}

/** Wishes not yet crossed off, in order; of one conversation or of all. */
export async function readPending({ ask }: Database, conversation: string | null): Promise<readonly OutboxRow[]> {
  const rows = await ask<PendingRow>(
    `SELECT c.id AS conversation, c.channel, c.person, c.workplace, l.seq::float8 AS seq, l.wish
     FROM line l JOIN conversation c ON c.key = l.conversation
     WHERE l.pending AND ($1::text IS NULL OR c.id = $1) ORDER BY l.conversation, l.seq`,
    [conversation],
  );
  return rows.map(({ wish, ...row }) => ({ ...row, wish: readWish(wish) }));
}

/** Holds an outbox for `forMs` from now, by the clock of the database, which all desks share. Null while another desk holds it. */
export async function claimOutbox(database: Database, { conversation, desk }: Hold, forMs: number): Promise<number | null> {
  return database.together(async (ask) => {
    const [found] = await ask<{ free: boolean }>(
      'SELECT holder IS NULL OR holder = $2 OR held_until < now() AS free FROM conversation WHERE id = $1 FOR UPDATE',
      [conversation, desk],
    );
    if (found?.free === false) {
      return null;
    }
    await ask("UPDATE conversation SET holder = $2, held_until = now() + $3 * interval '1 millisecond' WHERE id = $1", [
      conversation,
      desk,
      forMs,
    ]);
    return countPending(ask, conversation);
  });
}

/** Holds outboxes with wishes in them that nobody holds; desks that ask at the same time get different ones. */
export async function claimLeft({ ask }: Database, desk: string, forMs: number): Promise<readonly string[]> {
  const rows = await ask<{ id: string }>(
    `UPDATE conversation SET holder = $1, held_until = now() + $2 * interval '1 millisecond' WHERE key IN (
       SELECT key FROM conversation c
       WHERE (holder IS NULL OR held_until < now()) AND EXISTS (SELECT FROM line l WHERE l.conversation = c.key AND l.pending)
       ORDER BY key LIMIT $3 FOR UPDATE SKIP LOCKED
     ) RETURNING id`,
    [desk, forMs, CLAIM_LIMIT],
  );
  return rows.map(({ id }) => id);
}

/**
 * Gives an outbox back. What is in it is counted after its row is ours, by a statement of its own: a turn saved while we waited for the
 * row is seen then, and one saved later finds the outbox free.
 */
export async function releaseOutbox(database: Database, { conversation, desk }: Hold): Promise<number> {
  return database.together(async (ask) => {
    await ask('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [conversation]);
    await ask('UPDATE conversation SET holder = NULL, held_until = NULL WHERE id = $1 AND holder = $2', [conversation, desk]);
    return countPending(ask, conversation);
  });
}

async function countPending(ask: Ask, conversation: string): Promise<number> {
  const [row] = await ask<{ wishes: number }>(
    'SELECT count(*)::integer AS wishes FROM line l JOIN conversation c ON c.key = l.conversation WHERE c.id = $1 AND l.pending',
    [conversation],
  );
  return row?.wishes ?? 0;
}

/** Crosses a wish off. */
export async function crossOff({ ask }: Database, conversation: string, wishId: string, reference: string | null): Promise<void> {
  await ask(
    `UPDATE line SET pending = false, reference = coalesce($3, reference)
     WHERE conversation = (SELECT key FROM conversation WHERE id = $1) AND wish_id = $2`,
    [conversation, wishId, reference],
  );
}

/** What the platform called the message of a wish. */
export async function readReference({ ask }: Database, conversation: string, wishId: string): Promise<string | null> {
  const [row] = await ask<{ reference: string | null }>(
    'SELECT l.reference FROM line l JOIN conversation c ON c.key = l.conversation WHERE c.id = $1 AND l.wish_id = $2',
    [conversation, wishId],
  );
  return row?.reference ?? null;
}
