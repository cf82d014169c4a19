import type { Database } from 'better-sqlite3';
import type { LoadedSession, OutboxRow, TranscriptEntry, TurnRecord, Whose } from '../../contracts/ports.ts';
import type { Wish } from '../../contracts/turn.ts';
import { type CountRow, type PendingRow, prepareReads, prepareWrites, type Statements, type TurnRow } from './statements.ts';

/** The store's operations, synchronous and inside whatever transaction is open. */
export interface Cabinet {
  load(conversation: string): LoadedSession | null;
  seen(conversation: string, eventId: string): boolean;
  commit(turn: TurnRecord): 'saved' | 'repeat' | 'stale';
  pending(conversation: string | null): readonly OutboxRow[];
  /** How many wishes each conversation has that has any. */
  counts(): readonly CountRow[];
  /** True when the wish was there to be crossed off. */
  done(conversation: string, wishId: string, reference: string | null): boolean;
  reference(conversation: string, wishId: string): string | null;
  transcript(conversation: string): readonly TranscriptEntry[];
  forget(conversation: string): void;
  conversationsOf(whose: Whose): readonly string[];
  readNote(name: string): string | null;
  writeNote(name: string, value: string): void;
  eraseNotes(prefix: string): void;
}

/** Prepares the operations on an open database. */
export function createCabinet(database: Database): Cabinet {
  const sql = { ...prepareReads(database), ...prepareWrites(database) };
  return {
    load(conversation) {
      const row = sql.load.get(conversation);
      return row === undefined ? null : { session: JSON.parse(row.session), revision: row.revision, nextSeq: row.next_seq };
    },
    seen: (conversation, eventId) => sql.find.get(eventId, conversation)?.seen === 1,
    commit: (turn) => commit(sql, turn),
    pending: (conversation) => (conversation === null ? sql.pendingAll.all() : sql.pendingOf.all(conversation)).map(readPending),
    counts: () => sql.counts.all(),
    done(conversation, wishId, reference) {
      if (reference !== null) {
        sql.post.run(wishId, reference, conversation);
      }
      return sql.crossOff.run(conversation, wishId).changes > 0;
    },
    reference: (conversation, wishId) => sql.reference.get(conversation, wishId)?.reference ?? null,
    transcript: (conversation) => sql.turns.all(conversation).flatMap(readLines),
    forget: (conversation) => void sql.forget.run(conversation),
    conversationsOf: (whose) =>
      ('person' in whose ? sql.ofPerson.all(whose.person) : sql.ofWorkplace.all(whose.workplace)).map(({ id }) => id),
    readNote(name) {
      const row = sql.readNote.get(name);
      return row === undefined ? null : JSON.parse(row.value);
    },
    writeNote: (name, value) => void sql.writeNote.run(name, JSON.stringify(value)),
    eraseNotes: (prefix) => void sql.eraseNotes.run(prefix, prefix),
  };
}

/** Looks before it writes, so that a turn either writes all or nothing without a transaction of its own. */
function commit(sql: Statements, turn: TurnRecord): 'saved' | 'repeat' | 'stale' {
  const row = sql.find.get(turn.eventId, turn.conversation);
  if (row?.seen === 1) {
    return 'repeat';
  }
  if ((row?.revision ?? 0) !== turn.loadedAt) {
    return 'stale';
  }
  const { eventId, seq, at, heard, wishes } = turn;
  const firstWish = seq + (heard === null ? 0 : 1);
  const key = saveSession(sql, turn, { key: row?.key ?? null, nextSeq: firstWish + wishes.length });
  const words = heard === null ? null : JSON.stringify(heard);
  const saved = sql.addTurn.run(key, eventId, seq, at, words, JSON.stringify(wishes));
  for (const [index, { id }] of wishes.entries()) {
    sql.wish.run(key, firstWish + index, id, Number(saved.lastInsertRowid));
  }
  return 'saved';
}

function saveSession(sql: Statements, turn: TurnRecord, { key, nextSeq }: { key: number | null; nextSeq: number }): number {
  const session = JSON.stringify(turn.session);
  if (key === null) {
    return Number(sql.begin.run(turn.conversation, turn.channel, turn.person, turn.workplace, nextSeq, session).lastInsertRowid);
  }
  sql.update.run(session, nextSeq, key);
  return key;
}

function readPending({ wish, ...row }: PendingRow): OutboxRow {
  return { ...row, wish: JSON.parse(wish) };
}

function readLines({ seq, at, heard, wishes }: TurnRow): readonly TranscriptEntry[] {
  const words: TranscriptEntry[] = heard === null ? [] : [{ kind: 'person', seq, at, text: JSON.parse(heard) }];
  const wished: readonly Wish[] = JSON.parse(wishes);
  return [...words, ...wished.map((wish, index) => ({ kind: 'wish', seq: seq + words.length + index, at, wish }) as const)];
}
