import { type Expected, type Guest, isSame, linesOf } from './guest.ts';
import type { Habit } from './habits.ts';
import { countDoubles, readMessage } from './lines.ts';
import { type Door, invite, killAfter, learnAll, letIn, type Stage, saidTo, setStage } from './storm.ts';
import { stir, tell } from './weather.ts';

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

/** Milliseconds everybody has for their conversation. */
const PATIENCE_MS = 100_000;

/** Does the conversation of this person read as if nothing had happened? Otherwise what stands there. */
function differs(guest: Guest, expected: ReadonlyMap<Habit, Expected>): readonly string[] | null {
  const lines = linesOf(guest).map(readMessage);
  const wanted = expected.get(guest.habit)?.lines ?? [];
  return lines.length === wanted.length && wanted.every((line, index) => isSame(lines[index] ?? '', line)) ? null : lines;
}

test.each<{ door: Door; people: number; seed: number }>([
  { door: 'gateway', people: 1_000, seed: 20_261_126 },
  { door: 'http', people: 200, seed: 20_261_127 },
])(
  '$people people at once over $door, faults everywhere and a kill -9: each conversation reads as if nothing had happened',
  async ({ door, people, seed }) => {
    const set = await setStage(door, { seed });
    stage = set;
    await set.start();
    const expected = await learnAll(set);
    const guests = await invite(set, people);
    const began = Date.now();

    await Promise.all([stir(set), letIn(guests, expected, { ms: PATIENCE_MS }), killAfter(people, set)]);

    const unheard = guests.reduce((sum, guest) => sum + guest.unheard, 0);
    console.log(tell(set, saidTo(guests), `${people} conversations over ${door} in ${Date.now() - began} ms, ${unheard} acts done again`));
    const others = guests.flatMap((guest) => {
      const lines = differs(guest, expected);
      return lines === null ? [] : [`${guest.person.name} ${guest.habit.way}: ${lines.map((line) => line.slice(0, 12)).join(' / ')}`];
    });
    expect(others).toEqual([]);
    expect(countDoubles(saidTo(guests))).toBe(0);
    expect(set.fake.refused).toEqual([]);
    expect(set.program.log).not.toContain('"level":50');
    expect(set.program.lives).toBe(2);
    expect(set.fake.gateway.counts.resumed).toBeGreaterThan(0);
    expect([...set.fake.faults.injected.keys()]).toEqual(
      expect.arrayContaining(['rate_limited', 'status', 'reset', 'hang', 'html', 'slow']),
    );
    expect([...expected.values()].flatMap(({ lines }) => lines).join('\n')).toContain('smtp.nifty.com');
  },
  180_000,
);
