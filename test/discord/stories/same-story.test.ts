import type { Lang } from '../../../src/contracts/lang.ts';
import { type Both, type Chat, openBoth } from './both.ts';
import { DISCORD_TELLINGS } from './tellings.ts';

let both: Both;
let complaints: readonly string[];

beforeAll(async () => {
  both = await openBoth();
  const program = await both.start();
  await program.untilHealth(200, { slack: 'up', discord: 'up', web: 'up' });
  complaints = program.complaints;
});

afterAll(async () => {
  const { slack, discord } = both;
  await both.close();
  expect([...slack.refused, ...discord.refused, ...slack.errors, ...discord.errors, ...complaints]).toEqual([]);
});

/** One thing a person does, and what is offered then. */
interface Act {
  readonly what: string;
  readonly act: (chat: Chat) => Promise<unknown>;
  readonly until: (chat: Chat) => Promise<unknown>;
}

const writes = (text: string, then: string): Act => ({
  what: text,
  act: (chat) => chat.writes(text),
  until: (chat) => chat.untilOffered(then),
});

const presses = (choice: string, then: string): Act => ({
  what: `[${choice}]`,
  act: (chat) => chat.presses(choice),
  until: (chat) => chat.untilOffered(then),
});

/** The button that says so, what takes its place, and the card. */
const ends = (chosen: string, card: string): Act => ({
  what: '[after:fixed]',
  act: (chat) => chat.presses('after:fixed'),
  until: async (chat) => {
    await chat.untilSeen(card);
    await chat.untilSeen(chosen);
  },
});

/** Plays a story act by act. Resolves with what was offered after each, and with all that was told at the end. */
async function play(chat: Chat, acts: readonly Act[]): Promise<{ readonly offered: unknown; readonly told: readonly string[] }> {
  const offered: unknown[] = [];
  for (const { what, act, until } of acts) {
    await act(chat);
    await until(chat);
    offered.push({ after: what, offered: chat.offered() });
  }
  return { offered, told: chat.told() };
}

const FOUNDING: Readonly<Record<Lang, readonly Act[]>> = {
  ja: [
    { what: 'hello', act: (chat) => chat.writes('こんにちは'), until: (chat) => chat.untilSeen('いつもの言葉で教えてください') },
    writes('メールが送れません', 'error_codes:none_shown'),
    presses('error_codes:none_shown', 'started_after:unknown'),
    presses('started_after:unknown', 'isp:unknown'),
    {
      what: 'ヌロ',
      act: (chat) => chat.picks('isp', 'ヌロ'),
      until: async (chat) => {
        await chat.untilOffered('current_port:25');
        await chat.untilSeen(/どちらですか[^✓]*✓ NURO 光/);
      },
    },
    writes(DISCORD_TELLINGS.ja.story, 'after:fixed'),
    { what: '[after:why]', act: (chat) => chat.presses('after:why'), until: (chat) => chat.untilSeen('そう考えた理由です') },
    ends('✓ 直った', '送信設定の控え'),
  ],
  en: [writes(DISCORD_TELLINGS.en.story, 'after:fixed'), ends('✓ Fixed', 'Card to keep')],
};

describe('the founding story in direct messages', () => {
  it.each(['ja', 'en'] as const)('is the same in Slack and in Discord, word for word and choice for choice (%s)', async (lang) => {
    const { slack, discord } = both.meet(`same ${lang}`, lang);

    const inSlack = await play(slack, FOUNDING[lang]);
    const inDiscord = await play(discord, FOUNDING[lang]);

    expect(inDiscord).toEqual(inSlack);
    expect(inSlack.told.length).toBeGreaterThan(3);
    expect(inSlack.told.join()).toContain('smtpniftycom');
  });
});
