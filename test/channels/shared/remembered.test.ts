import { createRemembered } from '../../../src/channels/shared/remembered.ts';

describe('a memory with bounds', () => {
  const clock = { time: 0, now: () => clock.time };
  const open = (atMost = 10) => createRemembered<string>({ forMs: 100, atMost, clock });

  it('believes a value for so long and no longer', () => {
    const testSubject = open();
    testSubject.set('a', 'x');
    clock.time += 99;
    const before = testSubject.get('a');
    clock.time += 1;

    expect([before, testSubject.get('a')]).toEqual(['x', undefined]);
  });

  it('forgets the oldest where there are too many', () => {
    const testSubject = open(2);
    for (const name of ['a', 'b', 'a', 'c']) testSubject.set(name, name);

    expect(['a', 'b', 'c'].map((name) => testSubject.get(name))).toEqual(['a', undefined, 'c']);
  });

  it('asks once for all who want a value at the same time', async () => {
    const testSubject = open();
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return String(asked);
    };

    expect(await Promise.all([testSubject.getOr('a', fetch), testSubject.getOr('a', fetch)])).toEqual(['1', '1']);
    expect(await testSubject.getOr('a', fetch)).toBe('1');
  });

  it('keeps no failure', async () => {
    const testSubject = open();
    await expect(testSubject.getOr('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(await testSubject.getOr('a', async () => 'yes')).toBe('yes');
  });

  it('does not keep what was dropped while it was asked for', async () => {
    const testSubject = open();
    const old = Promise.withResolvers<string>();
    const first = testSubject.getOr('a', () => old.promise);
    testSubject.drop('a');
    const second = await testSubject.getOr('a', async () => 'new');
    old.resolve('old');

    expect([await first, second, testSubject.get('a')]).toEqual(['old', 'new', 'new']);
  });
});
