import { findMissing, readMigrations } from '../migrations.ts';
import type { Ask, Database } from './pool.ts';

/** Any number will do, as long as no other program on the database takes the same: "okuru" in ASCII. */
const MIGRATION_LOCK = 0x6f_6b_75_72_75;

/** Brings the database into its newest shape, one desk at a time. Throws a `StoreError` when a newer program was there. */
export async function migrate(database: Database): Promise<void> {
  await database.together(async (ask) => {
    await ask('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await ask(
      'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    await applyMissing(ask);
  });
}

async function applyMissing(ask: Ask): Promise<void> {
  const applied = await ask<{ number: number }>('SELECT number FROM migration');
  const missing = findMissing(
    readMigrations(import.meta.dirname),
    applied.map(({ number }) => number),
  );
  for (const { number, name, sql } of missing) {
    await ask(sql);
    await ask('INSERT INTO migration (number, name) VALUES ($1, $2)', [number, name]);
  }
}
