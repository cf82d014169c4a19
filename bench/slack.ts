import { runFlat, time } from './load.ts';
import { type Driver, makePeople, openDriver, press, remark, tellStory } from './slack/driver.ts';
import { type Loopback, startLoopback } from './slack/loopback.ts';
import { type ProgramName, startProgram } from './slack/program.ts';

/** Requests in flight at once. */
const LANES = 64;
const ROUNDS = 7;
const PEOPLE = 300;
const WARM_UP = 300;

const NAMES = ['none', 'bare', 'okuru'] as const satisfies readonly ProgramName[];

interface Rate {
  /** Turns a second. */
  readonly perSecond: number;
  /** Processor time of the program for one turn, in microseconds; null where the system does not tell. */
  readonly processorUs: number | null;
}

type Rates = Map<ProgramName, Rate[]>;

interface Stage {
  readonly loopback: Loopback;
  readonly drivers: readonly Driver[];
}

export async function benchSlack(print: (line: string) => void): Promise<void> {
  const loopback = await startLoopback();
  const drivers: Driver[] = [];
  for (const name of NAMES) {
    drivers.push(openDriver(await startProgram(name, loopback), loopback));
  }
  const stage = { loopback, drivers };
  const { story, text, presses } = await measureRates(stage);
  print(`Slack: a turn over HTTP, ${LANES} in flight; medians of ${ROUNDS} rounds taken in turn`);
  tellRates('first words (ours: a greeting, a question, a look at the profile)', story, print);
  tellRates('a text, answered by one post', text, print);
  tellRates('a button, answered by one post and one change', presses, print);
  for (const driver of drivers) {
    await driver.close();
    await driver.program.end();
  }
  await loopback.close();
}

interface Measured {
  readonly story: Rates;
  readonly text: Rates;
  readonly presses: Rates;
}

async function measureRates(stage: Stage): Promise<Measured> {
  const measured: Measured = { story: new Map(), text: new Map(), presses: new Map() };
  for (const driver of stage.drivers) {
    await measureRound(driver, WARM_UP, stage.loopback);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who is first in a round is last in the next.
    const order = round % 2 === 0 ? stage.drivers : stage.drivers.toReversed();
    for (const driver of order) {
      const rates = await measureRound(driver, PEOPLE, stage.loopback);
      for (const kind of ['story', 'text', 'presses'] as const) {
        const { name } = driver.program;
        measured[kind].set(name, [...(measured[kind].get(name) ?? []), ...rates[kind]]);
      }
    }
  }
  return measured;
}

async function measureRound(
  driver: Driver,
  count: number,
  loopback: Loopback,
): Promise<{ readonly [K in keyof Measured]: readonly Rate[] }> {
  const writers = makePeople(count);
  const pressers = driver.program.name === 'none' ? [] : makePeople(count);
  const story = await measure(
    driver,
    [...writers, ...pressers].map((user) => [() => tellStory(user, driver)]),
  );
  const text = await measure(
    driver,
    writers.map((user) => remark(user, driver)),
  );
  const presses =
    pressers.length === 0
      ? []
      : [
          await measure(
            driver,
            pressers.map((user) => press(user, driver, loopback)),
          ),
        ];
  return { story: [story], text: [text], presses };
}

type Turns = readonly (() => Promise<void>)[];

/** People's turns, one after another for each, `LANES` people at once. */
async function measure(driver: Driver, people: readonly Turns[]): Promise<Rate> {
  const queue = [...people];
  const before = driver.program.processorMs();
  const times = await runFlat(Array.from({ length: LANES }, () => takeAll(queue)));
  const after = driver.program.processorMs();
  return { perSecond: times.perSecond, processorUs: before === null || after === null ? null : ((after - before) * 1_000) / times.count };
}

async function* takeAll(queue: Turns[]): AsyncGenerator<number> {
  for (let turns = queue.pop(); turns !== undefined; turns = queue.pop()) {
    for (const turn of turns) {
      yield await time(turn);
    }
  }
}

function tellRates(what: string, rates: Rates, print: (line: string) => void): void {
  print(`  ${what}`);
  const bare = rates.get('bare') ?? [];
  for (const [name, all] of rates) {
    const ratios = all.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN));
    const processor = median(all.map(({ processorUs }) => processorUs ?? Number.NaN));
    print(
      `    ${name.padEnd(6)} ${median(all.map(({ perSecond }) => perSecond))
        .toFixed(0)
        .padStart(
          6,
        )}/s   ${processor.toFixed(0).padStart(5)} µs of processor   ${median(ratios).toFixed(2)} × bare (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (import.meta.main) await benchSlack((line) => process.stdout.write(`${line}\n`));
