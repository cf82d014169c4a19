import { readFileSync } from 'node:fs';
import { z } from 'zod';

const LINE = z.object({
  id: z.string(),
  lang: z.enum(['ja', 'en']),
  text_basis: z.enum(['told', 'constructed']).default('told'),
  user_text: z.string(),
  answers: z.record(z.string(), z.string().nullable()).default({}),
  truth: z.object({
    cause: z.string(),
    fix_port: z.number().nullable().default(null),
    accept: z.array(z.string()).default([]),
  }),
  doubtful: z.boolean().default(false),
});

/** A trouble somebody had: the words they came with, what they would answer when asked, and what it turned out to be. */
export interface EvalCase {
  readonly id: string;
  readonly lang: 'ja' | 'en';
  readonly text_basis: 'told' | 'constructed';
  readonly user_text: string;
  readonly answers: Readonly<Record<string, string | null>>;
  readonly truth: { readonly cause: string; readonly fix_port: number | null; readonly accept: readonly string[] };
  readonly doubtful: boolean;
}

/** The cases of a file, or the number of the first line that is not a case and what is wrong with it. */
export type CaseFile =
  | { readonly ok: true; readonly cases: readonly EvalCase[] }
  | { readonly ok: false; readonly kind: 'unreadable' }
  | { readonly ok: false; readonly kind: 'bad_line'; readonly line: number; readonly field: string };

function readLine(line: string): { readonly ok: true; readonly value: EvalCase } | { readonly ok: false; readonly field: string } {
  try {
    const parsed = LINE.safeParse(JSON.parse(line));
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, field: parsed.error.issues[0]?.path.join('.') ?? '' };
  } catch {
    return { ok: false, field: 'JSON' };
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Reads a corpus: one JSON object a line, empty lines skipped. Fields it does not know are left alone. */
export function readCases(file: string): CaseFile {
  const text = readText(file);
  if (text === null) return { ok: false, kind: 'unreadable' };
  const cases: EvalCase[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line);
    if (!read.ok) return { ok: false, kind: 'bad_line', line: index + 1, field: read.field };
    cases.push(read.value);
  }
  return { ok: true, cases };
}
