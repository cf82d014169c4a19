import { setTimeout as sleep } from 'node:timers/promises';
import { type Driver, makePeople, settle, take, writeStory } from './discord/driver.ts';
import { BURST, type KillOutcome, killInBurst } from './discord/kill.ts';
import { startLoopback } from './discord/loopback.ts';
import { type ProgramName, startProgram } from './discord/program.ts';
import { KINDS, type Kind, measureRates, type Rate } from './discord/rates.ts';
import { LANES } from './lanes.ts';
import { runOffered, type Times } from './load.ts';
import { median, quantile } from './quantile.ts';

/** Rounds of the flat runs: short and many, so that what else the machine does falls on all alike. */
const ROUNDS = 9;
const PEOPLE = 100;
const WARM_UP = 400;

/** Seconds of an even load, and how often. */
const EVEN_SECONDS = 4;
const EVEN_ROUNDS = 3;

/** First answers after which the program is killed, of a burst. */
const KILLED_AFTER = [10, 50, 100, 150, 190] as const;

const NAMES = ['none', 'bare', 'okuru'] as const satisfies readonly ProgramName[];

const TITLES: Readonly<Record<Kind, string>> = {
  story: 'first words by /mailfix, until the first answer (ours: more messages follow it)',
  text: 'more words by /mailfix, answered by one message (aim 0.60)',
  press: 'a button, answered by one message (ours also takes the button away)',
};

const LABELS: Readonly<Record<ProgramName, string>> = {
  none: 'no library at all (ceiling)   ',
  bare: 'bare discord.js, keeps nothing',
  okuru: 'Okuru, all on disk            ',
};

/**
 * An interaction over the gateway, until its answer has reached Discord, against a discord.js bot that keeps nothing, in turn and in one run; how soon first
 * answers come under an even load; and what becomes of a burst when the program is killed.
 */
export async function benchDiscord(print: (line: string) => void): Promise<void> {
  const drivers: Driver[] = [];
  for (const name of NAMES) {
    const loopback = await startLoopback();
    drivers.push({ loopback, program: await startProgram(name, loopback) });
  }
  // Let the real program register its commands and have done with its start.
  await sleep(1_000);
  await benchRates(drivers, print);
  await benchFirstAnswers(
    drivers.filter(({ program }) => program.name !== 'none'),
    print,
  );
  for (const { program, loopback } of drivers) {
    await program.end();
    await loopback.close();
  }
  await benchKills(print);
}

async function benchRates(drivers: readonly Driver[], print: (line: string) => void): Promise<void> {
  const rounds = new Map<ProgramName, Readonly<Record<Kind, Rate>>[]>(NAMES.map((name) => [name, []]));
  for (const driver of drivers) {
    await measureRates(driver, WARM_UP);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who is first in a round is last in the next.
    for (const driver of round % 2 === 0 ? drivers : drivers.toReversed()) {
      rounds.get(driver.program.name)?.push(await measureRates(driver, PEOPLE));
    }
  }
  print(`Discord: an interaction over the gateway, until its answer is there; ${LANES} in flight, medians of ${ROUNDS} rounds in turn`);
  for (const kind of KINDS) {
    print(`  ${TITLES[kind]}`);
    const bare = rounds.get('bare')?.map((round) => round[kind]) ?? [];
    for (const [name, all] of rounds) {
      print(
        `    ${LABELS[name]} ${sayRates(
          all.map((round) => round[kind]),
          bare,
        )}`,
      );
    }
  }
}

function sayRates(rates: readonly Rate[], bare: readonly Rate[]): string {
  const ratios = rates.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN));
  const perSecond = median(rates.map((rate) => rate.perSecond));
  const processor = median(rates.flatMap(({ processorUs }) => processorUs ?? []));
  const spread = `${quantile(ratios, 0.25).toFixed(2)}–${quantile(ratios, 0.75).toFixed(2)}`;
  return `${perSecond.toFixed(0).padStart(5)}/s  ${processor.toFixed(0).padStart(5)} µs of processor  ${median(ratios).toFixed(2)} × bare (half of the rounds ${spread})`;
}

/** Time from when an interaction was due until its first answer; each is from somebody new. */
async function benchFirstAnswers(drivers: readonly Driver[], print: (line: string) => void): Promise<void> {
  for (const { perSecond, aim } of [
    { perSecond: 60, aim: 50 },
    { perSecond: 200, aim: 200 },
  ]) {
    print(`  first answer at ${perSecond}/s, ${EVEN_ROUNDS} times ${EVEN_SECONDS} s in turn (aim: p99 < ${aim} ms)`);
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
  const times = await runOffered(
    people.map((user) => () => take(writeStory(user), driver)),
    perSecond,
  );
  await settle(driver.loopback);
  return times;
}

async function benchKills(print: (line: string) => void): Promise<void> {
  print(
    `  kill -9 in a burst of ${BURST}, after ${KILLED_AFTER.join(', ')} answers; then people do again what Discord told them had failed`,
  );
  for (const name of ['bare', 'okuru'] as const) {
    const outcomes: KillOutcome[] = [];
    for (const after of KILLED_AFTER) {
      outcomes.push(await killInBurst(name, after));
    }
    const list = (key: keyof KillOutcome): string => outcomes.map((outcome) => outcome[key]).join(', ');
    print(
      `    ${LABELS[name]} answered ${list('answered')}   after the restart ${list('later')}   done again ${list('again')}   lost ${list('lost')}   doubled ${list('doubled')}`,
    );
  }
}

if (import.meta.main) await benchDiscord((line) => process.stdout.write(`${line}\n`));
