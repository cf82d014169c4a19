import type { LoadedSession, TranscriptEntry, TurnRecord, Whose } from '../../contracts/ports.ts';
import type { Wish } from '../../contracts/turn.ts';
import type { Ask, Database } from './pool.ts';

// `bigint` comes as text, since it may be larger than a number is exact; lines and times never are (`::float8`).

interface SessionRow {
  readonly session: string;
  readonly revision: number;
  readonly next_seq: number;
}

interface LineRow {
  readonly seq: number;
  readonly at: number;
  readonly heard: string | null;
  readonly wish: string | null;
}

/** The case of a conversation, null where there is none. */
export async function loadSession({ ask }: Database, conversation: string): Promise<LoadedSession | null> {
  const [row] = await ask<SessionRow>('SELECT session, revision, next_seq::float8 AS next_seq FROM conversation WHERE id = $1', [
    conversation,
  ]);
  return row === undefined ? null : { session: JSON.parse(row.session), revision: row.revision, nextSeq: row.next_seq };
}

/** Has this event had its turn? */
export async function wasSeen({ ask }: Database, conversation: string, eventId: string): Promise<boolean> {
  const found = await ask('SELECT 1 FROM seen_event e JOIN conversation c ON c.key = e.conversation WHERE c.id = $1 AND e.event_id = $2', [
    conversation,
    eventId,
  ]);
  return found.length > 0;
}

/** Saves a turn, all or nothing. Turns of one conversation wait for each other at its row. */
export async function commitTurn(database: Database, record: TurnRecord): Promise<'saved' | 'repeat' | 'stale'> {
  return database.together(async (ask) => {
    const { eventId, loadedAt } = record;
    const found = await lock(ask, record);
    if (found === null) {
      return 'stale';
    }
    const [repeat] = await ask('SELECT 1 FROM seen_event WHERE conversation = $1 AND event_id = $2', [found.key, eventId]);
    if (repeat !== undefined) {
      return 'repeat';
    }
    if (found.revision !== loadedAt) {
      return 'stale';
    }
    await write(ask, found.key, record);
    return 'saved';
  });
}

interface Locked {
  readonly key: string;
  readonly revision: number;
}

/** Keeps everybody else from the conversation; begins it (at revision 0) where the turn is its first. */
async function lock(ask: Ask, { conversation, channel, person, workplace, loadedAt }: TurnRecord): Promise<Locked | null> {
  const find = 'SELECT key, revision FROM conversation WHERE id = $1 FOR UPDATE';
  const [found] = await ask<Locked>(find, [conversation]);
  if (found !== undefined || loadedAt !== 0) {
    return found ?? null;
  }
  const [begun] = await ask<Locked>(
    `INSERT INTO conversation (id, channel, person, workplace, revision, next_seq, session) VALUES ($1, $2, $3, $4, 0, 0, '')
     ON CONFLICT (id) DO NOTHING RETURNING key, revision`,
    [conversation, channel, person, workplace],
  );
  // Another desk began it meanwhile.
  return begun ?? (await ask<Locked>(find, [conversation]))[0] ?? null;
}

async function write(ask: Ask, key: string, { eventId, seq, session, wishes, heard, at }: TurnRecord): Promise<void> {
  const firstWish = seq + (heard === null ? 0 : 1);
  await ask('UPDATE conversation SET session = $2, next_seq = $3, revision = revision + 1 WHERE key = $1', [
    key,
    JSON.stringify(session),
    firstWish + wishes.length,
  ]);
  await ask('INSERT INTO seen_event (conversation, event_id) VALUES ($1, $2)', [key, eventId]);
  if (heard !== null) {
    await ask('INSERT INTO line (conversation, seq, at, heard, pending) VALUES ($1, $2, $3, $4, false)', [
      key,
      seq,
      at,
      JSON.stringify(heard),
    ]);
  }
  if (wishes.length > 0) {
    await ask(
      `INSERT INTO line (conversation, seq, at, wish_id, wish, pending)
       SELECT $1, $2 + n - 1, $3, wish_id, wish, true FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS w (wish_id, wish, n)`,
      [key, firstWish, at, wishes.map(({ id }) => id), wishes.map((wish) => JSON.stringify(wish))],
    );
  }
}

/** Lines after `after`, in order. */
export async function readTranscript({ ask }: Database, conversation: string, after: number): Promise<readonly TranscriptEntry[]> {
  const rows = await ask<LineRow>(
    `SELECT l.seq::float8 AS seq, l.at::float8 AS at, l.heard, l.wish FROM line l JOIN conversation c ON c.key = l.conversation
     WHERE c.id = $1 AND l.seq > $2 ORDER BY l.seq`,
    [conversation, after],
  );
  return rows.flatMap(readLine);
}

function readLine({ seq, at, heard, wish }: LineRow): readonly TranscriptEntry[] {
  if (heard !== null) {
    return [{ kind: 'person', seq, at, text: JSON.parse(heard) }];
  }
  return wish === null ? [] : [{ kind: 'wish', seq, at, wish: readWish(wish) }];
}

/** A wish as it was written. */
export function readWish(json: string): Wish {
  return JSON.parse(json);
}

/** Deletes everything of a conversation. */
export async function forgetConversation({ ask }: Database, conversation: string): Promise<void> {
  await ask('DELETE FROM conversation WHERE id = $1', [conversation]);
}

/** The conversations of a person, or of everybody in a workplace, the oldest first. */
export async function findConversations({ ask }: Database, whose: Whose): Promise<readonly string[]> {
  const rows =
    'person' in whose
      ? await ask<{ id: string }>('SELECT id FROM conversation WHERE person = $1 ORDER BY key', [whose.person])
      : await ask<{ id: string }>('SELECT id FROM conversation WHERE workplace = $1 ORDER BY key', [whose.workplace]);
  return rows.map(({ id }) => id);
}
