import { LANES } from '../lanes.ts';
import { runFlat, time } from '../load.ts';
import { type Driver, makePeople, press, remark, tellStory } from './driver.ts';
import type { Loopback } from './loopback.ts';

/** What is measured, in the order in which it is told. */
export const KINDS = ['story', 'text', 'press'] as const;
export type Kind = (typeof KINDS)[number];

/** How fast one program was in one round. */
export interface Rate {
  /** Turns a second. */
  readonly perSecond: number;
  /** Processor time of the program for one turn, in microseconds; null where the system does not tell. */
  readonly processorUs: number | null;
}

/** People tell their story, half of them then write, half press; each kind of turn is timed by itself. */
export async function measureRates(driver: Driver, count: number, loopback: Loopback): Promise<Readonly<Record<Kind, Rate>>> {
  const writers = makePeople(count);
  const pressers = makePeople(count);
  const story = await measure(
    driver,
    [...writers, ...pressers].map((user) => [() => tellStory(user, driver)]),
  );
  const text = await measure(
    driver,
    writers.map((user) => remark(user, driver)),
  );
  const pressed = driver.program.name === 'none' ? null : pressers.map((user) => press(user, driver, loopback));
  return { story, text, press: pressed === null ? NOTHING : await measure(driver, pressed) };
}

const NOTHING: Rate = { perSecond: Number.NaN, processorUs: null };

type Turns = readonly (() => Promise<void>)[];

/** People's turns, one after another for each, many people at once. */
async function measure(driver: Driver, people: readonly Turns[]): Promise<Rate> {
  const queue = [...people];
  const before = driver.program.processorMs();
  const { perSecond, count } = await runFlat(Array.from({ length: LANES }, () => takeAll(queue)));
  const after = driver.program.processorMs();
  return { perSecond, processorUs: before === null || after === null ? null : ((after - before) * 1_000) / count };
}

async function* takeAll(queue: Turns[]): AsyncGenerator<number> {
  for (let turns = queue.pop(); turns !== undefined; turns = queue.pop()) {
    for (const turn of turns) {
      yield await time(turn);
    }
  }
}
