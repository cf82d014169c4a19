import type { Expected, Guest } from './guest.ts';
import { learn } from './guest.ts';
import { HABITS, type Habit } from './habits.ts';
import { countDoubles, linesTo, readMessage } from './lines.ts';
import { inviteAll, killAfter, letIn, type Stage, setStage } from './storm.ts';

/** Events of one burst. */
const EVENTS = 200;
/** After how many posts the program is killed, burst by burst. */
const KILLS = [60, 300];
/** How long Slack takes for a post: a kill meets as many as are under way. Milliseconds. */
const POST_MS = 30;
/** Posts the bot keeps under way in a workspace. */
const AT_ONCE = 8;
const PATIENCE_MS = 40_000;

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

/** Says the founding story and reads the answer; presses nothing. */
const HABIT: Habit = { way: 'writes', says: HABITS[0]?.says ?? [], prefers: [] };

async function prepare(): Promise<{ readonly set: Stage; readonly expected: ReadonlyMap<Habit, Expected> }> {
  const set = await setStage('http', { retryAfterMs: [0, 3_000, 15_000] });
  stage = set;
  await set.start();
  const [first] = inviteAll(set, { count: 1, prefix: 'UFIRST', habits: [HABIT] });
  if (first === undefined) throw new Error('Nobody came.');
  const expected = new Map([[HABIT, await learn(first, set.workspace)]]);
  set.fake.faults.rate('chat.postMessage', 1, { kind: 'slow', ms: POST_MS });
  return { set, expected };
}

/** One burst after another, a kill in each. Returns the people who came. */
async function burst(set: Stage, expected: ReadonlyMap<Habit, Expected>): Promise<readonly Guest[]> {
  const all: Guest[] = [];
  for (const [round, posts] of KILLS.entries()) {
    const guests = inviteAll(set, { count: EVENTS, prefix: `U${round}X`, habits: [HABIT] });
    all.push(...guests);
    await Promise.all([letIn(guests, expected, { stage: set, ms: PATIENCE_MS, everyMs: 0 }), killAfter(posts, set)]);
  }
  return all;
}

/** Replies that should stand in the conversations and don't. */
function countLost(guests: readonly Guest[], expected: ReadonlyMap<Habit, Expected>, { workspace }: Stage): number {
  return guests.reduce((sum, guest) => {
    const shown = new Set(linesTo(workspace, guest.person, guest.thread).map(readMessage));
    return sum + (expected.get(guest.habit)?.lines.filter((line) => !shown.has(line)).length ?? 0);
  }, 0);
}

function tell(
  how: string,
  numbers: { readonly kills: number; readonly lost: number; readonly doubled: number; readonly replies: number },
): void {
  console.log(
    `${numbers.kills} kill -9, each in a burst of events, ${how}: of ${numbers.replies} replies ${numbers.lost} lost, ${numbers.doubled} doubled`,
  );
}

test(`a kill -9 in a burst of ${EVENTS} events loses no reply and doubles none`, async () => {
  const { set, expected } = await prepare();

  const guests = await burst(set, expected);

  const [lost, doubled] = [countLost(guests, expected, set), countDoubles(set.workspace)];
  tell('history to be looked at', {
    kills: KILLS.length,
    lost,
    doubled,
    replies: guests.length * (expected.get(HABIT)?.lines.length ?? 0),
  });
  expect(lost).toBe(0);
  expect(doubled).toBe(0);
  expect(set.fake.refused).toEqual([]);
}, 150_000);

test('where Slack does not let the bot look at what it posted, a kill -9 doubles no more than was under way', async () => {
  const { set, expected } = await prepare();
  set.fake.faults.rate('conversations.history', 1, { kind: 'error', error: 'missing_scope' });

  const guests = await burst(set, expected);

  const [lost, doubled] = [countLost(guests, expected, set), countDoubles(set.workspace)];
  tell('no look at history allowed', {
    kills: KILLS.length,
    lost,
    doubled,
    replies: guests.length * (expected.get(HABIT)?.lines.length ?? 0),
  });
  expect(lost).toBe(0);
  expect(doubled).toBeLessThanOrEqual(KILLS.length * AT_ONCE);
}, 150_000);

/** Slack allows about fifty looks a minute (tier 3: docs.slack.dev/apis/web-api/rate-limits). */
const LOOKS = { most: 17, withinMs: 20_000 };
const FEWER = 60;

/** From now on Slack says "later" to looks that come too often. */
function limitLooks({ fake }: Stage): void {
  let looks: number[] = [];
  const isTooOften = (): boolean => {
    const now = Date.now();
    looks = looks.filter((at) => now - at < LOOKS.withinMs);
    if (looks.length >= LOOKS.most) return true;
    looks.push(now);
    return false;
  };
  const fault = { kind: 'rate_limited', retryAfter: LOOKS.withinMs / 1_000 } as const;
  fake.faults.next('conversations.history', fault, { times: Number.POSITIVE_INFINITY, when: isTooOften });
}

test('where Slack lets the bot look rarely, a kill -9 lets nobody wait for minutes, and doubles no more than was under way', async () => {
  const { set, expected } = await prepare();
  limitLooks(set);

  const guests = inviteAll(set, { count: FEWER, prefix: 'U', habits: [HABIT] });
  await Promise.all([letIn(guests, expected, { stage: set, ms: PATIENCE_MS, everyMs: 0 }), killAfter(20, set)]);

  const [lost, doubled] = [countLost(guests, expected, set), countDoubles(set.workspace)];
  tell('looks at history limited', { kills: 1, lost, doubled, replies: guests.length * (expected.get(HABIT)?.lines.length ?? 0) });
  expect(set.fake.faults.injected.get('rate_limited')).toBeGreaterThan(0);
  expect(lost).toBe(0);
  expect(doubled).toBeLessThanOrEqual(AT_ONCE);
}, 90_000);
