import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Event } from '../../src/contracts/turn.ts';
import { createMortalProgram, type MortalProgram } from '../helpers/mortal-program.ts';
import { createStubbornPerson, type Habit, type Plan, type ShownLine, type StubbornPerson } from '../helpers/stubborn-person.ts';

/** Programs side by side, each with people and data of its own: starting takes a processor, and most machines have two. */
const PROGRAMS = 2;
const KILLS_EACH = 50;

/** People at one program at once. */
const PEOPLE = 6;

/** How long a life lasts after the program listens, in milliseconds: mostly short, sometimes long enough for a look; one in ten ends before. */
const LONGEST_LIFE = 1_600;
const SHORTEST_BIRTH = 100;
const LONGEST_BIRTH = 500;

const FOUNDING =
  'NUROに変えたら、ニフティのメールが送れなくなりました。受信はできます。Outlook 2007を使っています。エラーは出ません。ポートは25です。';

/** What is pressed where it can be; else the first button that is an answer. */
const PRESSED = ['after:fixed', 'isp:nuro', 'error_codes:none_shown', 'current_port:25', 'started_after:isp_change'];

/** Tells the founding story, then presses what there is to press. */
const tell: Plan = (step, last) => {
  if (step === 0) return { kind: 'start' };
  if (step === 1) return { kind: 'text', text: FOUNDING };
  const ids = last?.choices.map(({ id }) => id) ?? [];
  const choice = PRESSED.find((id) => ids.includes(id)) ?? ids.find((id) => !/:(?:unknown|how)$/.test(id));
  return choice === undefined || step > 12 ? null : { kind: 'choose', choice };
};

const CHAT: readonly Event[] = [
  { kind: 'text', text: 'こんにちは' },
  { kind: 'text', text: 'ポートって何ですか？' },
  { kind: 'text', text: 'メールが送れません' },
  { kind: 'lang', lang: 'en' },
  { kind: 'text', text: 'What is a port?' },
  { kind: 'text', text: 'I can receive mail but not send it' },
  { kind: 'lang', lang: 'ja' },
  { kind: 'text', text: 'ありがとう' },
];

const HABITS: readonly Habit[] = [
  { plan: tell, waits: true },
  { plan: (step) => CHAT[step] ?? null, waits: false },
];

/** Numbers below 1 that look random and are the same each time (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Wishes in the outbox of a data folder whose program is dead; read from a copy, since reading would tidy it up. */
function countLeft(folder: string): number {
  const copy = join(folder, 'copy');
  mkdirSync(copy, { recursive: true });
  for (const name of ['okuru.sqlite', 'okuru.sqlite-wal']) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
  }
  const database = new Sqlite(join(copy, 'okuru.sqlite'));
  const hasShape = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").get() !== undefined;
  const left = hasShape ? database.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox').get() : undefined;
  database.close();
  rmSync(copy, { recursive: true });
  return left?.n ?? 0;
}

interface Conversation {
  readonly habit: Habit;
  readonly person: StubbornPerson;
}

/** People who talk, one conversation after another, until `isOver`. */
async function talkOn(url: () => Promise<string>, isOver: () => boolean): Promise<readonly Conversation[]> {
  const conversations: Conversation[] = [];
  const lanes = Array.from({ length: PEOPLE }, async (_, lane) => {
    while (!isOver()) {
      const habit = HABITS[lane % HABITS.length] ?? { plan: tell, waits: true };
      const person = createStubbornPerson(url);
      conversations.push({ habit, person });
      await person.talk(habit);
    }
  });
  await Promise.all(lanes);
  return conversations;
}

interface Toll {
  kills: number;
  duringStart: number;
  withWishesLeft: number;
  wishesLeft: number;
}

async function killAtRandom(program: MortalProgram, folder: string, chance: () => number): Promise<Toll> {
  const toll: Toll = { kills: 0, duringStart: 0, withWishesLeft: 0, wishesLeft: 0 };
  while (toll.kills < KILLS_EACH) {
    const born = program.start();
    if (chance() < 0.1) await Promise.race([born, sleep(SHORTEST_BIRTH + chance() * (LONGEST_BIRTH - SHORTEST_BIRTH))]);
    else await born.then(() => sleep(chance() ** 3 * LONGEST_LIFE));
    await program.kill();
    toll.kills += 1;
    if (!(await born)) toll.duringStart += 1;
    const left = countLeft(folder);
    toll.wishesLeft += left;
    if (left > 0) toll.withWishesLeft += 1;
  }
  return toll;
}

interface Story {
  readonly toll: Toll;
  readonly conversations: readonly Conversation[];
}

/** People talk while the program is killed again and again; then it lives, and they finish what they began. */
async function liveAndDie(seed: number): Promise<Story> {
  const { program, folder } = prepareProgram();
  let isOver = false;
  const talking = talkOn(program.url, () => isOver);
  const toll = await killAtRandom(program, folder, createChance(seed));
  isOver = true;
  await program.start();
  return { toll, conversations: await talking };
}

/** A conversation as it reads: ids begin at a number of the conversation's own, so that they are counted from its first message. */
function relative(lines: readonly ShownLine[]): readonly ShownLine[] {
  const numberOf = (id: string): number => Number(id.replace(/^\D+/, ''));
  const first = lines.find((line) => line.kind === 'bot');
  const start = first?.kind === 'bot' ? numberOf(first.message.id) : 0;
  return lines.map((line) => {
    return line.kind === 'bot' ? { kind: 'bot', message: { ...line.message, id: `+${numberOf(line.message.id) - start}` } } : line;
  });
}

const folders: string[] = [];
const programs: MortalProgram[] = [];

function prepareProgram(): { readonly program: MortalProgram; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-kill-'));
  const program = createMortalProgram(folder);
  folders.push(folder);
  programs.push(program);
  return { program, folder };
}

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What each habit's conversation is where nobody kills the program. */
async function talkInPeace(): Promise<ReadonlyMap<Habit, readonly ShownLine[]>> {
  const { program } = prepareProgram();
  await program.start();
  const told = new Map<Habit, readonly ShownLine[]>();
  for (const habit of HABITS) {
    const person = createStubbornPerson(program.url);
    await person.talk(habit);
    told.set(habit, relative((await person.read()).lines));
  }
  return told;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function report(stories: readonly Story[]): string {
  const of = (key: keyof Toll): number => sum(stories.map(({ toll }) => toll[key]));
  const people = stories.flatMap(({ conversations }) => conversations.map(({ person }) => person));
  return [
    `${of('kills')} kills, ${of('duringStart')} of them during start`,
    `${of('withWishesLeft')} left wishes in the outbox, ${of('wishesLeft')} in all`,
    `${people.length} conversations, ${sum(people.map(({ sent }) => sent))} events acknowledged`,
    `${sum(people.map(({ failed }) => failed))} requests without an answer, repeated`,
  ].join('; ');
}

test(`killed ${PROGRAMS * KILLS_EACH} times at random points, every conversation reads as if nothing had happened`, async () => {
  const expected = await talkInPeace();

  const stories = await Promise.all(Array.from({ length: PROGRAMS }, (_, index) => liveAndDie(20_261_124 + index)));

  console.log(report(stories));
  for (const { habit, person } of stories.flatMap(({ conversations }) => conversations)) {
    const { lines, numbers } = await person.read();
    expect(relative(lines)).toEqual(expected.get(habit));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  }
  expect(JSON.stringify([...expected.values()])).toContain('smtp.nifty.com');
  expect(sum(stories.map(({ toll }) => toll.withWishesLeft))).toBeGreaterThan(0);
}, 300_000);
