import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Loopback } from './loopback.ts';
import { firstButton, type Interaction, makeId, pressButton, runMailfix } from './payloads.ts';
import type { Program } from './program.ts';

/** One program under test, and Discord's side of it. */
export interface Driver {
  readonly program: Program;
  readonly loopback: Loopback;
}

/** What somebody tells who is new. */
const STORY = 'メールが送れない';

/** What they tell then; no network is looked at. */
const REMARKS = [
  'ポートって何ですか？',
  'ポート番号は25と書いてあります',
  'すみません、どこに書いてありますか',
  'iPhoneだとWi-Fiのときだけ送信できなくて、4Gにすると送れます',
] as const;

/** docs.discord.com, "Interaction Callback Type": a message of its own. */
const MESSAGE = 4;

/** Milliseconds without a call after which no more is expected: discord.js waits a second where it made fifty calls in one. */
const QUIET_MS = 1_300;

/** So many people nobody has met. */
export function makePeople(count: number): readonly string[] {
  return Array.from({ length: count }, () => `1${makeId().slice(1)}`);
}

/** Somebody's first words. */
export function writeStory(user: string): Interaction {
  return runMailfix(user, STORY);
}

/** Later words: one turn each. */
export function writeRemarks(user: string): readonly Interaction[] {
  return REMARKS.map((words) => runMailfix(user, words));
}

/** The first button of the last message that has one. A bot without buttons is told of one of its own. */
export function writePress(user: string, { program, loopback }: Driver): Interaction {
  const messages = loopback.messagesOf(user);
  const message = messages.findLast((each) => firstButton(each) !== null) ?? messages.at(-1);
  const button = message === undefined ? null : firstButton(message);
  if (message === undefined || (button === null && program.name === 'okuru')) throw new Error(`${user} has nothing to press.`);
  return pressButton(user, message, button ?? 'isp:unknown');
}

/** A turn: resolves with its first answer. Where that is no message, what is measured is not what is compared. */
export async function take(interaction: Interaction, { program, loopback }: Driver): Promise<Exchange> {
  const exchange = await loopback.ask(interaction);
  if (exchange.answer !== MESSAGE) throw new Error(`${program.name} answered with ${exchange.answer}.`);
  return exchange;
}

/** Resolves once nothing more comes. */
export async function settle({ state }: Loopback, quietMs = QUIET_MS): Promise<void> {
  for (let before = -1; before !== state.arrived; ) {
    before = state.arrived;
    await sleep(quietMs);
  }
}
