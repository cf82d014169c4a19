import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** How long each floor is measured, in milliseconds. */
const MEASURE_MS = 1_500;

/** How a floor commits: how it waits for the disk, and how many turns share one wait. */
export interface FloorOptions {
  readonly synchronous: 'NORMAL' | 'FULL';
  readonly turnsPerCommit: number;
}

/** Turns a second of an empty reducer: what thinking, words and bookkeeping are measured against. One row read, one written, one put aside. */
export function measureFloor({ synchronous, turnsPerCommit }: FloorOptions): number {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-floor-'));
  const database = new Sqlite(join(folder, 'floor.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  database.exec('CREATE TABLE session (id TEXT PRIMARY KEY, body TEXT); CREATE TABLE event (id INTEGER PRIMARY KEY, session TEXT)');
  const read = database.prepare<[string], { body: string }>('SELECT body FROM session WHERE id = ?');
  const save = database.prepare('INSERT OR REPLACE INTO session (id, body) VALUES (?, ?)');
  const note = database.prepare('INSERT INTO event (session) VALUES (?)');
  const body = JSON.stringify({ turn: 1, facts: 'x'.repeat(1_000) });
  const commit = database.transaction((first: number) => {
    for (let turn = first; turn < first + turnsPerCommit; turn += 1) {
      const id = `null:bench:${turn % 1_000}`;
      save.run(id, read.get(id)?.body ?? body);
      note.run(id);
    }
  });
  let turns = 0;
  const began = performance.now();
  while (performance.now() - began < MEASURE_MS) {
    commit(turns);
    turns += turnsPerCommit;
  }
  const perSecond = (turns * 1_000) / (performance.now() - began);
  database.close();
  rmSync(folder, { recursive: true });
  return perSecond;
}
