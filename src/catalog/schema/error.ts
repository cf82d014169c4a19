import { z } from 'zod';
import type { ErrorRow } from '../../contracts/catalogue.ts';
import { type FaultId, fault } from '../faults.ts';
import { rowId, sign, sources, text, unique } from './common.ts';

/** What is wrong with a pattern, or null. */
function patternFault(pattern: string): FaultId | null {
  if (pattern !== pattern.normalize('NFKC').toLowerCase()) return fault('pattern_not_flat');
  // Unbounded repeats make long messages slow.
  if (/(?<!\\)[*+]|\{\d+,\}/.test(pattern)) return fault('pattern_unbounded');
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch {
    return fault('pattern_broken');
  }
}

const pattern = z.string().check(({ value, issues }) => {
  const message = patternFault(value);
  if (message !== null) issues.push({ code: 'custom', input: value, message });
});

/** A row of `catalog/errors/`. */
export const errorRow = z.strictObject({
  id: rowId,
  code: text,
  family: z.enum(['outlook', 'thunderbird', 'apple', 'android', 'smtp', 'provider', 'socket', 'tls', 'tool', 'system', 'bounce']),
  patterns: unique(pattern).min(1),
  stage: z.enum(['connect', 'tls', 'greet', 'auth', 'from', 'rcpt', 'data', 'after', 'local', 'incoming', 'any']),
  signs: unique(sign),
  sources,
}) satisfies z.ZodType<ErrorRow>;
