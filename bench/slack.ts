import { inLanes, LANES } from './lanes.ts';
import { runOffered, type Times } from './load.ts';
import { median, quantile } from './quantile.ts';
import { type Driver, makePeople, openDriver, tellStory, writeRemark } from './slack/driver.ts';
import { BURST, type KillOutcome, killInBurst } from './slack/kill.ts';
import { type Loopback, startLoopback } from './slack/loopback.ts';
import { type ProgramName, startProgram } from './slack/program.ts';
import { KINDS, type Kind, measureRates, type Rate } from './slack/rates.ts';

/** Rounds of the flat runs: short and many, so that what else the machine does falls on all alike. */
const ROUNDS = 15;
const PEOPLE = 100;
const WARM_UP = 400;

/** Seconds of an even load, and how often. */
const EVEN_SECONDS = 8;
const EVEN_ROUNDS = 3;

/** Replies after which the program is killed, of a burst. */
const KILLED_AFTER = [10, 50, 100, 150, 190] as const;

const NAMES = ['none', 'bare', 'okuru'] as const satisfies readonly ProgramName[];

const TITLES: Readonly<Record<Kind, string>> = {
  story: 'first words (ours: a greeting, a question, a look at the profile: three calls for one)',
  text: 'a text, answered by one post (aim 0.90)',
  press: 'a button, answered by one post and one change',
};

/**
 * A turn over HTTP, from the signed request to the posted reply, against a Bolt app that keeps nothing, in turn and in one run; how soon
 * requests are acknowledged under an even load; and what becomes of the replies when the program is killed.
 */
export async function benchSlack(print: (line: string) => void): Promise<void> {
  const loopback = await startLoopback();
  const drivers: Driver[] = [];
  for (const name of NAMES) {
    drivers.push(openDriver(await startProgram(name, loopback), loopback));
  }
  await benchRates(drivers, loopback, print);
  await benchAcknowledging(
    drivers.filter(({ program }) => program.name !== 'none'),
    print,
  );
  for (const driver of drivers) {
    await driver.close();
    await driver.program.end();
  }
  await benchKills(loopback, print);
  await loopback.close();
}

async function benchRates(drivers: readonly Driver[], loopback: Loopback, print: (line: string) => void): Promise<void> {
  const rounds = new Map<ProgramName, Readonly<Record<Kind, Rate>>[]>(NAMES.map((name) => [name, []]));
  for (const driver of drivers) {
    await measureRates(driver, WARM_UP, loopback);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who is first in a round is last in the next.
    for (const driver of round % 2 === 0 ? drivers : drivers.toReversed()) {
      rounds.get(driver.program.name)?.push(await measureRates(driver, PEOPLE, loopback));
    }
  }
  print(`Slack: a turn over HTTP, from the signed request to the posted reply; ${LANES} in flight, medians of ${ROUNDS} rounds in turn`);
  for (const kind of KINDS) {
    print(`  ${TITLES[kind]}`);
    const bare = rounds.get('bare')?.map((round) => round[kind]) ?? [];
    for (const [name, all] of rounds) {
      const rates = all.map((round) => round[kind]);
      if (!rates.some(({ perSecond }) => Number.isNaN(perSecond))) {
        print(`    ${LABELS[name]} ${sayRates(rates, bare)}`);
      }
    }
  }
}

const LABELS: Readonly<Record<ProgramName, string>> = {
  none: 'no library at all (ceiling)',
  bare: 'bare Bolt, keeps nothing   ',
  okuru: 'Okuru, all on disk         ',
};

function sayRates(rates: readonly Rate[], bare: readonly Rate[]): string {
  const ratios = rates.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN));
  const perSecond = median(rates.map((rate) => rate.perSecond));
  const processor = median(rates.flatMap(({ processorUs }) => processorUs ?? []));
  const spread = `${quantile(ratios, 0.25).toFixed(2)}–${quantile(ratios, 0.75).toFixed(2)}`;
  return `${perSecond.toFixed(0).padStart(5)}/s  ${processor.toFixed(0).padStart(5)} µs of processor  ${median(ratios).toFixed(2)} × bare (half of the rounds ${spread})`;
}

/** Time from when a request was due until it was acknowledged; each is from somebody else. */
async function benchAcknowledging(drivers: readonly Driver[], print: (line: string) => void): Promise<void> {
  for (const { perSecond, aim } of [
    { perSecond: 60, aim: 50 },
    { perSecond: 200, aim: 100 },
  ]) {
    print(`  acknowledged at ${perSecond}/s, ${EVEN_ROUNDS} times ${EVEN_SECONDS} s in turn (aim: p99 < ${aim} ms)`);
    const rounds = new Map<Driver, Times[]>(drivers.map((driver) => [driver, []]));
    for (let round = 0; round < EVEN_ROUNDS; round += 1) {
      for (const driver of drivers) {
        rounds.get(driver)?.push(await offer(driver, perSecond));
      }
    }
    for (const [{ program }, times] of rounds) {
      const p99 = times.map((each) => each.p99);
      print(
        `    ${LABELS[program.name]} median ${median(times.map((each) => each.median)).toFixed(1)} ms   p99 ${median(p99).toFixed(1)} ms (worst of ${EVEN_ROUNDS}: ${Math.max(...p99).toFixed(1)})`,
      );
    }
  }
}

async function offer(driver: Driver, perSecond: number): Promise<Times> {
  const people = makePeople(perSecond * EVEN_SECONDS);
  await inLanes(people.map((user) => () => tellStory(user, driver)));
  return runOffered(
    people.map((user) => () => driver.deliver(writeRemark(user))),
    perSecond,
  );
}

async function benchKills(loopback: Loopback, print: (line: string) => void): Promise<void> {
  print(`  kill -9 in a burst of ${BURST}, after ${KILLED_AFTER.join(', ')} replies, then what was not acknowledged is sent again`);
  for (const name of ['bare', 'okuru'] as const) {
    const outcomes: KillOutcome[] = [];
    for (const after of KILLED_AFTER) {
      outcomes.push(await killInBurst(name, after, loopback));
    }
    const list = (key: keyof KillOutcome): string => outcomes.map((outcome) => outcome[key]).join(', ');
    print(`    ${LABELS[name]} acknowledged ${list('acknowledged')}   lost ${list('lost')}   doubled ${list('doubled')}`);
  }
}

if (import.meta.main) await benchSlack((line) => process.stdout.write(`${line}\n`));
