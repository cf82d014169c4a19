import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CatalogueError } from './error.ts';

function parseJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new CatalogueError(
      file,
      `not valid JSON (${cause instanceof Error ? cause.message : 'unknown'}). Put the comma or bracket right.`,
      { cause },
    );
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const field = path.map(String).join('.');
  return field === '' ? message : `field ${field}: ${message}`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CatalogueError(file, 'the file is missing or can’t be read. Put it back from the repository.', { cause });
  }
}

/** Reads one file and checks it against its schema; throws `CatalogueError` for what is wrong. */
export function readFile<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const result = schema.safeParse(parseJson(file, readText(file)));
  if (result.success) return result.data;
  throw new CatalogueError(file, `${result.error.issues.map(describeIssue).join('; ')}. See docs/adding/.`);
}

/** The names of the row files of a folder, in the same order everywhere. An absent folder is an empty one. */
export function listRows(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted();
  } catch {
    return [];
  }
}

/** Reads a folder of rows, keyed by id; the file of a row is named after it. */
export function readRows<T extends z.ZodType<object>>(
  folder: string,
  schema: T,
  idOf: (row: z.output<T>) => string,
): Map<string, z.output<T>> {
  const rows = new Map<string, z.output<T>>();
  for (const name of listRows(folder)) {
    const file = join(folder, name);
    const row = readFile(file, schema);
    const id = idOf(row);
    if (`${id}.json` !== name)
      throw new CatalogueError(file, `the row is called ${id}: call the file ${id}.json, or the row ${name.slice(0, -5)}`);
    rows.set(id, row);
  }
  return rows;
}
