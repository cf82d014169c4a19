import { openKnowledge } from '../src/wire/knowledge.ts';
import { type Floor, measureFloor } from './floor.ts';
import { runFlat, runOffered, type Times, time } from './load.ts';
import { createPerson, type Person } from './people.ts';
import { openStage, type Stage } from './stage.ts';

/** People at once, and in all. */
const LANES = 256;
const PEOPLE = 3_000;

const OFFERED_PER_SECOND = 500;
const OFFERED = 5_000;

/** Writings of one person. */
const WRITINGS = 4;

/** People who talk before anything is timed: code that runs for the first time is not what a busy desk runs. */
const WARM_UP = 400;

/**
 * A turn, made durable, against the floor of the same run, which is measured before, between and after, since disks change their minds.
 * Aims: by choice ≥ 0.5 × the NORMAL floor, of free text ≥ 1,500/s, p99 < 10 ms at 500/s.
 */
export async function benchTurn(print: (line: string) => void): Promise<void> {
  const stage = await openStage(openKnowledge());
  await benchChoice(stage, WARM_UP);
  await benchText(stage, WARM_UP);
  const floors = [measureFloors()];
  const choice = await benchChoice(stage, PEOPLE);
  floors.push(measureFloors());
  const text = await benchText(stage, PEOPLE);
  floors.push(measureFloors());
  const [normal, full, grouped] = [meanOf(floors, 'normal'), meanOf(floors, 'full'), meanOf(floors, 'grouped')];
  print('Floor: an empty reducer, one better-sqlite3 transaction a turn (WAL), turns a second');
  print(`  NORMAL ${whole(normal)} · FULL ${whole(full)} · FULL, 32 turns to a commit ${whole(grouped)}`);
  print(`  the disk alone: one FULL commit in a hundred takes ${Math.max(...floors.map((each) => each.full.p99)).toFixed(2)} ms`);
  print('Okuru: desk, engine, words, SQLite FULL; sends to a channel that takes everything');
  print(`  by choice   ${sayTimes(choice)}   ${(choice.perSecond / normal).toFixed(2)} × the NORMAL floor (aim 0.50)`);
  print(`  free text   ${sayTimes(text)}   (aim 1,500/s)`);
  print(`  at ${OFFERED_PER_SECOND} turns/s offered (aim: p99 < 10 ms)`);
  print(`    by choice ${sayTimes(await offerChoices(stage))}`);
  print(`    free text ${sayTimes(await offerTexts(stage))}`);
  await stage.close();
}

interface Floors {
  readonly normal: Floor;
  readonly full: Floor;
  readonly grouped: Floor;
}

function measureFloors(): Floors {
  return {
    normal: measureFloor({ synchronous: 'NORMAL', turnsPerCommit: 1 }),
    full: measureFloor({ synchronous: 'FULL', turnsPerCommit: 1 }),
    grouped: measureFloor({ synchronous: 'FULL', turnsPerCommit: 32 }),
  };
}

function meanOf(floors: readonly Floors[], key: keyof Floors): number {
  return floors.reduce((sum, each) => sum + each[key].perSecond, 0) / floors.length;
}

let people = 0;

/** People who have told their story and heard what there is to press. */
async function gather(stage: Stage, count: number): Promise<readonly Person[]> {
  const all = Array.from({ length: count }, () => createPerson(stage, people++));
  for (let first = 0; first < count; first += LANES) {
    const group = all.slice(first, first + LANES);
    await Promise.all(group.map((person) => person.write()));
    await Promise.all(group.map((person) => person.listen()));
  }
  return all;
}

async function benchChoice(stage: Stage, count: number): Promise<Times> {
  const queue = [...(await gather(stage, count))];
  return runFlat(Array.from({ length: LANES }, () => pressAll(queue)));
}

async function* pressAll(queue: Person[]): AsyncGenerator<number> {
  for (let person = queue.pop(); person !== undefined; person = queue.pop()) {
    for (let act = timePress(person); act !== null; act = timePress(person)) {
      yield await act;
      await person.listen();
    }
  }
}

function timePress(person: Person): Promise<number> | null {
  const began = performance.now();
  return person.press()?.then(() => performance.now() - began) ?? null;
}

async function benchText(stage: Stage, count: number): Promise<Times> {
  const queue = Array.from({ length: count }, () => createPerson(stage, people++));
  return runFlat(Array.from({ length: LANES }, () => writeAll(queue)));
}

async function* writeAll(queue: Person[]): AsyncGenerator<number> {
  for (let person = queue.pop(); person !== undefined; person = queue.pop()) {
    for (let writing = 0; writing < WRITINGS; writing += 1) {
      yield await time(person.write);
      await person.listen();
    }
  }
}

/** As many different people as turns: nobody waits for an own turn before. */
async function offerChoices(stage: Stage): Promise<Times> {
  const gathered = await gather(stage, OFFERED);
  const acts = gathered.map((person) => async () => (await person.press()) ?? Promise.reject(new Error('Nothing to press.')));
  return runOffered(acts, OFFERED_PER_SECOND);
}

async function offerTexts(stage: Stage): Promise<Times> {
  const all = Array.from({ length: OFFERED }, () => createPerson(stage, people++));
  return runOffered(
    all.map((person) => person.write),
    OFFERED_PER_SECOND,
  );
}

function sayTimes({ perSecond, count, median, p99 }: Times): string {
  return `${whole(perSecond).padStart(6)}/s   median ${median.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms   (${whole(count)} turns)`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
