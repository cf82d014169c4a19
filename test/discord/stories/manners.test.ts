import { type MessageRow, visibleText } from '../emulator/index.ts';
import { type House, openHouse } from './house.ts';
import type { Stage } from './stage.ts';

/** How Discord says that direct messages are closed. */
const CLOSED = 50_007;

let house: House;

beforeAll(async () => {
  house = await openHouse({ door: 'gateway' });
});

afterAll(async () => {
  const troubles = house?.troubles(CLOSED);
  await house?.close();
  expect(troubles).toEqual([]);
});

/** What the app posts, changes or answers from now on. */
function watchApp(): () => readonly string[] {
  const from = house.fake.calls.length;
  return () => house.fake.calls.slice(from).flatMap(({ name }) => (/^(?:create|edit|callback|start|delete)/.test(name) ? [name] : []));
}

/** Events of one person are taken in order: what was to come of those before has come once this has been answered. */
async function untilHeard({ person, untilSeen }: Stage): Promise<void> {
  await person.runsCommand('mailfix', {}, 'dm');
  await untilSeen('dm', 'いつもの言葉で教えてください');
}

function words(messages: readonly MessageRow[]): string {
  return messages
    .filter(({ fromApp }) => fromApp)
    .map(visibleText)
    .join('\n');
}

async function takeThread(stage: Stage, story: string): Promise<string> {
  const { person, helpdesk } = stage;
  const message = await person.writes(helpdesk, story);
  await person.clicks(await stage.untilOffered(helpdesk, 'offer:here'), 'offer:here');
  return stage.untilThread(message);
}

describe('in channels', () => {
  it('says nothing to what is not about sending mail, and nothing at all where no help is offered', async () => {
    const stage = house.meet('unrelated');
    const { person, other, helpdesk, forum, channel, telling } = stage;
    const bot = house.fake.user('news', { isBot: true });
    house.guild.joins(bot);
    const said = watchApp();

    await person.writes(helpdesk, '今日のお昼はどこに行きますか？');
    await person.writes(helpdesk, 'メールが届きました。ありがとうございます。');
    await person.startsForumPost(forum, 'お昼', '今日のお昼はどこに行きますか？');
    await person.writes(channel, telling.story);
    await bot.writes(helpdesk, telling.story);
    await person.startsThread(await other.writes(channel, telling.story), 'メールのこと');
    await untilHeard(stage);

    expect(said()).toEqual(['callback']);
  });

  it('offers help once, without a sound, and not again for an edit, a second thought or other people’s replies', async () => {
    const stage = house.meet('offered');
    const { person, other, helpdesk, telling } = stage;
    const message = await person.writes(helpdesk, telling.story);
    const offer = await stage.untilOffered(helpdesk, 'offer:here');
    const said = watchApp();

    await person.edits(message, `${telling.story} 困りました。`);
    await other.writes(helpdesk, 'よくありますね。', { replyTo: message });
    await other.writes(await person.startsThread(message, 'メールのこと'), '私もメールが送れません');
    await untilHeard(stage);

    expect(said()).toEqual(['callback']);
    expect(offer).toMatchObject({ flags: (1 << 12) | (1 << 15), reference: { message: message.id } });
  });

  it('talks in a thread with the person who chose it, and hears nobody else there', async () => {
    const stage = house.meet('thread');
    const { person, other, telling } = stage;
    const thread = await takeThread(stage, 'メールが送れません。だれかわかりますか？');
    await stage.untilOffered(thread, 'error_codes:none_shown');

    await other.writes(thread, '回線はOCNで、ソフトはThunderbirdです。');
    await person.writes(thread, telling.story);
    await stage.untilOffered(thread, 'after:fixed');

    expect(words(person.sees(thread))).toContain('Outlook 2007での変え方');
    expect(words(person.sees(thread))).not.toMatch(/OCN|Thunderbird/);
  });

  it('tells somebody else who presses a button that it is not theirs, and does nothing', async () => {
    const stage = house.meet('not yours');
    const { person, other, helpdesk, telling } = stage;
    await person.writes(helpdesk, telling.story);
    const offer = await stage.untilOffered(helpdesk, 'offer:here');

    await other.clicks(offer, 'offer:no');

    const told = other.sees(helpdesk).filter(({ ephemeralTo }) => ephemeralTo === other.id);
    expect(told.map(visibleText)).toEqual([expect.stringContaining('ほかの方の相談')]);
    await person.clicks(await stage.untilOffered(helpdesk, 'offer:here'), 'offer:private');
    await stage.untilOffered(helpdesk, 'after:fixed');
    expect(words(other.sees(helpdesk))).not.toContain('smtp.nifty.com');
  });
});

describe('buttons', () => {
  it('pressed twice act once', async () => {
    const stage = house.meet('twice');
    const { person, telling } = stage;
    await person.writes('dm', telling.story);
    const answer = await stage.untilOffered('dm', 'after:fixed');

    await Promise.all([person.clicks(answer, 'after:fixed'), person.clicks(answer, 'after:fixed')]);
    await stage.untilSeen('dm', '送信設定の控え');
    await person.writes('dm', 'ありがとうございます');
    await stage.untilSeen('dm', 'どういたしまして');

    expect(words(person.sees('dm')).split('送信設定の控え')).toHaveLength(2);
  });

  it('of a case that was forgotten get a friendly word, and begin nothing', async () => {
    const stage = house.meet('stale');
    const { person, channel, telling } = stage;
    await person.writes('dm', telling.story);
    const answer = await stage.untilOffered('dm', 'after:fixed');
    await person.runsCommand('mailfix', { action: 'forget' }, channel);
    await person.clicks(person.lastFromBot(channel), 'forget|sure');

    await person.clicks(answer, 'after:fixed');
    await stage.untilSeen('dm', 'もう使えなくなっています');
    await person.runsCommand('mailfix', {}, 'dm');

    expect(visibleText(person.lastFromBot('dm'))).toContain('いつもの言葉で教えてください');
  });
});

describe('where direct messages are closed', () => {
  it('says so to a call, and goes on with the answer where only its reader sees it', async () => {
    const stage = house.meet('closed');
    const { person, other, channel, telling } = stage;
    person.closesDm();

    await person.mentionsBot(channel, telling.story);
    await stage.untilSeen(channel, 'ダイレクトメッセージをお送りできませんでした。/mailfix と送ってください');
    await person.runsCommand('mailfix', {}, channel);
    const missed = await stage.untilOffered(channel, 'after:fixed');
    expect(visibleText(missed)).toContain('前回お届けできなかったお返事です');
    await person.clicks(missed, 'after:fixed');
    const card = await stage.untilSeen(channel, '送信設定の控え');

    expect([missed.ephemeralTo, card.ephemeralTo]).toEqual([person.id, person.id]);
    expect(visibleText(card)).toContain('ここで、あなただけに見えるようにお答えします');
    expect(words(person.sees('dm'))).toBe('');
    expect(words(other.sees(channel))).not.toContain('smtp.nifty.com');
  });

  it('a case begun by a command needs none', async () => {
    const stage = house.meet('closed command');
    const { person, channel, telling } = stage;
    person.closesDm();

    await person.runsCommand('mailfix', { story: telling.story }, channel);
    await person.clicks(await stage.untilOffered(channel, 'after:fixed'), 'after:fixed');
    await stage.untilSeen(channel, '送信設定の控え');

    expect(words(person.sees('dm'))).toBe('');
  });
});
