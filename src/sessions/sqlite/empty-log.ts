import type { Database } from 'better-sqlite3';

/**
 * Old pages of what was deleted live on in the write-ahead log until it is emptied. Whoever asks in one round of the event loop shares
 * one emptying; resolves once it is done, also when the file was closed meanwhile, which empties it too.
 */
export function createLogEmptier(database: Database): () => Promise<void> {
  let coming: Promise<void> | null = null;

  async function empty(): Promise<void> {
    await new Promise(setImmediate);
    coming = null;
    if (database.open) {
      database.pragma('wal_checkpoint(TRUNCATE)');
    }
  }

  return () => {
    coming ??= empty();
    return coming;
  };
}
