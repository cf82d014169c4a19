import fc from 'fast-check';
import { addTallies, NOTHING, sayTally, tallyJest } from './tally.ts';

const REPORT = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, numRuntimeErrorTestSuites: 0 };

describe('tallyJest', () => {
  test('counts passed, failed and skipped tests', () => {
    expect(tallyJest({ ...REPORT, numFailedTests: 3 }, 1)).toEqual({ passed: 7, failed: 3, skipped: 3 });
  });

  test('counts a file that could not run as a failed test', () => {
    expect(tallyJest({ ...REPORT, numRuntimeErrorTestSuites: 2 }, 1)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });

  test('never calls a run good that ended badly', () => {
    const codes = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 255 }));

    fc.assert(fc.property(codes, (code) => tallyJest(REPORT, code).failed > 0));
  });

  test.each([null, {}, 'text', { ...REPORT, numFailedTests: 'none' }])('counts a run without a report as a failure: %j', (report) => {
    expect(tallyJest(report, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('sayTally', () => {
  test('says skipped tests only where there are some', () => {
    expect(sayTally({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(sayTally({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});

test('a sum of tallies keeps every number', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };

  expect(addTallies(addTallies(NOTHING, one), one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
