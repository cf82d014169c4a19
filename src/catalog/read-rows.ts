import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CatalogueError } from './error.ts';
import { faultPhrase, issueField, issuePhrase } from './faults.ts';

function detailOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CatalogueError([{ file, field: '', what: faultPhrase('missing_file', { detail: detailOf(cause) }) }], { cause });
  }
}

function readJson(file: string): unknown {
  const content = readText(file);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new CatalogueError([{ file, field: '', what: faultPhrase('not_json', { detail: detailOf(cause) }) }], { cause });
  }
}

/** Reads one file and checks it against its schema; throws `CatalogueError` with everything that is wrong. */
export function readFile<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const result = schema.safeParse(readJson(file));
  if (result.success) return result.data;
  throw new CatalogueError(result.error.issues.map((issue) => ({ file, field: issueField(issue), what: issuePhrase(issue) })));
}

/** The row files of a folder, in the same order everywhere. An absent folder is an empty one. */
export function listRows(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** What a folder holds: the rows' schema, and the value that names the file. */
export interface Folder<T extends z.ZodType<object>> {
  readonly path: string;
  readonly schema: T;
  readonly idOf: (row: z.output<T>) => string;
}

/** Reads one row file; its name is the row's id. */
export function readRow<T extends z.ZodType<object>>(file: string, { schema, idOf }: Folder<T>): z.output<T> {
  const row = readFile(file, schema);
  const id = idOf(row);
  if (!file.endsWith(join('/', `${id}.json`))) throw new CatalogueError([{ file, field: 'id', what: faultPhrase('wrong_name', { id }) }]);
  return row;
}

/** Reads a folder of rows, keyed by id. Throws at the first broken file. */
export function readRows<T extends z.ZodType<object>>(folder: Folder<T>): Map<string, z.output<T>> {
  const rows = listRows(folder.path).map((file) => readRow(file, folder));
  return new Map(rows.map((row) => [folder.idOf(row), row]));
}
