import { type MessageRow, visibleText } from '../emulator/index.ts';
import type { Stage } from './stage.ts';

/** A way to begin, played to its end. Resolves with the transcript. */
export interface WayIn {
  readonly name: string;
  /** True where it ends in silence, without an answer. */
  readonly isDeclined?: true;
  play(stage: Stage): Promise<string>;
}

const DIRECT = { name: 'direct messages', channel: 'dm' } as const;

/** Waits for the answer, looks at it, presses "fixed", and waits for the card. Resolves with all the app said there. */
async function finish(stage: Stage, place: string): Promise<void> {
  const answer = await stage.untilOffered(place, 'after:fixed');
  await stage.presses(answer, 'after:fixed');
  const [title = ''] = stage.telling.card;
  await stage.untilSeen(place, title);
  await untilRetired(stage, place);
}

/** Used buttons are taken away by and by. */
async function untilRetired({ person, until }: Stage, place: string): Promise<void> {
  await until(() => person.sees(place).every(({ blocks }) => blocks.every(({ type }) => type !== 'actions')), 'buttons taken away');
}

async function play(stage: Stage, tell: () => Promise<unknown>): Promise<string> {
  await tell();
  await finish(stage, 'dm');
  return stage.transcript([DIRECT]);
}

/** From a channel: its screen is part of the story. */
async function playFromChannel(stage: Stage, tell: () => Promise<unknown>): Promise<string> {
  await tell();
  await finish(stage, 'dm');
  return stage.transcript([{ name: 'channel', channel: stage.channel }, DIRECT]);
}

async function runCommand({ person, channel, notes }: Stage, text: string): Promise<void> {
  notes(`/mailfix ${text}`.trim());
  await person.runsCommand('/mailfix', text, channel);
}

async function fillForm(stage: Stage): Promise<void> {
  const { person, telling, until } = stage;
  await until(() => person.modal !== null, 'the form');
  const { modal } = person;
  if (modal === null) throw new Error('The form was closed.');
  stage.showsView('form', modal);
  const { isp, previous, mail, client, story } = telling.form;
  for (const [box, typed] of Object.entries({ isp, previous_isp: previous, mail, client, current_port: '25', story })) {
    stage.notes(`${box}: ${typed}`);
  }
  await person.submitsView(modal, {
    isp: { query: isp },
    previous_isp: { query: previous },
    mail,
    client: { query: client },
    current_port: 'current_port:25',
    story,
  });
}

async function pressHome(stage: Stage, action: string): Promise<void> {
  const { person, until } = stage;
  await person.opensHome();
  await until(() => person.home !== null, 'the home tab');
  const { home } = person;
  if (home === null) throw new Error('The home tab is gone.');
  stage.showsView('home tab', home);
  await stage.presses(home, action);
}

/** Waits for the offer in the thread of the person's own post, and takes an answer. Resolves with the thread. */
async function answerOffer(stage: Stage, choice: string): Promise<string> {
  const { message } = await stage.person.writes(stage.channel, stage.telling.story);
  const offer = await stage.untilOffered(stage.channel, 'offer:here');
  stage.showsView('offer', offer);
  await stage.presses(offer, choice);
  return message.ts;
}

/** All ways to begin. The channel of a help-desk story is the help-desk's. */
export const WAYS_IN: readonly WayIn[] = [
  { name: 'command', play: (stage) => playFromChannel(stage, () => runCommand(stage, stage.telling.story)) },
  {
    name: 'command-then-told',
    play: (stage) =>
      playFromChannel(stage, async () => {
        await runCommand(stage, '');
        await stage.untilSeen('dm', /./);
        await stage.person.writes('dm', stage.telling.story);
      }),
  },
  { name: 'direct-message', play: (stage) => play(stage, () => stage.person.writes('dm', stage.telling.story)) },
  { name: 'mention', play: (stage) => playFromChannel(stage, () => stage.person.mentionsBot(stage.channel, stage.telling.story)) },
  {
    name: 'message-shortcut',
    play: (stage) =>
      playFromChannel(stage, async () => {
        const { message } = await stage.other.writes(stage.channel, stage.telling.story);
        stage.notes('⋮ diagnose');
        await stage.person.usesMessageShortcut(message, 'diagnose');
      }),
  },
  {
    name: 'form',
    play: (stage) =>
      play(stage, async () => {
        stage.notes('⚡ mailfix_form');
        await stage.person.usesGlobalShortcut('mailfix_form');
        await fillForm(stage);
      }),
  },
  {
    name: 'home',
    play: (stage) =>
      play(stage, async () => {
        await pressHome(stage, 'home.form');
        await fillForm(stage);
      }),
  },
  {
    name: 'helpdesk-here',
    async play(stage) {
      await answerOffer(stage, 'offer:here');
      await finish(stage, stage.channel);
      expectNothingIn(stage.person.sees('dm'));
      return stage.transcript([{ name: 'help-desk channel', channel: stage.channel }]);
    },
  },
  {
    name: 'helpdesk-private',
    async play(stage) {
      await answerOffer(stage, 'offer:private');
      await finish(stage, 'dm');
      await untilRetired(stage, stage.channel);
      return stage.transcript([{ name: 'help-desk channel', channel: stage.channel }, DIRECT]);
    },
  },
  {
    name: 'helpdesk-no',
    isDeclined: true,
    async play(stage) {
      const thread = await answerOffer(stage, 'offer:no');
      await untilRetired(stage, stage.channel);
      await stage.person.writes(stage.channel, stage.telling.hello, { thread });
      expectNothingIn(stage.person.sees('dm'));
      return stage.transcript([{ name: 'help-desk channel', channel: stage.channel }]);
    },
  },
  {
    name: 'assistant-pane',
    async play(stage) {
      const { message } = await stage.person.opensAssistantPane();
      await untilAnswered(stage, message);
      await stage.showsPane(message.ts);
      await stage.person.writes('dm', stage.telling.story, { thread: message.ts });
      await finish(stage, 'dm');
      return stage.transcript([{ name: 'assistant pane', channel: 'dm' }]);
    },
  },
];

/** The app has said something in the thread. */
async function untilAnswered({ team, person, until }: Stage, { ts }: MessageRow): Promise<void> {
  const isAnswered = (): boolean => person.sees('dm').some(({ botId, threadTs }) => botId === team.botId && threadTs === ts);
  await until(isAnswered, 'words in the thread');
}

function expectNothingIn(messages: readonly MessageRow[]): void {
  expect(messages.map(visibleText)).toEqual([]);
}
