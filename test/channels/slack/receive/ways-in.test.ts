import { visibleText } from '../../../slack/emulator/index.ts';
import { type DoorKind, HELPDESK, LOUNGE, openSlackHouse, type SlackHouse, until } from '../house.ts';

const DM = 'slack:T1/U0HANA:dm';

describe.each<DoorKind>(['http', 'socket'])('Ways in, by %s', (door) => {
  let house: SlackHouse;

  beforeEach(async () => {
    house = await openSlackHouse({ door, script: { answer: async () => undefined, concerns: (text) => text.includes('送れない') } });
  });

  afterEach(async () => {
    await settled();
    const { refused } = house.slack;
    await house.close();
    expect(refused).toEqual([]);
  });

  const last = () => {
    const envelope = house.desk.envelopes.at(-1);
    if (envelope === undefined) throw new Error('nothing came to the desk');
    const { conversation, person, workplace, event, locale } = envelope;
    return { conversation, person, workplace, event, locale };
  };
  const settled = (): Promise<void> => until(() => house.slack.pending === 0);
  const whispers = (channel: string): string[] =>
    house.hana
      .sees(channel)
      .filter(({ ephemeralTo }) => ephemeralTo === house.hana.id)
      .map(visibleText);

  it('a direct message is a conversation of the person, in the language of their profile', async () => {
    await house.hana.writes('dm', '受信はできるのに送れない');
    const hers = last();
    await house.bob.writes('dm', 'cannot send');

    expect(hers).toEqual({
      conversation: DM,
      person: 'T1/U0HANA',
      workplace: 'T1',
      event: { kind: 'text', text: '受信はできるのに送れない' },
      locale: 'ja',
    });
    expect(last()).toMatchObject({ conversation: 'slack:T1/U0BOB:dm', locale: 'en' });
  });

  it('words come through as they were typed', async () => {
    await house.hana.writes('dm', 'smtp.nifty.com の <25> & taro@nifty.com と https://example.jp/a?b=1&c=2');

    expect(last().event).toEqual({ kind: 'text', text: 'smtp.nifty.com の <25> & taro@nifty.com と https://example.jp/a?b=1&c=2' });
  });

  it('/mailfix with a story goes to the direct messages, and says so where it was typed', async () => {
    const { ackBody } = await house.hana.runsCommand('/mailfix', '送れない', LOUNGE);

    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'text', text: '送れない' } });
    expect(JSON.stringify(ackBody)).toContain('ダイレクトメッセージをお送りしました');
    expect(house.notes.pages.get('slack/T1/U0HANA/origin')).toBe(LOUNGE);
  });

  it('/mailfix alone begins, and says nothing more where it was typed in the direct messages themselves', async () => {
    const { ackBody } = await house.hana.runsCommand('/mailfix', '  ', house.hana.dm);

    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'start' } });
    expect(ackBody).toBeUndefined();
  });

  it.each([
    ['help', '/mailfix の使い方'],
    ['ヘルプ', '/mailfix の使い方'],
    ['lang', '日本語（ja）と英語（en）'],
    ['lang xx', '日本語（ja）と英語（en）'],
  ])('/mailfix %s is answered there, and is no story', async (text, words) => {
    const { ackBody } = await house.hana.runsCommand('/mailfix', text, LOUNGE);

    expect(JSON.stringify(ackBody)).toContain(words);
    expect(house.desk.envelopes).toEqual([]);
  });

  it.each(['lang en', 'LANG　ＥＮ', '言語 英語'])('/mailfix %s changes the language, of what is said by the way too', async (text) => {
    await house.hana.runsCommand('/mailfix', '送れない', LOUNGE);
    const { ackBody } = await house.hana.runsCommand('/mailfix', text, LOUNGE);
    const changed = last();
    await house.hana.runsCommand('/mailfix', 'help me, mail is stuck', LOUNGE);

    expect(changed).toMatchObject({ conversation: DM, event: { kind: 'lang', lang: 'en' } });
    expect(JSON.stringify(ackBody)).toContain('English');
    expect(last()).toMatchObject({ event: { kind: 'text', text: 'help me, mail is stuck' }, locale: 'en' });
  });

  it('/mailfix lang begins no case where there is none', async () => {
    await house.hana.runsCommand('/mailfix', 'lang en', LOUNGE);

    expect(house.desk.envelopes).toEqual([]);
  });

  it('/mailfix forget deletes the person’s conversations and notes', async () => {
    await house.hana.runsCommand('/mailfix', '送れない', LOUNGE);
    await house.hana.runsCommand('/mailfix', 'lang en', LOUNGE);
    const { ackBody } = await house.hana.runsCommand('/mailfix', 'forget', LOUNGE);

    expect(house.desk.forgotten).toEqual([{ person: 'T1/U0HANA' }]);
    expect([...house.notes.pages.keys()]).toEqual([]);
    expect(JSON.stringify(ackBody)).toContain('deleted');
  });

  it('a mention in a channel is answered in the direct messages, once though it is told as two events', async () => {
    await house.hana.mentionsBot(HELPDESK, '送れない');
    await until(() => whispers(HELPDESK).length > 0);
    await settled();

    expect(house.desk.envelopes).toHaveLength(1);
    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'text', text: '送れない' } });
    expect(whispers(HELPDESK)).toEqual([expect.stringContaining('ダイレクトメッセージをお送りしました')]);
    expect(house.bob.sees(HELPDESK).filter(({ botId }) => botId !== null)).toEqual([]);
  });

  it('a mention without words begins', async () => {
    await house.hana.mentionsBot(LOUNGE, '');

    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'start' } });
  });

  it('"Diagnose this" takes anybody’s message as a new story of whoever asks', async () => {
    const { message } = await house.bob.writes(LOUNGE, 'my mail <is> stuck');
    await house.hana.usesMessageShortcut(message, 'diagnose');
    await until(() => whispers(LOUNGE).length > 0);

    expect(last()).toMatchObject({
      conversation: DM,
      person: 'T1/U0HANA',
      event: { kind: 'form', choices: [], text: 'my mail <is> stuck', fresh: true },
    });
  });

  it('the form opens at once, and what was filled in is a new story', async () => {
    await house.hana.usesGlobalShortcut('mailfix_form');
    await until(() => house.hana.modal !== null);
    const view = house.hana.modal;
    if (view === null) throw new Error('no form');
    const form = await house.hana.submitsView(view, { mail: 'nifty.com', current_port: 'current_port:25', story: '送れない' });

    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'form', choices: ['current_port:25'], fresh: true } });
    expect(last().event).toMatchObject({ text: expect.stringContaining('送れない') });
    expect(form.submitted).toEqual({ state: 'closed' });
  });

  it('an empty form says what is missing', async () => {
    await house.hana.usesGlobalShortcut('mailfix_form');
    await until(() => house.hana.modal !== null);
    const view = house.hana.modal;
    if (view === null) throw new Error('no form');
    const form = await house.hana.submitsView(view, {});

    expect(house.desk.envelopes).toEqual([]);
    expect(JSON.stringify(form)).toContain('どれか一つ');
  });

  it('the home tab begins, goes on, opens the form, changes the language and forgets', async () => {
    const publish = async (act: () => Promise<unknown>): Promise<void> => {
      const before = house.hana.home?.hash;
      await act();
      await until(() => house.hana.home !== null && house.hana.home.hash !== before);
    };
    const click = async (action: string): Promise<void> => {
      const { home } = house.hana;
      if (home === null) throw new Error('no home');
      await house.hana.clicks(home, action);
    };

    await publish(() => house.hana.opensHome());
    await publish(() => click('home.start'));
    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'form', choices: [], text: '', fresh: true } });
    await publish(() => click('home.continue'));
    expect(last()).toMatchObject({ conversation: DM, event: { kind: 'start' } });
    await publish(() => click('home.lang.en'));
    expect(last()).toMatchObject({ event: { kind: 'lang', lang: 'en' } });
    await click('home.form');
    await until(() => house.hana.modal !== null);
    await publish(() => click('home.forget'));
    expect(house.desk.forgotten).toEqual([{ person: 'T1/U0HANA' }]);
  });

  it('the assistant pane is a conversation of its own', async () => {
    const { message } = await house.hana.opensAssistantPane();
    const pane = `slack:T1/${house.hana.dm}:${message.ts}/U0HANA`;
    const begun = last();
    await house.hana.writes('dm', '送れない', { thread: message.ts });
    await until(() => house.slack.calls.some(({ method }) => method === 'assistant.threads.setSuggestedPrompts'));

    expect(begun).toMatchObject({ conversation: pane, event: { kind: 'start' } });
    expect(last()).toMatchObject({ conversation: pane, event: { kind: 'text', text: '送れない' } });
  });

  it('in a help-desk channel, words about mail that can’t be sent are overheard, and others are not', async () => {
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    const overheard = last();
    await house.hana.writes(HELPDESK, 'お昼に行きます');
    await house.hana.writes(LOUNGE, '受信できるのに送れない');

    expect(house.desk.envelopes).toHaveLength(1);
    expect(overheard).toMatchObject({
      conversation: `slack:T1/${HELPDESK}:${message.ts}/U0HANA`,
      event: { kind: 'overhear', text: '受信できるのに送れない' },
    });
  });
});
