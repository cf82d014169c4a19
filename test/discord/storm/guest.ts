import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageRow, Person } from '../emulator/index.ts';
import { chooseButton, type Habit } from './habits.ts';
import { buttonsOf, linesTo, readMessage } from './lines.ts';

/** Somebody who talks with the bot. */
export interface Guest {
  readonly habit: Habit;
  readonly person: Person;
  /** Where they come to the bot. */
  readonly channel: string;
  /** A message of somebody else, to be diagnosed; null for none. */
  readonly target: MessageRow | null;
  /** Where the bot speaks with them: the channel, their direct messages, their thread. */
  places: readonly string[];
  /** Acts of which nothing came: a person does them again. */
  unheard: number;
}

/** What a person does, and what stands there before. */
interface Step {
  readonly act: { readonly kind: 'say' | 'press'; readonly what: string };
  readonly after: Shown;
}

/** What a conversation of a habit is where nothing goes wrong. */
export interface Expected {
  readonly steps: readonly Step[];
  /** Everything the bot said, as it stands in the end. */
  readonly lines: readonly string[];
}

/** How many messages of the bot stand there, the last of them reading so. */
interface Shown {
  readonly count: number;
  readonly last: string;
}

const LOOK_MS = 80;
const READING_MS = 1_000;
/** A choice acts once however often it is pressed: whoever sees nothing come of it presses again. */
const PRESS_AGAIN_MS = 15_000;
/** Words said again are said twice: whoever sees nothing at all come of them waits for long, and whoever sees something to the end. */
const SAY_AGAIN_MS = 40_000;
/** Where nothing goes wrong, the bot has said everything when it has said nothing for so long. */
const QUIET_MS = 1_500;

/** Goes through a conversation where nothing goes wrong, and tells what it was. */
export async function learn(guest: Guest): Promise<Expected> {
  const steps: Step[] = [];
  const take = async (act: Step['act']): Promise<void> => {
    steps.push({ act, after: shownTo(guest) });
    await doOnce(act, guest);
    await untilQuiet(guest);
  };
  for (const what of guest.habit.says) await take({ kind: 'say', what });
  for (;;) {
    const pressed = steps.map(({ act }) => act.what);
    const choice = chooseButton(guest.habit, buttonsOf(linesOf(guest).at(-1)), pressed);
    if (choice === null) break;
    await take({ kind: 'press', what: choice });
  }
  return { steps, lines: linesOf(guest).map(readMessage) };
}

/** Goes through the same where things go wrong; resolves once everything is there, or at the deadline. */
export async function goThrough(guest: Guest, { steps, lines }: Expected, until: number): Promise<void> {
  const end = { count: lines.length, last: lines.at(-1) ?? '' };
  for (const [index, { act, after }] of steps.entries()) {
    await look(() => isThere(after, guest), until);
    await doUntil(steps[index + 1]?.after ?? end, act, { guest, until });
  }
  await look(() => isThere(end, guest), until);
}

/** Does something, and again where nothing comes of it. */
async function doUntil(next: Shown, act: Step['act'], { guest, until }: { readonly guest: Guest; readonly until: number }): Promise<void> {
  while (!isThere(next, guest) && Date.now() < until) {
    const before = linesOf(guest).length;
    await doOnce(act, guest);
    const patience = act.kind === 'press' ? PRESS_AGAIN_MS : SAY_AGAIN_MS;
    await look(() => isThere(next, guest), Math.min(until, Date.now() + patience));
    if (act.kind === 'say' && linesOf(guest).length > before) await look(() => isThere(next, guest), until);
    guest.unheard += isThere(next, guest) ? 0 : 1;
  }
}

async function doOnce({ kind, what }: Step['act'], guest: Guest): Promise<void> {
  await (kind === 'say' ? say(what, guest) : press(what, guest));
}

async function say(words: string, guest: Guest): Promise<void> {
  const { habit, person, channel, target } = guest;
  switch (habit.way) {
    case 'writes':
      await person.writes('dm', words);
      return;
    case 'asks the help desk':
      guest.places = [...guest.places, (await person.writes(channel, words)).id];
      return;
    case 'asks the forum':
      guest.places = [...guest.places, (await person.startsForumPost(channel, 'メールが送れません', words)).id];
      return;
    case 'diagnoses':
      if (target !== null) await person.usesContextCommand('Diagnose', target);
      return;
    default:
      await person.runsCommand('mailfix', { story: words }, channel);
  }
}

/** Presses a button where it stands. An offer is read first: one taken in the same half second may be forgotten, and told again after a kill. */
async function press(choice: string, guest: Guest): Promise<void> {
  if (choice.startsWith('offer:')) await sleep(READING_MS);
  const message = linesOf(guest).findLast((line) => buttonsOf(line).includes(choice));
  if (message !== undefined) await guest.person.clicks(message, choice);
}

/** What the bot said in the person's conversation. */
export function linesOf({ person, places }: Guest): readonly MessageRow[] {
  return linesTo(person, places);
}

function shownTo(guest: Guest): Shown {
  const lines = linesOf(guest);
  const last = lines.at(-1);
  return { count: lines.length, last: last === undefined ? '' : readMessage(last) };
}

function isThere({ count, last }: Shown, guest: Guest): boolean {
  const now = shownTo(guest);
  return now.count >= count && isSame(now.last, last);
}

/** Moved elsewhere, a message has a line above it that says so. */
export function isSame(line: string, expected: string): boolean {
  return line === expected || line.endsWith(`\n${expected}`);
}

async function look(holds: () => boolean, until: number): Promise<void> {
  while (!holds() && Date.now() < until) await sleep(LOOK_MS);
}

async function untilQuiet(guest: Guest): Promise<void> {
  let before = '';
  let since = Date.now();
  while (Date.now() - since < QUIET_MS) {
    await sleep(LOOK_MS);
    const now = linesOf(guest).map(readMessage).join('\n');
    if (now === before && now !== '') continue;
    before = now;
    since = Date.now();
  }
}
