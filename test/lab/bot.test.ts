import { readFile } from 'node:fs/promises';
import { openLab } from './lab.ts';
import type { Answer } from './okuru.ts';
import { converse, probe } from './okuru.ts';
import { trespassFileOf } from './organisations.ts';
import type { PartName } from './parts.ts';
import { providerLog } from './provider.ts';
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

describe('what the bot sees does not depend on the line', () => {
  test('the block on the line is invisible from its house', async () => {
    await setWorld(lab, ['line_drops_25']);
    const blocked = await probe(lab, 'smtp.nifty.com');
    await setWorld(lab, []);
    const open = await probe(lab, 'smtp.nifty.com');

    const ids = (report: typeof open) => report.findings.map(({ id }) => id);
    expect(ids(blocked)).toEqual(ids(open));
    expect(ids(blocked)).toEqual(expect.arrayContaining(['outlet_ok', 'submission_587_alive', 'submission_465_alive']));
  });

  test('a cloud that stops port 25 of the bot is not taken for the line', async () => {
    await setWorld(lab, ['bot_outlet_drops_25']);
    const ids = (await probe(lab, 'smtp.nifty.com')).findings.map(({ id }) => id);

    expect(ids).toContain('submission_587_alive');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });

  test('a filtered outlet is found before anything is said about the provider', async () => {
    await setWorld(lab, ['bot_outlet_is_filtered']);
    const ids = (await probe(lab, 'smtp.nifty.com')).findings.map(({ id }) => id);

    expect(ids).toContain('outlet_filtered');
    expect(ids).not.toContain('submission_dead');
  });

  test('a provider that is down is found so, because known-good hosts answer', async () => {
    await setWorld(lab, ['provider_is_silent']);
    const ids = (await probe(lab, 'smtp.nifty.com')).findings.map(({ id }) => id);

    expect(ids).toEqual(expect.arrayContaining(['outlet_ok', 'submission_dead']));
  });
});

describe('manners', () => {
  test('a look ends before AUTH: the provider counts no AUTH, MAIL, RCPT or DATA, and takes its leave with QUIT', async () => {
    await setWorld(lab, []);
    const before = (await readFile(providerLog(lab), 'utf8')).length;

    await probe(lab, 'smtp.nifty.com');

    const sessions = await sessionsSince(before);
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    expect(sessions.filter((line) => /(auth|mail|rcpt|data)=/.test(line))).toEqual([]);
    expect(sessions.filter((line) => !/quit=1/.test(line))).toEqual([]);
  });

  test('nobody has ever given AUTH or MAIL to a server of the other organisations', async () => {
    expect(await readFile(trespassFileOf(lab), 'utf8')).toBe('');
  });
});

/** Postfix ends each session with a count of its commands: `disconnect from … ehlo=2 starttls=1 quit=1 commands=4`. */
async function sessionsSince(offset: number): Promise<readonly string[]> {
  const log = (await readFile(providerLog(lab), 'utf8')).slice(offset);
  return log.split('\n').filter((line) => line.includes(`disconnect from unknown[10.61.4.2]`));
}
