import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CauseRow } from '../../../src/contracts/catalogue.ts';
import type { CauseId, QuestionRow } from '../../../src/contracts/diagnosis.ts';
import type { FactId } from '../../../src/contracts/facts.ts';

const CATALOG = join(import.meta.dirname, '../../../catalog');

function readFolder<Row>(folder: string): readonly Row[] {
  return readdirSync(join(CATALOG, folder)).map((file) => JSON.parse(readFileSync(join(CATALOG, folder, file), 'utf8')));
}

/** The real causes, as the catalogue has them. */
export function realCauses(): ReadonlyMap<CauseId, CauseRow> {
  return new Map(readFolder<CauseRow>('causes').map((row) => [row.id, row]));
}

/** The real questions. */
export function realQuestions(): ReadonlyMap<FactId, QuestionRow> {
  return new Map(readFolder<QuestionRow>('questions').map((row) => [row.fact, row]));
}
