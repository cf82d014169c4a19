import { type MessageRow, visibleText } from '../emulator/index.ts';
import type { Stage } from './stage.ts';

/** A way to begin, played to its end. Resolves with the transcript. */
export interface WayIn {
  readonly name: string;
  /** Begins with a message: those come over the gateway alone. */
  readonly isTyped?: true;
  /** Without gateway nothing typed is heard: then it goes on where it can be written to by buttons. */
  readonly isOtherWithoutGateway?: true;
  /** True where it ends in silence, without an answer. */
  readonly isDeclined?: true;
  play(stage: Stage): Promise<string>;
}

const MAILFIX = 'mailfix';

/** Waits for the answer, presses "fixed", and waits for the card. */
async function finish(stage: Stage, place: string): Promise<void> {
  const answer = await stage.untilOffered(place, 'after:fixed');
  await stage.presses(answer, 'after:fixed');
  const [title = ''] = stage.telling.card;
  await stage.untilSeen(place, title);
  await stage.untilRetired(place);
}

/** A case that goes on where it began, and leaves nothing anywhere else. */
async function playAt(
  stage: Stage,
  place: { readonly name: string; readonly channel: string },
  tell: () => Promise<unknown>,
): Promise<string> {
  await tell();
  await finish(stage, place.channel);
  const { person, other, channel } = stage;
  if (place.channel !== 'dm') expectSilence(person.sees('dm'));
  if (place.channel !== channel) expectSilence(person.sees(channel));
  expectSilence(other.sees(place.channel === 'dm' ? channel : place.channel));
  return stage.transcript([place]);
}

async function runCommand({ person, notes }: Stage, channel: string, options: Readonly<Record<string, string>>): Promise<void> {
  notes([`/${MAILFIX}`, ...Object.entries(options).map(([name, value]) => `${name}: ${value}`)].join('  '));
  await person.runsCommand(MAILFIX, options, channel);
}

/** Options with a list are typed into until the row meant stands first, which is taken. */
async function runWithOptions(stage: Stage): Promise<void> {
  const { person, telling, channel } = stage;
  const { story, ...typed } = telling.options;
  const taken: Record<string, string> = {};
  for (const [option, text] of Object.entries(typed)) {
    const [first] = await person.types(option, text, { command: MAILFIX, channel, options: taken });
    if (first === undefined) throw new Error(`Nothing is found for ${text}.`);
    stage.notes(`${option}: ${text} → ${first.name}`);
    taken[option] = String(first.value);
  }
  await runCommand(stage, channel, { ...taken, story });
}

/** Presses the button to write with, and writes the story into what opens. */
async function write(stage: Stage, place: string): Promise<void> {
  await stage.presses(await stage.untilOffered(place, 'say'), 'say');
  await submitForm(stage, { words: stage.telling.story });
}

async function submitForm(stage: Stage, boxes: Readonly<Record<string, string>>): Promise<void> {
  const { person, until } = stage;
  await until(() => person.modal !== null, 'the form');
  const { modal } = person;
  if (modal === null) throw new Error('The form was closed.');
  stage.shows('form', modal);
  for (const [box, typed] of Object.entries(boxes)) stage.notes(`${box}: ${typed}`);
  await person.submitsModal(boxes);
}

/** Waits for the offer below the person's own message, and takes an answer. */
async function answerOffer(stage: Stage, place: string, choice: string): Promise<void> {
  const offer = await stage.untilOffered(place, 'offer:here');
  stage.shows('offer', offer);
  await stage.presses(offer, choice);
}

async function askForHelp(stage: Stage, choice: string): Promise<MessageRow> {
  const { person, helpdesk, telling } = stage;
  const message = await person.writes(helpdesk, telling.story);
  await answerOffer(stage, helpdesk, choice);
  return message;
}

function helpdeskOf({ helpdesk }: Stage): { readonly name: string; readonly channel: string } {
  return { name: 'help-desk channel', channel: helpdesk };
}

/** Ways of commands and forms: interactions alone. */
const INTERACTIONS: readonly WayIn[] = [
  {
    name: 'command',
    play: (stage) =>
      playAt(stage, { name: 'channel', channel: stage.channel }, () => runCommand(stage, stage.channel, { story: stage.telling.story })),
  },
  { name: 'command-options', play: (stage) => playAt(stage, { name: 'channel', channel: stage.channel }, () => runWithOptions(stage)) },
  {
    name: 'command-then-told',
    play: (stage) =>
      playAt(stage, { name: 'channel', channel: stage.channel }, async () => {
        await runCommand(stage, stage.channel, {});
        await write(stage, stage.channel);
      }),
  },
  {
    name: 'form',
    play: (stage) =>
      playAt(stage, { name: 'channel', channel: stage.channel }, async () => {
        await runCommand(stage, stage.channel, { action: 'form' });
        await submitForm(stage, stage.telling.form);
      }),
  },
  {
    name: 'context-command',
    play: (stage) => {
      const { person, other, channel, telling } = stage;
      return playContextCommand(stage, async () => {
        const message = await other.writes(channel, telling.story);
        stage.notes(`⋮ ${telling.diagnose}`);
        await person.usesContextCommand(telling.diagnose, message);
      });
    },
  },
  {
    name: 'user-install-server',
    play: (stage) => {
      stage.person.installsApp();
      const place = { name: 'channel of a server without the bot', channel: stage.abroad };
      return playAt(stage, place, () => runCommand(stage, stage.abroad, { story: stage.telling.story }));
    },
  },
  {
    name: 'user-install-group',
    play: (stage) => {
      stage.person.installsApp();
      const place = { name: 'messages of three people', channel: stage.group };
      return playAt(stage, place, async () => {
        await runCommand(stage, stage.group, {});
        await write(stage, stage.group);
      });
    },
  },
  {
    name: 'command-in-dm',
    isOtherWithoutGateway: true,
    play: (stage) =>
      playAt(stage, { name: 'direct messages', channel: 'dm' }, () => runCommand(stage, 'dm', { story: stage.telling.story })),
  },
];

async function playContextCommand(stage: Stage, tell: () => Promise<unknown>): Promise<string> {
  await tell();
  await finish(stage, stage.channel);
  expectSilence(stage.person.sees('dm'));
  expectSilence(stage.other.sees(stage.channel).slice(1));
  return stage.transcript([{ name: 'channel', channel: stage.channel }]);
}

/** Ways that begin with words in a channel. */
const TYPED: readonly WayIn[] = [
  {
    name: 'direct-message',
    play: (stage) => playAt(stage, { name: 'direct messages', channel: 'dm' }, () => stage.person.writes('dm', stage.telling.story)),
  },
  {
    name: 'mention',
    async play(stage) {
      await stage.person.mentionsBot(stage.channel, stage.telling.story);
      await stage.untilSeen(stage.channel, /./);
      await finish(stage, 'dm');
      return stage.transcript([
        { name: 'channel', channel: stage.channel },
        { name: 'direct messages', channel: 'dm' },
      ]);
    },
  },
  {
    name: 'helpdesk-here',
    async play(stage) {
      const message = await askForHelp(stage, 'offer:here');
      await finish(stage, await stage.untilThread(message));
      expectSilence(stage.person.sees('dm'));
      return stage.transcript([helpdeskOf(stage)]);
    },
  },
  {
    name: 'helpdesk-private',
    async play(stage) {
      await askForHelp(stage, 'offer:private');
      await finish(stage, stage.helpdesk);
      expectSilence(stage.person.sees('dm'));
      expectSilence(stage.other.sees(stage.helpdesk).slice(2));
      return stage.transcript([helpdeskOf(stage)]);
    },
  },
  {
    name: 'helpdesk-no',
    isDeclined: true,
    async play(stage) {
      await askForHelp(stage, 'offer:no');
      await stage.untilRetired(stage.helpdesk);
      await stage.person.writes(stage.helpdesk, stage.telling.hello);
      await stage.person.runsCommand(MAILFIX, { action: 'help' }, stage.channel);
      expectSilence(stage.person.sees('dm'));
      return stage.transcript([helpdeskOf(stage)]);
    },
  },
  {
    name: 'forum-here',
    async play(stage) {
      const { person, forum, telling } = stage;
      const post = await person.startsForumPost(forum, telling.title, telling.story);
      await answerOffer(stage, post.channel, 'offer:here');
      await finish(stage, post.channel);
      expectSilence(person.sees('dm'));
      return stage.transcript([{ name: 'help-desk forum', channel: forum }]);
    },
  },
  {
    name: 'forum-private',
    async play(stage) {
      const { person, other, forum, telling } = stage;
      const post = await person.startsForumPost(forum, telling.title, telling.story);
      await answerOffer(stage, post.channel, 'offer:private');
      await finish(stage, post.channel);
      expectSilence(person.sees('dm'));
      expectSilence(other.sees(post.channel).slice(2));
      return stage.transcript([{ name: 'help-desk forum', channel: forum }]);
    },
  },
];

/** All ways to begin. */
export const WAYS_IN: readonly WayIn[] = [...INTERACTIONS, ...TYPED.map((way) => ({ ...way, isTyped: true as const }))];

function expectSilence(messages: readonly MessageRow[]): void {
  expect(messages.map(visibleText)).toEqual([]);
}
