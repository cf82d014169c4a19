import { visibleText } from '../emulator/index.ts';
import { type House, openHouse } from './house.ts';
import type { Stage } from './stage.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse('http');
});

afterAll(async () => {
  const troubles = await house?.troubles();
  await house?.close();
  expect(troubles).toEqual([]);
});

/** Waits until the words are on the disk, or off it. */
async function untilDisk(words: string, held: boolean): Promise<void> {
  for (let tries = 0; house.program.holds(words) !== held && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(house.program.holds(words)).toBe(held);
}

async function openForm({ person, until }: Stage): Promise<NonNullable<Stage['person']['modal']>> {
  await person.usesGlobalShortcut('mailfix_form');
  await until(() => person.modal !== null, 'the form');
  if (person.modal === null) throw new Error('The form was closed.');
  return person.modal;
}

describe('/mailfix', () => {
  it.each([
    ['ja', ['/mailfix の使い方', '/mailfix forget', 'この投稿を診断', 'パスワードは書かないでください']],
    ['en', ['How to use /mailfix', '/mailfix forget', 'Diagnose this', "Please don't write any password"]],
  ] as const)('help tells how to use it, to this person alone (%s)', async (lang, words) => {
    const stage = house.meet(`help${lang}`, lang);

    await stage.person.runsCommand('/mailfix', 'help', stage.channel);

    const [help, ...more] = stage.person.sees(stage.channel);
    expect(more).toEqual([]);
    expect(help?.ephemeralTo).toBe(stage.person.id);
    expect(words.filter((each) => help === undefined || !visibleText(help).includes(each))).toEqual([]);
  });

  it('lang changes the language in the middle of a case, and from then on', async () => {
    const stage = house.meet('lang');
    await stage.person.writes('dm', 'メールが送れません。NURO光です。');
    await stage.untilOffered('dm', 'error_codes:none_shown');

    await stage.person.runsCommand('/mailfix', 'lang en', stage.channel);
    await stage.untilSeen('dm', 'What does the screen say');
    await stage.person.runsCommand('/mailfix', 'help', stage.channel);
    await stage.person.clicks(stage.person.lastFromBot('dm'), 'error_codes:none_shown');
    await stage.untilSeen('dm', 'Did anything change');

    expect(stage.person.sees(stage.channel).map(visibleText).join('\n')).toContain('How to use');
  });

  it('a profile in one language gives way to words typed in the other', async () => {
    const stage = house.meet('typesja', 'en');

    await stage.person.writes('dm', 'メールが送れません');

    await stage.untilSeen('dm', '画面に何と出ますか');
  });

  it('lang without a language we speak says which there are', async () => {
    const stage = house.meet('badlang', 'en');

    await stage.person.runsCommand('/mailfix', 'lang fr', stage.channel);

    expect(visibleText(stage.person.lastFromBot(stage.channel))).toContain('I speak Japanese (ja) and English (en)');
  });

  it('forget leaves nothing of what was said on the disk', async () => {
    const stage = house.meet('forget');
    const words = '天王寺動物園のレッサーパンダ';
    await stage.person.writes('dm', `${stage.telling.story} ${words}の写真も送れません。`);
    await stage.untilOffered('dm', 'after:fixed');
    await untilDisk(words, true);
    await untilDisk(`T1/${stage.person.id}`, true);

    await stage.person.runsCommand('/mailfix', 'forget', stage.channel);
    await stage.untilSeen(stage.channel, 'すべて消しました');

    await untilDisk(words, false);
    await untilDisk(`T1/${stage.person.id}`, false);
  });
});

describe('a password', () => {
  it.each([
    ['ja', 'パスワードは hunter2-Kitsune です。メールが送れません。', 'パスワードらしいものが書かれていた'],
    ['en', 'My password is hunter2-Tanuki and I cannot send mail.', 'looked like it had a password in it'],
  ] as const)('is told to be one, and kept nowhere (%s)', async (lang, said, told) => {
    const stage = house.meet(`password${lang}`, lang);

    await stage.person.writes('dm', said);
    await stage.untilSeen('dm', told);
    await stage.untilOffered('dm', 'error_codes:none_shown');

    await untilDisk('hunter2', false);
    const shown = stage.person.sees('dm').filter(({ user }) => user !== stage.person.id);
    expect(shown.map(visibleText).join('\n')).not.toContain('hunter2');
  });

  it('in a help-desk channel is told to be one, too, and kept nowhere', async () => {
    const stage = house.meet('passwordchannel');

    await stage.person.writes(stage.helpdesk, 'メールが送れません。パスワードは hunter2-Tengu です。');
    await stage.untilSeen(stage.helpdesk, 'パスワードらしいものが書かれていた');

    await untilDisk('hunter2', false);
  });

  it('in the form is told to be one, and kept nowhere', async () => {
    const stage = house.meet('passwordform');

    await stage.person.submitsView(await openForm(stage), { story: 'メールが送れません。パスワードは hunter2-Kappa です。' });
    await stage.untilSeen('dm', 'パスワードらしいものが書かれていた');

    await untilDisk('hunter2', false);
  });
});

describe('the long lists', () => {
  it.each([
    ['isp', 'ヌロ', 'NURO 光'],
    ['isp', 'ぬろ', 'NURO 光'],
    ['isp', 'nuro', 'NURO 光'],
    ['isp', 'ＮＵＲＯ', 'NURO 光'],
    ['isp', 'ニフティ', '@nifty'],
    ['isp', 'にふてぃ', '@nifty'],
    ['isp', 'nifty', '@nifty'],
    ['isp', 'ジェイコム', 'J:COM'],
    ['client', 'アウトルック 2007', 'Outlook 2007'],
    ['client', 'あうとるっく', 'Outlook（バージョン不明）'],
    ['client', 'outlook2007', 'Outlook 2007'],
    ['client', 'サンダーバード', 'Thunderbird'],
  ])('of %s, searched for %s, begin with %s', async (box, query, first) => {
    const stage = house.meet('lists');
    const form = await openForm(stage);

    await stage.person.submitsView(form, { [box]: { query } });

    const told = house.fake.deliveries.findLast(({ kind }) => kind === 'options');
    expect(JSON.stringify(told?.ackBody)).toMatch(new RegExp(`^[^]{0,80}"text":"${first}"`));
  });

  it('take a row in the middle of a conversation', async () => {
    const stage = house.meet('picker');
    await stage.person.writes('dm', 'メールが送れません');
    await stage.person.clicks(await stage.untilOffered('dm', 'error_codes:unknown'), 'error_codes:unknown');
    await stage.person.clicks(await stage.untilOffered('dm', 'started_after:unknown'), 'started_after:unknown');
    const question = await stage.untilOffered('dm', 'isp:unknown');

    await stage.person.picks(question, 'ヌロ');
    await stage.untilSeen('dm', '✓ NURO 光');

    expect(house.program.complaints).toEqual([]);
  });
});

describe('the form', () => {
  it.each([
    ['ja', 'どれか一つだけでも教えてください。'],
    ['en', 'Please tell me at least one thing.'],
  ] as const)('with nothing in it stays open and says so (%s)', async (lang, words) => {
    const stage = house.meet(`empty${lang}`, lang);
    const form = await openForm(stage);

    const { submitted } = await stage.person.submitsView(form, {});

    expect(submitted).toEqual({ state: 'errors', errors: { story: words } });
    expect(stage.person.modal).toBe(form);
    expect(stage.person.sees('dm')).toEqual([]);
  });
});

describe('a long story', () => {
  it('of 5,000 characters is read, and answered', async () => {
    const stage = house.meet('long');
    const filling = 'あれこれ試しましたが、変わりませんでした。';

    await stage.person.writes('dm', (stage.telling.story + filling.repeat(300)).slice(0, 5_000));

    const answer = await stage.untilOffered('dm', 'after:fixed');
    expect(visibleText(answer)).toContain('smtp.nifty.com');
  });

  it('too long to be read whole says so, and is answered from its beginning', async () => {
    const stage = house.meet('longer');

    await stage.person.writes('dm', stage.telling.story + 'あれこれ試しました。'.repeat(2_500));

    await stage.untilOffered('dm', 'after:fixed');
    await stage.untilSeen('dm', 'とても長い文章だったので');
  });
});
