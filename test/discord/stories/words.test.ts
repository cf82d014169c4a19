import { type MessageRow, visibleText } from '../emulator/index.ts';
import { type House, openHouse } from './house.ts';
import type { Stage } from './stage.ts';

/** Discord alone knows whether the bot may delete what others wrote: it is tried. */
const MISSING_PERMISSIONS = 50_013;

let house: House;

beforeAll(async () => {
  house = await openHouse({ door: 'gateway' });
});

afterAll(async () => {
  const troubles = house?.troubles(MISSING_PERMISSIONS);
  await house?.close();
  expect(troubles).toEqual([]);
});

/** What the command answers, to nobody else. */
async function act({ person, other, channel }: Stage, action: string): Promise<MessageRow> {
  await person.runsCommand('mailfix', { action }, channel);
  const answer = person.lastFromBot(channel);
  expect(answer.ephemeralTo).toBe(person.id);
  expect(other.sees(channel)).toEqual([]);
  return answer;
}

async function openForm({ person, until, channel }: Stage): Promise<NonNullable<Stage['person']['modal']>> {
  await person.runsCommand('mailfix', { action: 'form' }, channel);
  await until(() => person.modal !== null, 'the form');
  if (person.modal === null) throw new Error('The form was closed.');
  return person.modal;
}

const ours = ({ person }: Stage, place: string): string =>
  person
    .sees(place)
    .filter(({ fromApp }) => fromApp)
    .map(visibleText)
    .join('\n');

describe('/mailfix', () => {
  it.each([
    ['ja', ['/mailfix の使い方', 'ダイレクトメッセージ', '診断する', 'パスワードは書かないでください', '[記録をすべて消す]']],
    ['en', ['How to use /mailfix', 'direct message', 'Diagnose', "Please don't write any password", '[Delete my records]']],
  ] as const)('help tells how to use it, to this person alone (%s)', async (lang, words) => {
    const help = visibleText(await act(house.meet(`help ${lang}`, lang), 'help'));

    expect(words.filter((each) => !help.includes(each))).toEqual([]);
  });

  it('lang changes the language in the middle of a case, and from then on', async () => {
    const stage = house.meet('lang');
    await stage.person.writes('dm', 'メールが送れません。NURO光です。');
    await stage.untilOffered('dm', 'error_codes:none_shown');

    expect(visibleText(await act(stage, 'lang-en'))).toContain("Let's talk in English");
    await stage.untilSeen('dm', 'What does the screen say');
    expect(visibleText(await act(stage, 'help'))).toContain('How to use');
    await stage.person.clicks(await stage.untilOffered('dm', 'error_codes:none_shown'), 'error_codes:none_shown');
    await stage.untilSeen('dm', 'Did anything change');
  });

  it('in the language of the person’s Discord gives way to words typed in the other, forms too', async () => {
    const stage = house.meet('types ja', 'en');

    await stage.person.runsCommand('mailfix', { story: 'メールが送れません' }, stage.channel);
    await stage.person.clicks(await stage.untilOffered(stage.channel, 'say'), 'say');
    const { modal } = stage.person;

    expect(ours(stage, stage.channel)).toContain('画面に何と出ますか');
    expect(modal?.title).toBe('書いて答える');
  });

  it('forget asks first, then leaves nothing of what was said on the disk', async () => {
    const stage = house.meet('forget');
    const { person } = stage;
    const words = '天王寺動物園のレッサーパンダ';
    await person.writes('dm', `${stage.telling.story} ${words}の写真も送れません。`);
    await stage.untilOffered('dm', 'after:fixed');
    await house.untilDisk(words, true);
    await house.untilDisk(person.id, true);

    await person.clicks(await act(stage, 'forget'), 'keep');
    expect(ours(stage, stage.channel)).toContain('記録はそのままです');
    expect(house.program.holds(words)).toBe(true);
    await person.clicks(await act(stage, 'forget'), 'forget|sure');

    expect(ours(stage, stage.channel)).toContain('すべて消しました');
    await house.untilDisk(words, false);
    await house.untilDisk(person.id, false);
  });
});

describe('a password', () => {
  it.each([
    ['ja', 'パスワードは hunter2-Kitsune です。メールが送れません。', 'パスワードらしいものが書かれていた'],
    ['en', 'My password is hunter2-Tanuki and I cannot send mail.', 'looked like it had a password in it'],
  ] as const)('is told to be one, and kept nowhere (%s)', async (lang, said, told) => {
    const stage = house.meet(`password ${lang}`, lang);

    await stage.person.writes('dm', said);
    await stage.untilSeen('dm', told);
    await stage.untilOffered('dm', 'error_codes:none_shown');

    await house.untilDisk('hunter2', false);
    expect(ours(stage, 'dm')).not.toContain('hunter2');
  });

  it('in a thread is deleted where the bot may', async () => {
    const stage = house.meet('password thread');
    const { person, helpdesk, until } = stage;
    house.guild.allows(helpdesk, 'MANAGE_MESSAGES');
    const message = await person.writes(helpdesk, 'メールが送れません。');
    await person.clicks(await stage.untilOffered(helpdesk, 'offer:here'), 'offer:here');
    const thread = await stage.untilThread(message);
    await stage.untilOffered(thread, 'error_codes:none_shown');

    const said = await person.writes(thread, 'パスワードは hunter2-Tengu です。');
    await stage.untilSeen(thread, 'パスワードらしいものが書かれていた');
    await until(() => said.deleted, 'the password taken away');

    expect(ours(stage, thread)).not.toContain('hunter2');
    await house.untilDisk('hunter2', false);
  });

  it('in a help-desk channel is told to be one where the bot may not delete it, and kept nowhere', async () => {
    const stage = house.meet('password channel');
    const before = house.fake.errors.length;

    await stage.person.writes(stage.helpdesk, 'メールが送れません。パスワードは hunter2-Oni です。');
    await stage.untilSeen(stage.helpdesk, 'パスワードらしいものが書かれていた');
    await stage.until(() => house.fake.errors.length > before, 'the try to delete it');

    expect(house.fake.errors.slice(before)).toMatchObject([{ name: 'deleteMessage', code: MISSING_PERMISSIONS }]);
    await house.untilDisk('hunter2', false);
  });

  it('in the form and in the box to write in is told to be one, and kept nowhere', async () => {
    const stage = house.meet('password form');
    const { person, channel } = stage;

    await openForm(stage);
    await person.submitsModal({ story: 'メールが送れません。パスワードは hunter2-Kappa です。' });
    await stage.untilSeen(channel, 'パスワードらしいものが書かれていた');
    await person.clicks(await stage.untilOffered(channel, 'say'), 'say');
    await person.submitsModal({ words: 'パスワード: hunter2-Yokai' });
    await stage.until(() => ours(stage, channel).split('パスワードらしいもの').length > 2, 'the second word');

    await house.untilDisk('hunter2', false);
    expect(ours(stage, channel)).not.toContain('hunter2');
  });
});

describe('the long lists', () => {
  it.each([
    ['isp', 'ヌロ', 'NURO 光'],
    ['isp', 'ぬろ', 'NURO 光'],
    ['isp', 'ﾇﾛ', 'NURO 光'],
    ['isp', 'nuro', 'NURO 光'],
    ['isp', 'ＮＵＲＯ', 'NURO 光'],
    ['isp', 'ジェイコム', 'J:COM'],
    ['provider', 'ニフティ', '@nifty（ニフティ）'],
    ['provider', 'にふてぃ', '@nifty（ニフティ）'],
    ['provider', 'nifty.com', '@nifty（ニフティ）'],
    ['program', 'アウトルック 2007', 'Outlook 2007'],
    ['program', 'あうとるっく2007', 'Outlook 2007'],
    ['program', 'outlook2007', 'Outlook 2007'],
    ['program', 'サンダーバード', 'Thunderbird'],
  ])('of %s, searched for %s while it is typed, begin with %s', async (option, text, first) => {
    const { person, channel } = house.meet('lists');

    const [row] = await person.types(option, text, { command: 'mailfix', channel });

    expect(row?.name).toBe(first);
  });

  it('are searched in the middle of a conversation, and take a row', async () => {
    const stage = house.meet('picker');
    const { person, channel } = stage;
    await person.runsCommand('mailfix', { story: 'メールが送れません' }, channel);
    await person.clicks(await stage.untilOffered(channel, 'error_codes:unknown'), 'error_codes:unknown');
    await person.clicks(await stage.untilOffered(channel, 'started_after:unknown'), 'started_after:unknown');

    await person.clicks(await stage.untilOffered(channel, 'find|isp|isp'), '名前で探す');
    await person.submitsModal({ query: 'ヌロ' });
    await person.selects(await stage.untilSeen(channel, '「ヌロ」で'), 'isp:nuro');

    await stage.untilSeen(channel, '✓ NURO 光');
  });
});

describe('a form', () => {
  it.each([
    ['ja', '何も書かれていませんでした'],
    ['en', 'Nothing was written'],
  ] as const)('with nothing in it says so, and begins nothing (%s)', async (lang, words) => {
    const stage = house.meet(`empty ${lang}`, lang);
    await openForm(stage);

    await stage.person.submitsModal({});

    expect(ours(stage, stage.channel)).toContain(words);
    expect(stage.person.sees(stage.channel)).toHaveLength(1);
  });
});

describe('a long story', () => {
  it('of 4,000 characters is read, and answered', async () => {
    const stage = house.meet('long');
    const filling = 'あれこれ試しましたが、変わりませんでした。';

    await stage.person.writes('dm', (stage.telling.story + filling.repeat(300)).slice(0, 4_000));

    expect(visibleText(await stage.untilOffered('dm', 'after:fixed'))).toContain('smtp.nifty.com');
  });
});
