import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Ends = z.object({ end: z.object({ check: z.record(z.string(), z.string()) }) });

/** The sentence with which `okuru check` ends, as the locale file has it, its blanks filled. */
export function endOfCheck(lang: 'ja' | 'en', name: string, blanks: Readonly<Record<string, string | number>>): string {
  const file = join(import.meta.dirname, '../../locales', lang, 'probe.json');
  const template = Ends.parse(JSON.parse(readFileSync(file, 'utf8'))).end.check[name];
  if (template === undefined) throw new Error(`${file} has no end.check.${name}.`);
  return template.replace(/\{\{(\w+)\}\}/g, (_all, blank) => String(blanks[blank]));
}

/** The last line of what a command printed. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
