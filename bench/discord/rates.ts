import { LANES } from '../lanes.ts';
import { runFlat, time } from '../load.ts';
import { type Driver, makePeople, settle, take, writePress, writeRemarks, writeStory } from './driver.ts';
import type { Interaction } from './payloads.ts';

/** What is measured, in the order in which it is told. */
export const KINDS = ['story', 'text', 'press'] as const;
export type Kind = (typeof KINDS)[number];

/** How fast one program was in one round. */
export interface Rate {
  /** First answers a second. */
  readonly perSecond: number;
  /** Processor time of the program for one turn, in microseconds; null where the system does not tell. */
  readonly processorUs: number | null;
}

/** People tell their story, half of them then say more, half press; each kind of turn is timed by itself, and what comes after answers is waited for between. */
export async function measureRates(driver: Driver, count: number): Promise<Readonly<Record<Kind, Rate>>> {
  const [writers, pressers] = [makePeople(count), makePeople(count)];
  const story = await measure(driver, [...writers, ...pressers], (user) => [() => writeStory(user)]);
  const text = await measure(driver, writers, (user) => writeRemarks(user).map((interaction) => () => interaction));
  const press = await measure(driver, pressers, (user) => [() => writePress(user, driver)]);
  return { story, text, press };
}

/** People's turns, one after another for each, many people at once. */
async function measure(
  driver: Driver,
  people: readonly string[],
  turnsOf: (user: string) => readonly (() => Interaction)[],
): Promise<Rate> {
  const queue = people.map(turnsOf);
  const before = driver.program.processorMs();
  const { perSecond, count } = await runFlat(Array.from({ length: LANES }, () => takeAll(queue, driver)));
  await settle(driver.loopback, driver.program.name === 'okuru' ? undefined : 50);
  const after = driver.program.processorMs();
  return { perSecond, processorUs: before === null || after === null ? null : ((after - before) * 1_000) / count };
}

async function* takeAll(queue: (readonly (() => Interaction)[])[], driver: Driver): AsyncGenerator<number> {
  for (let turns = queue.pop(); turns !== undefined; turns = queue.pop()) {
    for (const turn of turns) {
      yield await time(() => take(turn(), driver));
    }
  }
}
