import { setTimeout as sleep } from 'node:timers/promises';
import { createStormProgram, type StormProgram } from '../../helpers/storm-program.ts';
import {
  type FakeDiscord,
  type FakeDiscordSettings,
  type FakeGuild,
  type MessageRow,
  type Person,
  startFakeDiscord,
} from '../emulator/index.ts';
import { type Expected, type Guest, goThrough, learn, linesOf } from './guest.ts';
import { FOUNDING, HABITS, type Habit } from './habits.ts';

/** By which door interactions come in. Messages come by the gateway. */
export type Door = 'gateway' | 'http';

/** The program, and a Discord around it. */
export interface Stage {
  readonly fake: FakeDiscord;
  readonly guild: FakeGuild;
  readonly program: StormProgram;
  readonly door: Door;
  /** Channels in which the bot offers help. */
  readonly helpdesks: readonly string[];
  readonly forums: readonly string[];
  /** Starts the program, or its next life, and tells Discord where it is. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** So many channels of each kind: what one person sees is looked through for each look of theirs. */
const CHANNELS = 10;

/** A Discord with one server, and a program not yet started. */
export async function setStage(
  door: Door,
  settings: FakeDiscordSettings = {},
  more: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const fake = await startFakeDiscord(settings);
  const guild = fake.guild('Okuru');
  const helpdesks = Array.from({ length: CHANNELS }, (_, index) => guild.channel(`help-${index}`));
  const forums = Array.from({ length: CHANNELS }, (_, index) => guild.forum(`questions-${index}`));
  const program = createStormProgram({
    DISCORD_TOKEN: fake.app.token,
    DISCORD_APPLICATION_ID: fake.app.id,
    DISCORD_API_URL: fake.apiUrl,
    HELPDESK_DISCORD_CHANNEL: [...helpdesks, ...forums].join(','),
    ...more,
  });
  return {
    ...{ fake, guild, program, door, helpdesks, forums },
    async start() {
      const url = await program.start();
      if (door === 'http') fake.deliverTo(`${url}/discord/interactions`);
      await fake.until(() => fake.commands.length > 0, 'the commands to be registered');
    },
    async end() {
      await program.remove();
      await fake.stop();
    },
  };
}

/** Who is invited: their names begin with `prefix`, their habits take turns. */
export interface Invitation {
  readonly count: number;
  readonly prefix: string;
  readonly habits: readonly Habit[];
}

/** People of every habit, as many as asked for. */
export function invite(stage: Stage, count: number, prefix = 'Guest'): Promise<readonly Guest[]> {
  return inviteAll(stage, { count, prefix, habits: HABITS });
}

/** People, all of them in the storm's server. */
export async function inviteAll(stage: Stage, { count, prefix, habits }: Invitation): Promise<readonly Guest[]> {
  const writer = stage.fake.user('Writer');
  stage.guild.joins(writer);
  const guests: Guest[] = [];
  for (let index = 0; index < count; index += 1) {
    const habit = habits[index % habits.length];
    if (habit === undefined) throw new Error('Nobody has a habit.');
    const person = stage.fake.user(`${prefix}${index}`);
    stage.guild.joins(person);
    guests.push(await prepare({ habit, person, index: Math.floor(index / habits.length) }, { stage, writer }));
  }
  return guests;
}

interface Invited {
  readonly habit: Habit;
  readonly person: Person;
  readonly index: number;
}

async function prepare(
  { habit, person, index }: Invited,
  { stage, writer }: { readonly stage: Stage; readonly writer: Person },
): Promise<Guest> {
  const channel = findPlace({ habit, person, index }, { stage, writer });
  const target = habit.way === 'diagnoses' ? await writeOnce(writer, channel) : null;
  return {
    habit,
    person,
    channel,
    target,
    places: [...new Set([channel, 'dm'])].filter((place) => !stage.forums.includes(place)),
    unheard: 0,
  };
}

function findPlace({ habit, person, index }: Invited, { stage, writer }: { readonly stage: Stage; readonly writer: Person }): string {
  switch (habit.way) {
    case 'writes':
    case 'commands directly':
      return 'dm';
    case 'commands anywhere':
      person.installsApp();
      return stage.fake.privateChannel(person, writer);
    case 'asks the help desk':
      return stage.helpdesks[index % CHANNELS] ?? '';
    case 'asks the forum':
      return stage.forums[index % CHANNELS] ?? '';
    default:
      return stage.guild.channel(`talk-${index % 100}`);
  }
}

const written = new WeakMap<Person, Map<string, MessageRow>>();

async function writeOnce(writer: Person, channel: string): Promise<MessageRow> {
  const known = written.get(writer) ?? new Map<string, MessageRow>();
  written.set(writer, known);
  const message = known.get(channel) ?? (await writer.writes(channel, FOUNDING));
  known.set(channel, message);
  return message;
}

/** What each habit's conversation is where nothing goes wrong. */
export async function learnAll(stage: Stage): Promise<ReadonlyMap<Habit, Expected>> {
  const guests = await invite(stage, HABITS.length, 'First');
  return new Map(await Promise.all(guests.map(async (guest) => [guest.habit, await learn(guest)] as const)));
}

/** Milliseconds between two arrivals. */
const ARRIVE_MS = 4;

/** How long people have, and how far apart they arrive. */
export interface Doorway {
  readonly ms: number;
  readonly everyMs?: number;
}

/** All go through their conversations at once. */
export async function letIn(
  guests: readonly Guest[],
  expected: ReadonlyMap<Habit, Expected>,
  { ms, everyMs = ARRIVE_MS }: Doorway,
): Promise<void> {
  const deadline = Date.now() + ms;
  await Promise.all(
    guests.map(async (guest, index) => {
      const known = expected.get(guest.habit);
      if (known === undefined) throw new Error('A habit that nobody learnt.');
      await sleep(index * everyMs);
      return goThrough(guest, known, deadline);
    }),
  );
}

const KILL_WITHIN_MS = 60_000;
const POSTS: ReadonlySet<string> = new Set(['callback', 'createMessage', 'createFollowUp']);

/** Kills the program once the bot has posted so much, and starts it again. */
export async function killAfter(posts: number, stage: Stage): Promise<void> {
  const { fake, program } = stage;
  const from = countPosts(fake);
  for (const began = Date.now(); countPosts(fake) - from < posts; await sleep(5)) {
    if (Date.now() - began > KILL_WITHIN_MS) throw new Error(`The bot never posted ${posts} times: nothing was killed.`);
  }
  await program.kill();
  await stage.start();
}

/** How often the bot asked Discord to post. */
export function countPosts({ calls }: FakeDiscord): number {
  let count = 0;
  for (const { name } of calls) count += POSTS.has(name) ? 1 : 0;
  return count;
}

/** All that the bot said to these people. */
export function saidTo(guests: readonly Guest[]): readonly MessageRow[] {
  return [...new Set(guests.flatMap((guest) => linesOf(guest)))];
}
