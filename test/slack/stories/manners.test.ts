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

/** All the app said to anybody since the stage was furnished: what it posted, changed or whispered. */
function watchApp({ fake }: House): () => readonly string[] {
  const from = fake.calls.length;
  return () => fake.calls.slice(from).flatMap(({ method }) => (/^chat\.|^views\./.test(method) ? [method] : []));
}

/** Two events are told in order: what was to come of those before has come once this has been answered. */
async function untilHeard({ person, untilSeen }: Stage): Promise<void> {
  await person.runsCommand('/mailfix', '', person.dm);
  await untilSeen('dm', 'いつもの言葉で教えてください');
}

const threadOf = ({ person, helpdesk }: Stage, thread: string): readonly string[] =>
  person.sees(helpdesk).flatMap((message) => (message.threadTs === thread && message.botId !== null ? [visibleText(message)] : []));

describe('in channels', () => {
  it('says nothing to what is not about sending mail, and nothing at all where no help is offered', async () => {
    const stage = house.meet('unrelated');
    const said = watchApp(house);

    await stage.person.writes(stage.helpdesk, '今日のお昼はどこに行きますか？');
    await stage.person.writes(stage.helpdesk, 'メールが届きました。ありがとうございます。');
    await stage.person.writes(stage.channel, stage.telling.story);
    await stage.person.sendsOtherBot(stage.helpdesk, stage.telling.story);
    await stage.person.joins(stage.helpdesk);
    await untilHeard(stage);

    expect(said()).toEqual(['chat.postMessage']);
  });

  it('offers help once, and not again for an edit, a second thought or other people’s replies', async () => {
    const stage = house.meet('offered');
    const { message } = await stage.person.writes(stage.helpdesk, stage.telling.story);
    await stage.untilOffered(stage.helpdesk, 'offer:here');
    const said = watchApp(house);

    await stage.person.edits(message, `${stage.telling.story} 困りました。`);
    await stage.person.writes(stage.helpdesk, 'やっぱりメールが送れません', { thread: message.ts });
    await stage.other.writes(stage.helpdesk, '私もメールが送れません', { thread: message.ts });
    await untilHeard(stage);

    expect(said()).toEqual(['chat.postMessage']);
    expect(threadOf(stage, message.ts)).toHaveLength(1);
  });

  it('talks in a thread with the person who chose it, and hears nobody else there', async () => {
    const stage = house.meet('thread');
    const { message } = await stage.person.writes(stage.helpdesk, 'メールが送れません。だれかわかりますか？');
    await stage.person.clicks(await stage.untilOffered(stage.helpdesk, 'offer:here'), 'offer:here');
    await stage.untilOffered(stage.helpdesk, 'error_codes:none_shown');

    await stage.other.writes(stage.helpdesk, '回線はOCNで、ソフトはThunderbirdです。', { thread: message.ts });
    await stage.person.writes(stage.helpdesk, stage.telling.story, { thread: message.ts });
    await stage.untilOffered(stage.helpdesk, 'after:fixed');

    expect(threadOf(stage, message.ts).join('\n')).toContain('Outlook 2007での変え方');
    expect(threadOf(stage, message.ts).join('\n')).not.toMatch(/OCN|Thunderbird/);
  });

  it('tells somebody else who presses a button that it is not theirs, and does nothing', async () => {
    const stage = house.meet('notyours');
    await stage.person.writes(stage.helpdesk, stage.telling.story);
    const offer = await stage.untilOffered(stage.helpdesk, 'offer:here');

    await stage.other.clicks(offer, 'offer:no');
    await stage.until(
      () => stage.other.sees(stage.helpdesk).some(({ ephemeralTo }) => ephemeralTo === stage.other.id),
      'a word for the other',
    );

    const words = stage.other.sees(stage.helpdesk).filter(({ ephemeralTo }) => ephemeralTo === stage.other.id);
    expect(words.map(visibleText)).toEqual([expect.stringContaining('ほかの方の相談')]);
    await stage.person.clicks(await stage.untilOffered(stage.helpdesk, 'offer:here'), 'offer:private');
    await stage.untilOffered('dm', 'after:fixed');
  });
});

describe('buttons', () => {
  it('pressed twice act once', async () => {
    const stage = house.meet('twice');
    await stage.person.writes('dm', stage.telling.story);
    const answer = await stage.untilOffered('dm', 'after:fixed');

    await Promise.all([stage.person.clicks(answer, 'after:fixed'), stage.person.clicks(answer, 'after:fixed')]);
    await stage.untilSeen('dm', '送信設定の控え');
    await stage.person.writes('dm', 'ありがとうございます');
    await stage.untilSeen('dm', 'どういたしまして');

    expect(stage.person.sees('dm').filter((message) => visibleText(message).includes('送信設定の控え'))).toHaveLength(1);
  });

  it('of a case that was forgotten get a friendly word, and are kept nowhere', async () => {
    const stage = house.meet('stale');
    await stage.person.writes('dm', stage.telling.story);
    const answer = await stage.untilOffered('dm', 'after:fixed');
    await stage.person.runsCommand('/mailfix', 'forget', stage.person.dm);
    await stage.untilSeen('dm', 'すべて消しました');

    await stage.person.clicks(answer, 'after:fixed');
    await stage.untilSeen('dm', 'もう使えなくなっています');

    await stage.person.opensHome();
    await stage.until(() => stage.person.home !== null, 'the home tab');
    expect(stage.person.home === null ? '' : visibleText(stage.person.home)).toContain('進んでいる相談はありません');
  });
});
