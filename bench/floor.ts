import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { summarise } from './load.ts';

/** How long each floor is measured, in milliseconds. */
const MEASURE_MS = 1_000;

/** Cases that take turns in turn. */
const CASES = 3_000;

/** Letters of a case and of a message, as they are on average in the people's conversations of this bench. */
const CASE = 'x'.repeat(980);
const MESSAGE = 'x'.repeat(1_110);

/** How a floor commits: how it waits for the disk, and how many turns share one wait. */
export interface FloorOptions {
  readonly synchronous: 'NORMAL' | 'FULL';
  readonly turnsPerCommit: number;
}

/** What a floor came to. */
export interface Floor {
  /** Turns a second. */
  readonly perSecond: number;
  /** How long one commit in a hundred takes at least, in milliseconds: nothing durable is faster than the disk. */
  readonly p99: number;
}

/**
 * Turns a second of an empty reducer: a case is read and written back, its event noted as seen, a message put aside. What any durable
 * turn needs and nothing else: no JSON, no thinking, nothing sent, nothing crossed off.
 */
export function measureFloor({ synchronous, turnsPerCommit }: FloorOptions): Floor {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-floor-'));
  const database = new Sqlite(join(folder, 'floor.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  const turn = prepareTurn(database);
  const commit = database.transaction((first: number) => {
    for (let number = first; number < first + turnsPerCommit; number += 1) {
      turn(number);
    }
  });
  const took: number[] = [];
  const began = performance.now();
  for (let now = began; now - began < MEASURE_MS; ) {
    commit(took.length * turnsPerCommit);
    const after = performance.now();
    took.push(after - now);
    now = after;
  }
  const { perSecond, p99 } = summarise(took, performance.now() - began);
  database.close();
  rmSync(folder, { recursive: true });
  return { perSecond: perSecond * turnsPerCommit, p99 };
}

function prepareTurn(database: Database): (number: number) => void {
  database.exec(`
    CREATE TABLE session (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE seen (session TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (session, event)) STRICT, WITHOUT ROWID;
    CREATE TABLE outbox (id INTEGER PRIMARY KEY, session TEXT NOT NULL, message TEXT NOT NULL) STRICT`);
  const read = database.prepare<[string], { body: string }>('SELECT body FROM session WHERE id = ?');
  const save = database.prepare<[string, string]>('INSERT OR REPLACE INTO session (id, body) VALUES (?, ?)');
  const note = database.prepare<[string, string]>('INSERT INTO seen (session, event) VALUES (?, ?)');
  const put = database.prepare<[string, string]>('INSERT INTO outbox (session, message) VALUES (?, ?)');
  return (number) => {
    const id = `null:bench:${number % CASES}`;
    save.run(id, read.get(id)?.body ?? CASE);
    note.run(id, `e${number}`);
    put.run(id, MESSAGE);
  };
}
