import { createLimits } from '../../../src/probes/floor/limits.ts';

const ALLOWANCES = { person: { burst: 2, perMinute: 1 }, workplace: { burst: 3, perMinute: 60 }, total: { burst: 5, perMinute: 0 } };
const ANNA = { person: 'anna', workplace: 'w1' };
const BEN = { person: 'ben', workplace: 'w1' };

function limitsAt(start: number) {
  const clock = { time: start, now: () => clock.time };
  return { clock, limits: createLimits(clock, ALLOWANCES) };
}

test('a person has a burst, and more as time goes by, up to the burst again', () => {
  const { clock, limits } = limitsAt(0);

  expect([limits.take(ANNA), limits.take(ANNA), limits.take(ANNA)]).toEqual([true, true, false]);
  clock.time += 59_000;
  expect(limits.take(ANNA)).toBe(false);
  clock.time += 1_000;
  expect([limits.take(ANNA), limits.take(ANNA)]).toEqual([true, false]);
});

test('a workplace stands for all its people, and people of the same name elsewhere are others', () => {
  const { limits } = limitsAt(0);

  expect([limits.take(ANNA), limits.take(ANNA), limits.take(BEN), limits.take(BEN)]).toEqual([true, true, true, false]);
  expect(limits.take({ person: 'anna', workplace: 'w2' })).toBe(true);
});

test('the total stands for everybody', () => {
  const { limits } = limitsAt(0);
  const taken = Array.from({ length: 6 }, (_, index) => limits.take({ person: `p${index}`, workplace: `w${index}` }));

  expect(taken).toEqual([true, true, true, true, true, false]);
});

test('who is turned down pays nothing', () => {
  const { clock, limits } = limitsAt(0);
  limits.take(ANNA);
  limits.take(ANNA);
  for (let time = 0; time < 10; time += 1) limits.take(ANNA);

  clock.time += 60_000;

  expect(limits.take(ANNA)).toBe(true);
  expect(limits.take(BEN)).toBe(true);
});

test('a clock set back takes nothing away and gives nothing twice', () => {
  const { clock, limits } = limitsAt(600_000);
  limits.take(ANNA);

  clock.time = 0;

  expect([limits.take(ANNA), limits.take(ANNA)]).toEqual([true, false]);
});

test('a crowd that comes once is forgotten again', () => {
  const clock = { time: 0, now: () => clock.time };
  const many = { burst: 1_000_000, perMinute: 1_000_000 };
  const limits = createLimits(clock, { person: { burst: 1, perMinute: 60 }, workplace: many, total: many });
  for (let person = 0; person < 30_000; person += 1) {
    clock.time += 10;
    limits.take({ person: String(person), workplace: 'w1' });
  }

  expect(limits.take({ person: '29999', workplace: 'w1' })).toBe(false);
  expect(limits.take({ person: '0', workplace: 'w1' })).toBe(true);
});
