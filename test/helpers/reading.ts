import type { FactId } from '../../src/contracts/facts.ts';
import type { Reader, Reading } from '../../src/contracts/reading.ts';
import { createReader } from '../../src/engine/understand/reader.ts';
import { loadKnowledge } from './knowledge.ts';

let reader: Reader | null = null;

/** Reads one message with the project's own catalogue and lexicons, as an answer to `asked` if given. */
export function readText(text: string, asked: FactId | null = null): Reading {
  reader ??= createReader(loadKnowledge());
  return reader.read(text, { asked, lang: /[\u3041-\u30ff]/.test(text) ? 'ja' : 'en', now: 1_800_000_000_000 });
}

/** The facts of a reading by id; what was denied stands under `not <id>`. */
export function factsIn(text: string, asked: FactId | null = null): Readonly<Record<string, unknown>> {
  return Object.fromEntries(readText(text, asked).facts.map((fact) => [fact.denied ? `not ${fact.id}` : fact.id, fact.value]));
}
