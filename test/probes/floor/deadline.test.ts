import { createDeadline, isTimedOut, waitFor } from '../../../src/probes/floor/deadline.ts';

const FOREVER = 60_000;

function never(log: string[]) {
  return () => () => {
    log.push('stopped listening');
  };
}

function refuseToStart(): () => void {
  throw new Error('must not start');
}

test('a wait that brings something in time gives it, and stops listening', async () => {
  const deadline = createDeadline(FOREVER);
  const log: string[] = [];

  const value = await waitFor<string>({
    deadline,
    ms: FOREVER,
    start(settle) {
      setImmediate(() => settle('here'));
      return () => log.push('stopped listening');
    },
  });
  deadline.end();

  expect(value).toBe('here');
  expect(log).toEqual(['stopped listening']);
});

test('a wait ends by its own limit, by the deadline, or by one that is over already', async () => {
  const log: string[] = [];
  const long = createDeadline(FOREVER);
  const over = createDeadline(FOREVER);
  over.end();

  const byLimit = await waitFor({ deadline: long, ms: 10, start: never(log) });
  const byDeadline = await waitFor({ deadline: createDeadline(10), ms: FOREVER, start: never(log) });
  const atOnce = await waitFor({ deadline: over, ms: FOREVER, start: refuseToStart });
  long.end();

  expect([byLimit, byDeadline, atOnce].map(isTimedOut)).toEqual([true, true, true]);
  expect(log).toEqual(['stopped listening', 'stopped listening']);
});

test('what settles at once is taken, and a second value is not', async () => {
  const deadline = createDeadline(FOREVER);

  const value = await waitFor<number>({
    deadline,
    ms: FOREVER,
    start(settle) {
      settle(1);
      settle(2);
      return () => {};
    },
  });
  deadline.end();

  expect(value).toBe(1);
});

test('a deadline tells everybody once, late listeners at once, and those who left not at all', () => {
  const deadline = createDeadline(FOREVER);
  const told: string[] = [];
  deadline.onEnd(() => told.push('a'));
  deadline.onEnd(() => told.push('left'))();

  deadline.end();
  deadline.end();
  deadline.onEnd(() => told.push('late'));

  expect(told).toEqual(['a', 'late']);
  expect(deadline.over()).toBe(true);
  expect(deadline.left()).toBe(0);
});
