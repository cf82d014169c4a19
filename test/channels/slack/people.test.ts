import { createPeople, type People } from '../../../src/channels/slack/people.ts';
import { createFakeLogger } from '../../helpers/fake-logger.ts';
import { createFakeNotes } from './fake-notes.ts';

const WHO = { team: 'T1', user: 'U1' };

describe('Language of people on Slack', () => {
  let now = 0;
  let asked = 0;

  function open(askLocale: () => Promise<string | null>, more: { readonly patienceMs?: number } = {}): People {
    now = 0;
    asked = 0;
    return createPeople({
      notes: createFakeNotes(),
      clock: { now: () => now },
      logger: createFakeLogger(),
      askLocale: () => {
        asked += 1;
        return askLocale();
      },
      ...more,
    });
  }

  it.each([
    ['ja-JP', 'ja'],
    ['ja', 'ja'],
    ['en-US', 'en'],
    ['de-DE', 'en'],
    [null, null],
    ['', null],
  ])('reads a profile of %s as %s', async (locale, lang) => {
    expect(await open(async () => locale).langOf(WHO)).toBe(lang);
  });

  it('asks once for some hours, also of many events at once', async () => {
    const people = open(async () => 'ja-JP');

    await Promise.all([people.langOf(WHO), people.langOf(WHO), people.langOf(WHO)]);
    now = 5 * 3_600_000;
    await people.langOf(WHO);
    expect(asked).toBe(1);

    now = 7 * 3_600_000;
    await people.langOf(WHO);
    expect(asked).toBe(2);
  });

  it('knows nothing where Slack does not tell, and asks again some minutes later', async () => {
    let isDown = true;
    const people = open(async () => {
      if (isDown) throw new Error('Slack is down');
      return 'en-GB';
    });

    expect(await people.langOf(WHO)).toBeNull();
    isDown = false;
    expect(await people.langOf(WHO)).toBeNull();
    now = 6 * 60_000;
    expect(await people.langOf(WHO)).toBe('en');
  });

  it('does not hold an event up for long, and knows the late answer afterwards', async () => {
    let tell = (_locale: string): void => undefined;
    const people = open(() => new Promise((resolve) => (tell = resolve)), { patienceMs: 20 });

    expect(await people.langOf(WHO)).toBeNull();
    tell('ja-JP');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await people.langOf(WHO)).toBe('ja');
  });

  it('prefers the language they chose to that of their profile, until they are forgotten', async () => {
    const people = open(async () => 'ja-JP');

    await people.choose(WHO, 'en');
    now = 7 * 3_600_000;
    expect(await people.langOf(WHO)).toBe('en');
    expect(asked).toBe(0);
  });

  it('does not let a late answer of Slack’s take the place of what they chose meanwhile', async () => {
    let tell = (_locale: string): void => undefined;
    const people = open(() => new Promise((resolve) => (tell = resolve)), { patienceMs: 20 });

    await people.langOf(WHO);
    await people.choose(WHO, 'en');
    tell('ja-JP');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await people.langOf(WHO)).toBe('en');
  });

  it('keeps people of two workspaces apart', async () => {
    const people = open(async () => 'ja-JP');

    await people.choose({ team: 'T2', user: 'U1' }, 'en');
    expect(await people.langOf(WHO)).toBe('ja');
  });

  it('asks again for whom it was told to forget', async () => {
    const people = open(async () => 'ja-JP');

    for (const who of [WHO, 'all'] as const) {
      await people.langOf(WHO);
      people.forget(who);
    }
    await people.langOf(WHO);
    expect(asked).toBe(3);
  });
});
