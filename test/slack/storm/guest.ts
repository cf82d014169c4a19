import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeWorkspace, MessageRow, Person } from '../emulator/index.ts';
import { chooseButton, type Habit, HELP_CHANNEL, TALK_CHANNEL } from './habits.ts';
import { buttonsOf, linesTo, messagesTo, readMessage } from './lines.ts';

/** What a conversation of a habit is where nothing goes wrong. */
export interface Expected {
  /** What was pressed, and how many messages of the bot stood there before, the last of them reading so. */
  readonly presses: readonly { readonly choice: string; readonly after: Shown }[];
  /** Everything the bot said, as it stands in the end. */
  readonly lines: readonly string[];
}

interface Shown {
  readonly count: number;
  readonly last: string;
}

/** Somebody who talks with the bot. */
export interface Guest {
  readonly habit: Habit;
  readonly person: Person;
  /** The message a thread of theirs hangs on; null before, and where there is none. */
  thread: MessageRow | null;
  /** Clicks and commands that nobody acknowledged: Slack tells them once, a person does them again. */
  unheard: number;
}

const LOOK_MS = 60;
/** A person whose press nobody acknowledged looks for so long whether something came of it. */
const PATIENCE_MS = 1_500;
/** Whoever was told that their command failed waits for longer: it may have been heard, and said again it is said twice. */
const LONG_PATIENCE_MS = 45_000;
/** Where nothing goes wrong, the bot has said everything when it has said nothing for so long. */
const QUIET_MS = 1_500;

/** Tells the story; resolves when all of it is acknowledged or given up. */
async function tellStory(guest: Guest, workspace: FakeWorkspace): Promise<void> {
  const { habit, person } = guest;
  for (const words of habit.says) {
    switch (habit.way) {
      case 'writes':
        await person.writes('dm', words);
        break;
      case 'mentions':
        await person.mentionsBot(TALK_CHANNEL, words);
        break;
      case 'commands':
        await command(guest, words, workspace);
        break;
      case 'asks the help desk':
        guest.thread = (await person.writes(HELP_CHANNEL, words)).message;
        break;
    }
  }
}

/** Runs the command, and again where Slack said that it failed and the bot said nothing. */
async function command(guest: Guest, words: string, workspace: FakeWorkspace): Promise<void> {
  while (!(await guest.person.runsCommand('/mailfix', words, TALK_CHANNEL)).acked) {
    guest.unheard += 1;
    await look(() => lastOf(guest, workspace) !== undefined, Date.now() + LONG_PATIENCE_MS);
    if (lastOf(guest, workspace) !== undefined) return;
  }
}

/** Goes through a conversation where nothing goes wrong, and tells what it was. */
export async function learn(guest: Guest, workspace: FakeWorkspace): Promise<Expected> {
  const presses: { choice: string; after: Shown }[] = [];
  await tellStory(guest, workspace);
  for (;;) {
    await untilQuiet(guest, workspace);
    const last = lastOf(guest, workspace);
    const choice = chooseButton(
      guest.habit,
      buttonsOf(last),
      presses.map((press) => press.choice),
    );
    if (last === undefined || choice === null) break;
    presses.push({ choice, after: shownTo(guest, workspace) });
    await guest.person.clicks(last, choice);
  }
  return { presses, lines: linesTo(workspace, guest.person, guest.thread).map(readMessage) };
}

/** Goes through the same where things go wrong; resolves once everything is there, or at the deadline. */
export async function goThrough(
  guest: Guest,
  expected: Expected,
  { workspace, until }: { readonly workspace: FakeWorkspace; readonly until: number },
): Promise<void> {
  const isThere = ({ count, last }: Shown): boolean => {
    if (messagesTo(workspace, guest.person, guest.thread) < count) return false;
    const now = shownTo(guest, workspace);
    return now.count >= count && now.last === last;
  };
  await tellStory(guest, workspace);
  for (const [index, { choice, after }] of expected.presses.entries()) {
    const next = expected.presses[index + 1]?.after ?? { count: expected.lines.length, last: expected.lines.at(-1) ?? '' };
    await look(() => isThere(after), until);
    while (!isThere(next) && Date.now() < until) {
      const wasTaken = await press(guest, choice, workspace);
      await look(() => isThere(next), wasTaken ? until : Math.min(until, Date.now() + PATIENCE_MS));
    }
  }
  const end = { count: expected.lines.length, last: expected.lines.at(-1) ?? '' };
  await look(() => isThere(end), until);
}

/** Presses a button where it stands; false where nobody acknowledged it. */
async function press(guest: Guest, choice: string, workspace: FakeWorkspace): Promise<boolean> {
  const message = linesTo(workspace, guest.person, guest.thread).findLast((line) => buttonsOf(line).includes(choice));
  if (message === undefined) return false;
  const { acked } = await guest.person.clicks(message, choice);
  guest.unheard += acked ? 0 : 1;
  return acked;
}

function lastOf(guest: Guest, workspace: FakeWorkspace): MessageRow | undefined {
  return linesTo(workspace, guest.person, guest.thread).at(-1);
}

function shownTo(guest: Guest, workspace: FakeWorkspace): Shown {
  const lines = linesTo(workspace, guest.person, guest.thread);
  const last = lines.at(-1);
  return { count: lines.length, last: last === undefined ? '' : readMessage(last) };
}

async function look(holds: () => boolean, until: number): Promise<void> {
  while (!holds() && Date.now() < until) await sleep(LOOK_MS);
}

async function untilQuiet(guest: Guest, workspace: FakeWorkspace): Promise<void> {
  let before = '';
  let since = Date.now();
  while (Date.now() - since < QUIET_MS) {
    await sleep(LOOK_MS);
    const now = linesTo(workspace, guest.person, guest.thread).map(readMessage).join('\n');
    if (now === before && now !== '') continue;
    before = now;
    since = Date.now();
  }
}
