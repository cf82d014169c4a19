import { z } from 'zod';

/** Numbers of one step or of all. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Tally = { ...NOTHING, passed: 1 };
export const ONE_FAILED: Tally = { ...NOTHING, failed: 1 };

const JestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** Files that broke before a test of theirs could run: no failed test stands for them. */
  numRuntimeErrorTestSuites: z.number(),
});

export function addTallies(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

/**
 * What a run of Jest counts for: its `--json` report (null when it wrote none) and its exit code. A file that could not run is
 * a failed test, and so is a run that ended badly without saying why.
 */
export function tallyJest(report: unknown, exitCode: number | null): Tally {
  const parsed = JestReport.safeParse(report);
  if (!parsed.success) return ONE_FAILED;
  const numbers = parsed.data;
  const tally = {
    passed: numbers.numPassedTests,
    failed: numbers.numFailedTests + numbers.numRuntimeErrorTestSuites,
    skipped: numbers.numPendingTests + numbers.numTodoTests,
  };
  return exitCode !== 0 && tally.failed === 0 ? addTallies(tally, ONE_FAILED) : tally;
}

/** The last line of a run. */
export function sayTally({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
