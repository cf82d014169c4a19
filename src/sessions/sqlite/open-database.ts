import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { findMissing, readMigrations } from '../migrations.ts';
import { StoreError } from '../store-error.ts';

/** How long to wait for another process that is just letting go of the file. */
const LOCK_WAIT_MS = 1_000;

/**
 * Opens the file, made where missing and readable by its owner only, in its newest shape. `:memory:` keeps nothing.
 * Throws a `StoreError`, also when another process has the file open: two desks on it would answer everybody twice.
 */
export function openDatabase(file: string): Database {
  if (file !== ':memory:') {
    createPrivateFile(file);
  }
  const database = new Sqlite(file, { timeout: LOCK_WAIT_MS });
  try {
    settle(database);
    migrate(database);
    return database;
  } catch (cause) {
    database.close();
    throw explain(file, cause);
  }
}

function createPrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
}

function settle(database: Database): void {
  // Before WAL, so that no shared-memory file is needed and the lock is kept until the process ends.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  // FULL waits for the disk at each commit: what is acknowledged survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
  database.pragma('synchronous = FULL');
  // 16 MB: pages changed again and again are copied back less often. A log twice as long wins nothing more, and start reads it all.
  database.pragma('wal_autocheckpoint = 4000');
  // What is forgotten is overwritten, not only unlinked.
  database.pragma('secure_delete = ON');
  database.pragma('foreign_keys = ON');
}

function migrate(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL DEFAULT (unixepoch())) STRICT',
  );
  const applied = database.prepare<[], { number: number }>('SELECT number FROM migration').all();
  const record = database.prepare<[number, string]>('INSERT INTO migration (number, name) VALUES (?, ?)');
  const apply = database.transaction((number: number, name: string, sql: string) => {
    database.exec(sql);
    record.run(number, name);
  });
  for (const { number, name, sql } of findMissing(
    readMigrations(import.meta.dirname),
    applied.map((row) => row.number),
  )) {
    apply.exclusive(number, name, sql);
  }
}

function explain(file: string, cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === null) {
    return cause;
  }
  return code.startsWith('SQLITE_BUSY')
    ? new StoreError('in_use', `${file} is in use by another process`, { cause })
    : new StoreError('unusable', `${file} cannot be used as storage (${code})`, { cause });
}

/** SQLite's result code; told by its form, since the class is another one where the library is loaded twice. */
function codeOf(cause: unknown): string | null {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}
