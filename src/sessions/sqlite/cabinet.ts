import type { Database } from 'better-sqlite3';
import {
  type CountRow,
  type PendingRow,
  prepareReads,
  prepareWrites,
  type SessionRow,
  type Statements,
  type TurnRow,
} from './statements.ts';

/** A turn as it travels to the thread of the database: JSON already made, since text is the cheapest thing to hand over. */
export interface FlatTurn {
  readonly conversation: string;
  readonly channel: string;
  readonly person: string;
  readonly workplace: string;
  readonly eventId: string;
  readonly loadedAt: number;
  readonly seq: number;
  readonly at: number;
  readonly session: string;
  readonly heard: string | null;
  readonly wishes: string;
  readonly wishIds: readonly string[];
}

/** The store's operations, synchronous and inside whatever transaction is open. */
export interface Cabinet {
  load(conversation: string): SessionRow | null;
  seen(conversation: string, eventId: string): boolean;
  commit(turn: FlatTurn): 'saved' | 'repeat' | 'stale';
  pending(conversation: string | null): readonly PendingRow[];
  /** How many wishes each conversation has that has any. */
  counts(): readonly CountRow[];
  /** True when the wish was there to be crossed off. */
  done(conversation: string, wishId: string, reference: string | null): boolean;
  reference(conversation: string, wishId: string): string | null;
  turns(conversation: string): readonly TurnRow[];
  forget(conversation: string): void;
}

/** Prepares the operations on an open database. */
export function createCabinet(database: Database): Cabinet {
  const sql = { ...prepareReads(database), ...prepareWrites(database) };
  return {
    load: (conversation) => sql.load.get(conversation) ?? null,
    seen: (conversation, eventId) => {
      const row = sql.find.get(conversation);
      return row !== undefined && sql.seen.get(row.key, eventId) !== undefined;
    },
    commit: (turn) => commit(sql, turn),
    pending: (conversation) => (conversation === null ? sql.pendingAll.all() : sql.pendingOf.all(conversation)),
    counts: () => sql.counts.all(),
    done: (conversation, wishId, reference) => crossOff(sql, { conversation, wishId, reference }),
    reference: (conversation, wishId) => sql.reference.get(conversation, wishId)?.reference ?? null,
    turns: (conversation) => sql.turns.all(conversation),
    forget: (conversation) => void sql.forget.run(conversation),
  };
}

/** Looks before it writes, so that a turn either writes all or nothing without a transaction of its own. */
function commit(sql: Statements, turn: FlatTurn): 'saved' | 'repeat' | 'stale' {
  const row = sql.find.get(turn.conversation);
  if (row !== undefined && sql.seen.get(row.key, turn.eventId) !== undefined) {
    return 'repeat';
  }
  if ((row?.revision ?? 0) !== turn.loadedAt) {
    return 'stale';
  }
  const firstWish = turn.seq + (turn.heard === null ? 0 : 1);
  const key = saveSession(sql, turn, { key: row?.key ?? null, nextSeq: firstWish + turn.wishIds.length });
  const saved = sql.addTurn.run(key, turn.eventId, turn.seq, turn.at, turn.heard, turn.wishes);
  for (const [index, wishId] of turn.wishIds.entries()) {
    sql.wish.run(key, firstWish + index, wishId, Number(saved.lastInsertRowid));
  }
  return 'saved';
}

function saveSession(sql: Statements, turn: FlatTurn, { key, nextSeq }: { key: number | null; nextSeq: number }): number {
  if (key === null) {
    return Number(sql.begin.run(turn.conversation, turn.channel, turn.person, turn.workplace, nextSeq, turn.session).lastInsertRowid);
  }
  sql.update.run(turn.session, nextSeq, key);
  return key;
}

function crossOff(
  sql: Statements,
  { conversation, wishId, reference }: { conversation: string; wishId: string; reference: string | null },
): boolean {
  if (reference !== null) {
    sql.post.run(wishId, reference, conversation);
  }
  return sql.crossOff.run(conversation, wishId).changes > 0;
}
