import type { Expected, Guest } from './guest.ts';
import { isSame, learn, linesOf } from './guest.ts';
import { FOUNDING, type Habit } from './habits.ts';
import { countDoubles, readMessage } from './lines.ts';
import { type Door, inviteAll, killAfter, letIn, type Stage, saidTo, setStage } from './storm.ts';

/** Interactions of one burst. */
const EVENTS = 200;
/** After how many posts the program is killed, burst by burst. */
const KILLS = [60, 300];
/** How long Discord takes for a call: a kill meets as many as are under way. Milliseconds. */
const CALL_MS = 30;
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
  for (const name of ['callback', 'createMessage', 'createFollowUp', 'editOriginal'])
    set.fake.faults.rate(name, 1, { kind: 'slow', ms: CALL_MS });
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

test.each<Door>(['gateway', 'http'])(
  `a kill -9 in a burst of ${EVENTS} interactions by %s loses no reply and doubles none`,
  async (door) => {
    const { set, expected } = await prepare(door);

    const guests = await burst(set, expected);

    const [lost, doubled] = [countLost(guests, expected), countDoubles(saidTo(guests))];
    const replies = guests.reduce((sum, { habit }) => sum + (expected.get(habit)?.lines.length ?? 0), 0);
    const again = guests.reduce((sum, { unheard }) => sum + unheard, 0);
    console.log(
      `${KILLS.length} kill -9, each in a burst of ${EVENTS} interactions by ${door}: of ${replies} replies ${lost} lost, ${doubled} doubled; ${again} acts done again`,
    );
    expect(lost).toBe(0);
    expect(doubled).toBe(0);
    expect(set.fake.refused).toEqual([]);
  },
  180_000,
);
