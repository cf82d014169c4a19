import type { Database } from 'better-sqlite3';

/** A session as the table holds it. */
export interface SessionRow {
  readonly session: string;
  readonly revision: number;
  readonly next_seq: number;
}

/** A conversation as a turn finds it: `seen` is 1 when its event had its turn before. */
export interface FoundRow {
  readonly key: number;
  readonly revision: number;
  readonly seen: 0 | 1;
}

/** A wish not yet crossed off; `wish` is JSON. */
export interface PendingRow {
  readonly conversation: string;
  readonly channel: string;
  readonly person: string;
  readonly workplace: string;
  readonly seq: number;
  readonly wish: string;
}

/** How many wishes of a conversation are not yet crossed off. */
export interface CountRow {
  readonly conversation: string;
  readonly wishes: number;
}

/** A turn as the table holds it; `heard` and `wishes` are JSON. */
export interface TurnRow {
  readonly seq: number;
  readonly at: number;
  readonly heard: string | null;
  readonly wishes: string;
}

// `heard` takes the line before the wishes.
const PENDING = `
  SELECT c.id AS conversation, c.channel, c.person, c.workplace, o.seq,
    json_extract(t.wishes, '$[' || (o.seq - t.seq - (t.heard IS NOT NULL)) || ']') AS wish
  FROM outbox o JOIN turn t ON t.key = o.turn JOIN conversation c ON c.key = o.conversation`;

const KEY = '(SELECT key FROM conversation WHERE id = ?)';

/** The statements of reading, prepared once. `id` is a conversation's name, `key` its number in this file. */
export function prepareReads(database: Database) {
  return {
    load: database.prepare<[id: string], SessionRow>('SELECT session, revision, next_seq FROM conversation WHERE id = ?'),
    find: database.prepare<[eventId: string, id: string], FoundRow>(
      'SELECT key, revision, EXISTS (SELECT 1 FROM turn t WHERE t.conversation = c.key AND t.event_id = ?) AS seen FROM conversation c WHERE id = ?',
    ),
    pendingOf: database.prepare<[id: string], PendingRow>(`${PENDING} WHERE c.id = ? ORDER BY o.seq`),
    pendingAll: database.prepare<[], PendingRow>(`${PENDING} ORDER BY o.conversation, o.seq`),
    counts: database.prepare<[], CountRow>(
      'SELECT c.id AS conversation, count(*) AS wishes FROM outbox o JOIN conversation c ON c.key = o.conversation GROUP BY c.key ORDER BY c.key',
    ),
    reference: database.prepare<[id: string, wishId: string], { reference: string }>(
      `SELECT reference FROM posted WHERE conversation = ${KEY} AND wish_id = ?`,
    ),
    turns: database.prepare<[id: string], TurnRow>(`SELECT seq, at, heard, wishes FROM turn WHERE conversation = ${KEY} ORDER BY seq`),
    ofPerson: database.prepare<[person: string], { id: string }>('SELECT id FROM conversation WHERE person = ? ORDER BY key'),
    ofWorkplace: database.prepare<[workplace: string], { id: string }>('SELECT id FROM conversation WHERE workplace = ? ORDER BY key'),
    readNote: database.prepare<[name: string], { value: string }>('SELECT value FROM note WHERE name = ?'),
  };
}

/** The statements of writing, prepared once. */
export function prepareWrites(database: Database) {
  return {
    begin: database.prepare<[id: string, channel: string, person: string, workplace: string, nextSeq: number, session: string]>(
      'INSERT INTO conversation (id, channel, person, workplace, revision, next_seq, session) VALUES (?, ?, ?, ?, 1, ?, ?)',
    ),
    update: database.prepare<[session: string, nextSeq: number, key: number]>(
      'UPDATE conversation SET session = ?, next_seq = ?, revision = revision + 1 WHERE key = ?',
    ),
    addTurn: database.prepare<[key: number, eventId: string, seq: number, at: number, heard: string | null, wishes: string]>(
      'INSERT INTO turn (conversation, event_id, seq, at, heard, wishes) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    wish: database.prepare<[key: number, seq: number, wishId: string, turn: number]>(
      'INSERT INTO outbox (conversation, seq, wish_id, turn) VALUES (?, ?, ?, ?)',
    ),
    crossOff: database.prepare<[id: string, wishId: string]>(`DELETE FROM outbox WHERE conversation = ${KEY} AND wish_id = ?`),
    // A conversation forgotten meanwhile has no number, and nothing is kept.
    post: database.prepare<[wishId: string, reference: string, id: string]>(
      'INSERT OR REPLACE INTO posted (conversation, wish_id, reference) SELECT key, ?, ? FROM conversation WHERE id = ?',
    ),
    forget: database.prepare<[id: string]>('DELETE FROM conversation WHERE id = ?'),
    writeNote: database.prepare<[name: string, value: string]>('INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)'),
    // Names that begin so stand between the prefix and the prefix with the last character of all after it.
    eraseNotes: database.prepare<[prefix: string, again: string]>('DELETE FROM note WHERE name >= ? AND name < ? || char(0x10FFFF)'),
  };
}

/** All statements of the store. */
export type Statements = ReturnType<typeof prepareReads> & ReturnType<typeof prepareWrites>;
