import { setTimeout as sleep } from 'node:timers/promises';
import { createStormProgram, type StormProgram } from '../../helpers/storm-program.ts';
import { type FakeSlack, type FakeSlackSettings, type FakeWorkspace, startFakeSlack } from '../emulator/index.ts';
import { type Expected, type Guest, goThrough, learn } from './guest.ts';
import { HABITS, type Habit, HELP_CHANNEL, TALK_CHANNEL } from './habits.ts';

/** By which door Slack's payloads come in. */
export type Door = 'http' | 'socket';

/** The program, a Slack around it, and what the habits are where nothing goes wrong. */
export interface Stage {
  readonly fake: FakeSlack;
  readonly workspace: FakeWorkspace;
  readonly program: StormProgram;
  readonly door: Door;
  /** Starts the program, or its next life, and tells Slack where it is. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** Slack asks again at once, after a minute and after five; here a minute is five seconds. */
const RETRIES = [0, 5_000, 15_000];

/** A Slack with one workspace, and a program not yet started. */
export async function setStage(door: Door, settings: FakeSlackSettings = {}): Promise<Stage> {
  const fake = await startFakeSlack({ retryAfterMs: RETRIES, ...settings });
  const workspace = fake.workspace('T1');
  for (const channel of [HELP_CHANNEL, TALK_CHANNEL]) workspace.channel(channel);
  const program = createStormProgram({
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_API_URL: fake.apiUrl,
    HELPDESK_SLACK_CHANNEL: HELP_CHANNEL,
    ...(door === 'http' ? { SLACK_SIGNING_SECRET: fake.app.signingSecret } : { SLACK_APP_TOKEN: fake.app.appToken }),
  });
  return {
    fake,
    workspace,
    program,
    door,
    async start() {
      const url = await program.start();
      if (door === 'http') fake.deliverTo({ url: `${url}/slack/events` });
    },
    async end() {
      await program.remove();
      await fake.stop();
    },
  };
}

/** Who is invited: their ids begin with `prefix`, their habits take turns. */
export interface Invitation {
  readonly count: number;
  readonly prefix: string;
  readonly habits: readonly Habit[];
}

/** People of every habit, as many as asked for. */
export function invite(stage: Stage, count: number, prefix = 'U'): readonly Guest[] {
  return inviteAll(stage, { count, prefix, habits: HABITS });
}

/** People, all of them in the storm's channels. */
export function inviteAll({ workspace }: Stage, { count, prefix, habits }: Invitation): readonly Guest[] {
  return Array.from({ length: count }, (_, index) => {
    const person = workspace.user(`${prefix}${index}`);
    for (const channel of [HELP_CHANNEL, TALK_CHANNEL]) workspace.channel(channel, { members: [person] });
    const habit = habits[index % habits.length];
    if (habit === undefined) throw new Error('Nobody has a habit.');
    return { habit, person, thread: null, unheard: 0 };
  });
}

/** What each habit's conversation is where nothing goes wrong. */
export async function learnAll(stage: Stage): Promise<ReadonlyMap<Habit, Expected>> {
  const guests = invite(stage, HABITS.length, 'UFIRST');
  const learnt = await Promise.all(guests.map(async (guest) => [guest.habit, await learn(guest, stage.workspace)] as const));
  return new Map(learnt);
}

/** Milliseconds between two arrivals. */
const ARRIVE_MS = 3;

/** Where people come, how long each has, and how far apart they arrive. */
export interface Doorway {
  readonly stage: Stage;
  readonly ms: number;
  readonly everyMs?: number;
}

/** All go through their conversations at once. */
export async function letIn(guests: readonly Guest[], expected: ReadonlyMap<Habit, Expected>, doorway: Doorway): Promise<void> {
  const { stage, ms, everyMs = ARRIVE_MS } = doorway;
  const deadline = Date.now() + ms;
  await Promise.all(
    guests.map(async (guest, index) => {
      const known = expected.get(guest.habit);
      if (known === undefined) throw new Error('A habit that nobody learnt.');
      await sleep(index * everyMs);
      return goThrough(guest, known, { workspace: stage.workspace, until: deadline });
    }),
  );
}

const KILL_WITHIN_MS = 60_000;

/** Kills the program once the bot has posted so much, and starts it again. */
export async function killAfter(posts: number, stage: Stage): Promise<void> {
  const { fake, program } = stage;
  const from = countPosts(fake);
  for (const began = Date.now(); countPosts(fake) - from < posts; await sleep(20)) {
    if (Date.now() - began > KILL_WITHIN_MS) throw new Error(`The bot never posted ${posts} times: nothing was killed.`);
  }
  await program.kill();
  await stage.start();
}

/** How often the bot asked Slack to post. */
export function countPosts({ calls }: FakeSlack): number {
  let count = 0;
  for (const { method } of calls) count += method === 'chat.postMessage' ? 1 : 0;
  return count;
}
