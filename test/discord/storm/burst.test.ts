import { setTimeout as sleep } from 'node:timers/promises';
import type { Expected, Guest } from './guest.ts';
import { isSame, learn, linesOf } from './guest.ts';
import { FOUNDING, type Habit } from './habits.ts';
import { readMessage } from './lines.ts';
import { type Door, inviteAll, killAfter, letIn, type Stage, setStage } from './storm.ts';

/** Interactions of one burst. */
const EVENTS = 200;
/** After how many posts the program is killed, burst by burst. */
const KILLS = [60, 230, 330];
/** How long Discord takes for a call, and how often, of those that take no less: a kill meets as many as are under way. */
const TAKES = [
  [0.3, { kind: 'slow', ms: 10 }],
  [0.5, { kind: 'slow', ms: 40 }],
  [1, { kind: 'slow', ms: 90 }],
] as const;
const CALLS = ['callback', 'createMessage', 'createFollowUp', 'editFollowUp'];
const PATIENCE_MS = 60_000;

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

/** The founding story by slash command, and the end of it: in a server, by the app of one's own, in direct messages. */
const HABITS: readonly Habit[] = (['commands', 'commands anywhere', 'commands directly'] as const).map((way) => ({
  way,
  says: [FOUNDING],
  prefers: ['after:fixed'],
}));

async function prepare(door: Door): Promise<{ readonly set: Stage; readonly expected: ReadonlyMap<Habit, Expected> }> {
  const set = await setStage(door);
  stage = set;
  await set.start();
  const first = await inviteAll(set, { count: HABITS.length, prefix: 'First', habits: HABITS });
  const expected = new Map(await Promise.all(first.map(async (guest) => [guest.habit, await learn(guest)] as const)));
  for (const name of CALLS) for (const [rate, fault] of TAKES) set.fake.faults.rate(name, rate, fault);
  return { set, expected };
}

/** One burst after another, a kill in each. Returns the people who came. */
async function burst(set: Stage, expected: ReadonlyMap<Habit, Expected>): Promise<readonly Guest[]> {
  const all: Guest[] = [];
  for (const [round, posts] of KILLS.entries()) {
    const guests = await inviteAll(set, { count: EVENTS, prefix: `Guest${round}X`, habits: HABITS });
    all.push(...guests);
    await Promise.all([letIn(guests, expected, { ms: PATIENCE_MS, everyMs: 0 }), killAfter(posts, set)]);
  }
  return all;
}

/** Replies that should stand in the conversations and don't. */
function countLost(guests: readonly Guest[], expected: ReadonlyMap<Habit, Expected>): number {
  return guests.reduce((sum, guest) => {
    const shown = linesOf(guest).map(readMessage);
    return sum + (expected.get(guest.habit)?.lines.filter((line) => !shown.some((each) => isSame(each, line))).length ?? 0);
  }, 0);
}

/** Lines beyond those of a conversation in which nothing goes wrong. */
function countDoubled(guests: readonly Guest[], expected: ReadonlyMap<Habit, Expected>): number {
  return guests.reduce((sum, guest) => sum + Math.max(0, linesOf(guest).length - (expected.get(guest.habit)?.lines.length ?? 0)), 0);
}

/** Follow-ups that the bot has under way at once: they have no nonce, and nobody tells which there were. */
const AT_ONCE = 8;

test.each<Door>(['gateway', 'http'])(
  `a kill -9 in a burst of ${EVENTS} interactions by %s loses no reply, and doubles none but follow-ups that were under way`,
  async (door) => {
    const { set, expected } = await prepare(door);

    const guests = await burst(set, expected);

    const direct = guests.filter(({ habit }) => habit.way === 'commands directly');
    const [lost, doubled] = [countLost(guests, expected), countDoubled(guests, expected)];
    const replies = guests.reduce((sum, { habit }) => sum + (expected.get(habit)?.lines.length ?? 0), 0);
    const again = guests.reduce((sum, { unheard }) => sum + unheard, 0);
    console.log(
      `${KILLS.length} kill -9, each in a burst of ${EVENTS} interactions by ${door}: of ${replies} replies ${lost} lost, ${doubled} doubled; ${again} acts done again`,
    );
    expect(lost).toBe(0);
    expect(countDoubled(direct, expected)).toBe(0);
    expect(doubled).toBeLessThanOrEqual(KILLS.length * AT_ONCE);
    expect(set.fake.refused).toEqual([]);
  },
  180_000,
);

/** Milliseconds a follow-up is under way here, in the middle of which the program is killed. */
const LONG_MS = 400;

test('of follow-ups, a kill -9 doubles no more than were under way', async () => {
  const set = await setStage('gateway');
  stage = set;
  await set.start();
  const habits = HABITS.slice(0, 1);
  const [habit] = habits;
  const [first] = await inviteAll(set, { count: 1, prefix: 'First', habits });
  if (first === undefined || habit === undefined) throw new Error('Nobody came.');
  const expected = new Map([[habit, await learn(first)]]);
  const guests = await inviteAll(set, { count: 60, prefix: 'Guest', habits });
  set.fake.faults.rate('createFollowUp', 1, { kind: 'slow', ms: LONG_MS });
  const kill = async (): Promise<void> => {
    await set.fake.until(() => (set.fake.faults.injected.get('slow') ?? 0) > AT_ONCE, 'follow-ups', PATIENCE_MS);
    await sleep(LONG_MS / 2);
    await set.program.kill();
    await set.start();
    set.fake.faults.clear();
  };

  await Promise.all([letIn(guests, expected, { ms: PATIENCE_MS, everyMs: 0 }), kill()]);

  const [lost, doubled] = [countLost(guests, expected), countDoubled(guests, expected)];
  console.log(`a kill -9 while follow-ups are under way: ${lost} lost, ${doubled} doubled`);
  expect(lost).toBe(0);
  expect(doubled).toBeGreaterThan(0);
  expect(doubled).toBeLessThanOrEqual(AT_ONCE);
  expect(set.fake.refused).toEqual([]);
}, 100_000);
