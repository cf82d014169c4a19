import { createRateLimit } from '../../../src/channels/web/rate-limit.ts';

describe('createRateLimit', () => {
  let now = 0;
  const clock = { now: () => now };

  beforeEach(() => {
    now = 0;
  });

  it('gives a burst, then says how long to wait', () => {
    const limit = createRateLimit({ clock, burst: 2, perSecond: 0.5 });

    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 2, 0]);
  });

  it('gives turns back with time, never more than the burst', () => {
    const limit = createRateLimit({ clock, burst: 2, perSecond: 1 });
    limit.take('a');
    limit.take('a');
    now = 60_000;

    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 1]);
  });

  it('takes nothing from who asks too often, so that they are let in again', () => {
    const limit = createRateLimit({ clock, burst: 1, perSecond: 1 });
    limit.take('a');
    for (let tries = 0; tries < 50; tries += 1) limit.take('a');
    now = 1_000;

    expect(limit.take('a')).toBe(0);
  });

  it('stands a clock that is set back', () => {
    const limit = createRateLimit({ clock, burst: 1, perSecond: 1 });
    now = 10_000;
    limit.take('a');
    now = 0;

    expect(limit.take('a')).toBe(1);
  });

  it('forgets who has not come for longest once it knows ten thousand', () => {
    const limit = createRateLimit({ clock, burst: 1, perSecond: 0.001 });
    limit.take('first');
    for (let index = 0; index < 10_000; index += 1) limit.take(`${index}`);

    expect([limit.take('9999'), limit.take('first')]).toEqual([1_000, 0]);
  });
});
