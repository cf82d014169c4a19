import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The catalogue of the project. */
export const CATALOGUE_FOLDER: string = join(import.meta.dirname, '..', '..', 'catalog');

const made: string[] = [];

/** A copy of the project's catalogue that a test may break. */
export function copyCatalogue(): string {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-catalog-'));
  made.push(folder);
  cpSync(CATALOGUE_FOLDER, folder, { recursive: true });
  return folder;
}

/** Changes one value of a row of a copied catalogue; `undefined` takes the field away. */
export function changeRow(folder: string, file: string, change: Readonly<Record<string, unknown>>): void {
  const path = join(folder, file);
  const row: unknown = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify(Object.assign({}, row, change)));
}

/** Removes all copies. */
export function removeCopies(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
