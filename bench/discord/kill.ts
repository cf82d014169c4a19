import { setTimeout as sleep } from 'node:timers/promises';
import { inLanes } from '../lanes.ts';
import { makePeople, settle, take, writeRemarks, writeStory } from './driver.ts';
import { type Exchange, type Loopback, startLoopback } from './loopback.ts';
import type { Interaction } from './payloads.ts';
import { makeFolder, type ProgramName, startProgram } from './program.ts';

/** Interactions that come at once, each from somebody else. */
export const BURST = 200;

/** Milliseconds in which Discord takes a first answer; then the person is told that there is none. */
const LIMIT_MS = 3_000;

/** Milliseconds without a call after which no more is expected: a token nobody knows yet is asked for again and again for nine seconds. */
const QUIET_MS = 6_000;

/** What became of the interactions of one burst. */
export interface KillOutcome {
  /** Answered before the program died. */
  readonly answered: number;
  /** Of the others, answered by the next life, since the event was kept. */
  readonly later: number;
  /** The person was told by Discord that nobody answered, and did it again. */
  readonly again: number;
  /** People without an answer in the end. */
  readonly lost: number;
  readonly doubled: number;
}

/** Kills the program once it has answered `after` interactions of a burst, starts it again, and lets people do again what Discord said had failed. */
export async function killInBurst(name: ProgramName, after: number): Promise<KillOutcome> {
  const folder = makeFolder();
  const loopback = await startLoopback();
  const people = makePeople(BURST);
  const first = await startProgram(name, loopback, folder);
  await inLanes(people.map((user) => async () => void (await take(writeStory(user), { program: first, loopback }))));
  await settle(loopback);
  const told = new Map(people.map((user) => [user, loopback.messagesOf(user).length]));
  const answersTo = (user: string): number => loopback.messagesOf(user).length - (told.get(user) ?? 0);

  const exchanges = people.map((user) => ask(writeRemarks(user)[0], loopback));
  while (exchanges.filter(isAnswered).length < after) await sleep(1);
  await first.kill();
  const answered = exchanges.filter(isAnswered).length;
  // Nobody answers any more what was asked so long ago.
  for (const { exchange } of exchanges) if (exchange.answer === null) loopback.state.exchanges.delete(exchange.interaction.token);
  const second = await startProgram(name, loopback, folder);
  await sleep(LIMIT_MS);
  await settle(loopback, QUIET_MS);
  const silent = people.filter((user) => answersTo(user) === 0);
  await inLanes(silent.map((user) => async () => void (await loopback.ask(runAgain(user)))));
  await settle(loopback);
  await second.end();
  await loopback.close();
  return {
    answered,
    later: BURST - answered - silent.length,
    again: silent.length,
    lost: people.filter((user) => answersTo(user) === 0).length,
    doubled: people.filter((user) => answersTo(user) > 1).length,
  };
}

interface Asked {
  readonly exchange: Exchange;
}

function ask(interaction: Interaction | undefined, loopback: Loopback): Asked {
  if (interaction === undefined) throw new Error('Nothing to say.');
  void loopback.ask(interaction);
  const exchange = loopback.state.exchanges.get(interaction.token);
  if (exchange === undefined) throw new Error('Nothing was asked.');
  return { exchange };
}

function isAnswered({ exchange }: Asked): boolean {
  return exchange.answer !== null;
}

function runAgain(user: string): Interaction {
  const [again] = writeRemarks(user);
  if (again === undefined) throw new Error('Nothing to say.');
  return again;
}
