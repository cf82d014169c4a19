import { createCache } from '../../../src/probes/floor/cache.ts';

function cacheOf(max?: number) {
  const clock = { time: 0, now: () => clock.time };
  return { clock, cache: createCache<string>(clock, 1_000, max) };
}

test('a look is shared from its beginning on, until its time is up', async () => {
  const { clock, cache } = cacheOf();
  let finish: (value: string) => void = () => {};
  const look = new Promise<string>((resolve) => {
    finish = resolve;
  });

  cache.set('a', look);

  expect(cache.get('a')).toBe(look);
  finish('seen');
  clock.time = 999;
  expect(await cache.get('a')).toBe('seen');
  clock.time = 1_000;
  expect(cache.get('a')).toBeNull();
});

test('what is dropped, and what was never there, is not known', () => {
  const { cache } = cacheOf();
  cache.set('a', Promise.resolve('x'));

  cache.drop('a');

  expect([cache.get('a'), cache.get('b')]).toEqual([null, null]);
});

test('beyond its size the oldest looks go first', () => {
  const { cache } = cacheOf(3);

  for (const key of ['a', 'b', 'c', 'd']) cache.set(key, Promise.resolve(key));

  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== null)).toEqual([false, true, true, true]);
});
