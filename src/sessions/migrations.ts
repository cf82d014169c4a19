import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './store-error.ts';

/** One step of a database's shape; never changed once released, only followed by another. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/u;

/** The steps in `folder` (`0001-name.sql`, …), in order. */
export function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const [, number, name] = FILE.exec(file) ?? [];
      return number === undefined || name === undefined
        ? []
        : [{ number: Number(number), name, sql: readFileSync(join(folder, file), 'utf8') }];
    })
    .sort((one, other) => one.number - other.number);
}

/** The steps a database still lacks. Throws a `StoreError` when it has steps this program does not know. */
export function findMissing(migrations: readonly Migration[], applied: readonly number[]): readonly Migration[] {
  const newest = migrations.at(-1)?.number ?? 0;
  const unknown = applied.find((number) => number > newest);
  if (unknown !== undefined) {
    throw new StoreError('newer', `The database has step ${unknown}, this program knows ${newest}: it was used by a newer Okuru`);
  }
  return migrations.filter((migration) => !applied.includes(migration.number));
}
