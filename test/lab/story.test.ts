import { openLab } from './lab.ts';
import type { Answer } from './okuru.ts';
import { converse } from './okuru.ts';
import type { PartName } from './parts.ts';
import { setWorld } from './world.ts';

// The bot in its house, with real probes: it sees whether the provider's doors are open, never the person's line.

const STORY = {
  ja: '一週間前に家のネットをJ:COMからNURO光に変えました。メールは前から@nifty.comのものをOutlook 2007で使っています。受信はできるのに、送信だけができません。送信トレイに残ったままです。ポートは25のままです。',
  en: 'A week ago we switched our home internet from J:COM to NURO. I use my @nifty.com address in Outlook 2007. I can receive mail but sending fails, everything stays in the Outbox. The outgoing port is still 25.',
} as const;

const LANGS = ['ja', 'en'] as const;

/** Answers anything the bot may still ask after the story. */
const NO_IDEA = { ja: 'わかりません', en: "I don't know" } as const;

const lab = openLab();

afterAll(() => setWorld(lab, []));

async function tellStory(world: readonly PartName[], lang: 'ja' | 'en'): Promise<Answer> {
  await setWorld(lab, world);
  const answers = await converse(lab, lang, [STORY[lang], NO_IDEA[lang], NO_IDEA[lang]]);
  const told = answers.findIndex(({ turn }) => turn.verdict !== null && turn.fix !== null);
  const [last] = answers.slice(-1);
  if (last === undefined) throw new Error('The bot gave no answer.');
  const upTo = told < 0 ? answers : answers.slice(0, told + 1);
  return { text: upTo.map(({ text }) => text).join('\n'), turn: upTo.at(-1)?.turn ?? last.turn };
}

describe.each(LANGS)('the founding story (%s)', (lang) => {
  test('ends at port 587 of the provider, resting on what the bot measured, too', async () => {
    const { turn, text } = await tellStory(['line_drops_25'], lang);

    expect(turn.verdict).toMatchObject({ cause: 'op25b' });
    expect(turn.verdict?.basis).toEqual(expect.arrayContaining(['stated', 'measured']));
    expect(turn.fix).toMatchObject({ host: 'smtp.nifty.com', port: 587, security: 'starttls', auth: true });
    expect(text).toContain('587');
  });

  test('ends at port 465 where the provider answers there only', async () => {
    const { turn } = await tellStory(['line_drops_25', 'provider_without_587'], lang);

    expect(turn.fix).toMatchObject({ host: 'smtp.nifty.com', port: 465, security: 'tls', auth: true });
  });

  test('is answered from words and records where the bot itself cannot see out', async () => {
    const { turn, text } = await tellStory(['line_drops_25', 'bot_outlet_is_filtered'], lang);

    expect(turn.verdict).toMatchObject({ cause: 'op25b' });
    expect(turn.verdict?.basis).not.toContain('measured');
    expect(turn.fix).toMatchObject({ host: 'smtp.nifty.com', port: 587, auth: true });
    expect(text).toMatch(CANNOT_TELL[lang]);
  });
});

const CANNOT_TELL = { ja: /わかりません|分かりません|確かめられ/, en: /can.t tell|cannot tell|can.t see/i } as const;

test('what was measured stands in the table of reasons when the verdict rests on it', async () => {
  const { turn, text } = await tellStory(['line_drops_25'], 'ja');

  expect(turn.verdict?.basis).toContain('measured');
  expect(text).toMatch(/^ {2}.*（測定から）$/m);
});

test('a provider that is silent on every port is said to be silent, and lowers the certainty', async () => {
  const { turn: alive } = await tellStory([], 'ja');

  const { turn, text } = await tellStory(['provider_is_silent'], 'ja');

  expect(turn.verdict?.confidence ?? 0).toBeLessThan(alive.verdict?.confidence ?? 0);
  expect(text).toContain('返事がありません');
});
