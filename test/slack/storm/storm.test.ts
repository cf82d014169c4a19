import type { Guest } from './guest.ts';
import { countDoubles, linesTo, readMessage } from './lines.ts';
import { type Door, invite, killAfter, learnAll, letIn, type Stage, setStage } from './storm.ts';
import { stir, tell } from './weather.ts';

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

/** Milliseconds everybody has for their conversation. */
const PATIENCE_MS = 120_000;

function readLines(guest: Guest, { workspace }: Stage): readonly string[] {
  return linesTo(workspace, guest.person, guest.thread).map(readMessage);
}

/** A command is told once, and said twice by whoever was told that it failed: those who use it come before the kill. */
function commandsFirst(guests: readonly Guest[]): readonly Guest[] {
  return guests.toSorted((one, other) => Number(other.habit.way === 'commands') - Number(one.habit.way === 'commands'));
}

test.each<{ door: Door; people: number; seed: number }>([
  { door: 'http', people: 1_000, seed: 20_261_124 },
  { door: 'socket', people: 300, seed: 20_261_125 },
])(
  '$people people at once over $door, faults everywhere and a kill -9: each conversation reads as if nothing had happened',
  async ({ door, people, seed }) => {
    const set = await setStage(door, { seed });
    stage = set;
    await set.start();
    const expected = await learnAll(set);
    const guests = commandsFirst(invite(set, people));
    const began = Date.now();

    await Promise.all([stir(set), letIn(guests, expected, { stage: set, ms: PATIENCE_MS }), killAfter(people, set)]);

    const unheard = guests.reduce((sum, guest) => sum + guest.unheard, 0);
    console.log(tell(set, `${people} conversations over ${door} in ${Date.now() - began} ms, ${unheard} clicks and commands done again`));
    expect(guests.filter((guest) => readLines(guest, set).length < (expected.get(guest.habit)?.lines.length ?? 0))).toEqual([]);
    for (const guest of guests) expect(readLines(guest, set)).toEqual(expected.get(guest.habit)?.lines);
    expect(countDoubles(set.workspace)).toBe(0);
    expect(set.fake.refused).toEqual([]);
    expect(set.program.log).not.toContain('"level":50');
    expect(set.program.lives).toBe(2);
    expect([...set.fake.faults.injected.keys()]).toEqual(
      expect.arrayContaining(['rate_limited', 'status', 'reset', 'hang', 'html', 'slow']),
    );
    expect([...expected.values()].flatMap(({ lines }) => lines).join('\n')).toContain('smtp.nifty.com');
  },
  180_000,
);
