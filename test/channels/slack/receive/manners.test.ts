import { visibleText } from '../../../slack/emulator/index.ts';
import { type DoorKind, HELPDESK, LOUNGE, openSlackHouse, type SlackHouse, until } from '../house.ts';

describe.each<DoorKind>(['http', 'socket'])('Manners, by %s', (door) => {
  let house: SlackHouse;
  let step: 'offered' | 'talking';

  beforeEach(async () => {
    step = 'talking';
    house = await openSlackHouse({
      door,
      script: { answer: async () => undefined, concerns: (text) => text.includes('送れない'), stepOf: () => step },
      slack: { retryAfterMs: [0, 0, 0], ackTimeoutMs: 250 },
    });
  });

  afterEach(async () => {
    const { refused } = house.slack;
    await house.close();
    expect(refused).toEqual([]);
  });

  const events = () => house.desk.envelopes.map(({ event }) => event);

  it('what bots write, edits, deletions and joins are nothing to the bot', async () => {
    const { message } = await house.hana.writes('dm', '送れない');
    await house.hana.edits(message, 'とても送れない');
    await house.hana.deletes(message);
    await house.hana.joins(HELPDESK);
    await house.hana.sendsOtherBot(HELPDESK, '監視：メールが送れない');
    await house.hana.sendsOtherBot('dm', '監視：メールが送れない');

    expect(events()).toEqual([{ kind: 'text', text: '送れない' }]);
  });

  it('in a thread where the bot talks with somebody, it hears that person and nobody else', async () => {
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    await house.bob.writes(HELPDESK, '私も送れない', { thread: message.ts });
    await house.hana.writes(HELPDESK, 'NURO です', { thread: message.ts });
    await house.hana.writes(LOUNGE, '別の話', {});

    expect(events()).toEqual([
      { kind: 'overhear', text: '受信できるのに送れない' },
      { kind: 'text', text: 'NURO です' },
    ]);
  });

  it('while help is only offered, what is said in the thread is not for the bot', async () => {
    step = 'offered';
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    await house.hana.writes(HELPDESK, 'だれか助けて', { thread: message.ts });

    expect(events()).toEqual([{ kind: 'overhear', text: '受信できるのに送れない' }]);
  });

  it('called in a thread where it talks with the person, it answers there', async () => {
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    await house.hana.mentionsBot(HELPDESK, 'まだです', { thread: message.ts });

    expect(house.desk.envelopes.map(({ conversation }) => conversation)).toEqual(
      Array.from({ length: 2 }, () => `slack:T1/${HELPDESK}:${message.ts}/U0HANA`),
    );
    expect(events().at(-1)).toEqual({ kind: 'text', text: 'まだです' });
  });

  it('a reply in a thread of the direct messages belongs to the conversation there', async () => {
    const { message } = await house.hana.writes('dm', '送れない');
    await house.hana.writes('dm', 'NURO です', { thread: message.ts });

    expect(new Set(house.desk.envelopes.map(({ conversation }) => conversation))).toEqual(new Set(['slack:T1/U0HANA:dm']));
  });

  it('a picture without words is answered with a request for words', async () => {
    await house.hana.writes('dm', '');
    await until(() => house.hana.sees('dm').some(({ ephemeralTo }) => ephemeralTo !== null));

    expect(events()).toEqual([]);
    expect(house.hana.sees('dm').map(visibleText).join()).toContain('画像は');
  });

  it('an event that could not be kept is not acknowledged; told again, it acts once', async () => {
    house.desk.break(true);
    const { deliveries } = await house.hana.writes('dm', '送れない');
    expect(deliveries.map(({ acked }) => acked)).toEqual([false]);

    house.desk.break(false);
    house.slack.faults.deliveries.loseAck = 0.9;
    await house.hana.writes('dm', 'まだ送れない');
    expect(events()).toEqual([{ kind: 'text', text: 'まだ送れない' }]);
    expect(house.slack.deliveries.at(-1)?.attempts.length).toBeGreaterThan(1);
  });

  it('a command, a shortcut and a form that could not be kept are told as such', async () => {
    const { message } = await house.hana.writes(LOUNGE, '送れない');
    await house.hana.usesGlobalShortcut('mailfix_form');
    await until(() => house.hana.modal !== null);
    const view = house.hana.modal;
    if (view === null) throw new Error('no form');
    house.desk.break(true);

    const command = await house.hana.runsCommand('/mailfix', '送れない', LOUNGE);
    expect(JSON.stringify(command.ackBody)).toContain('うまく受け取れませんでした');

    const shortcut = await house.hana.usesMessageShortcut(message, 'diagnose');
    await until(() => house.hana.sees(LOUNGE).map(visibleText).join().includes('うまく受け取れませんでした'));
    expect(shortcut.acked).toBe(true);

    const form = await house.hana.submitsView(view, { story: '送れない' });
    expect(form.submitted).not.toEqual({ state: 'closed' });
    expect(JSON.stringify(form.delivery.ackBody)).toContain('もう一度「送信」');
  });

  it('the language is asked for once a person', async () => {
    for (const text of ['一', '二', '三']) await house.hana.writes('dm', text);

    expect(house.slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
  });

  it('messages of a person keep their order, however they come', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
    await Promise.all(texts.map((text) => house.hana.writes('dm', text)));

    const heard = events().map((event) => ('text' in event ? event.text : ''));
    expect([...heard].sort()).toEqual([...texts].sort());
    if (door === 'socket') expect(heard).toEqual(texts);
  });

  it('logs say nothing of what was written, and no token', async () => {
    house.desk.break(true);
    await house.hana.writes('dm', 'ひみつの言葉');
    await house.hana.runsCommand('/mailfix', 'ひみつの言葉', LOUNGE);

    const logged = JSON.stringify(house.logger.lines, (_key, value) =>
      value instanceof Error ? `${value.message} ${value.stack}` : value,
    );
    expect(logged).toContain('Slack');
    expect(logged).not.toContain('ひみつ');
    expect(logged).not.toMatch(/xoxb-|xapp-/);
  });

  it('stops in the middle of a burst: what was acknowledged is kept', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `${index}`);
    const writing = Promise.all(texts.map((text) => house.hana.writes('dm', text)));
    await until(() => house.desk.envelopes.length > 5);
    await house.channel.stop();
    if (door === 'socket') await house.slack.stop();
    const told = await writing;

    const kept = new Set(events().map((event) => ('text' in event ? event.text : '')));
    const acknowledged = texts.filter((_, index) => told[index]?.deliveries.some(({ acked }) => acked));
    expect(acknowledged.filter((text) => !kept.has(text))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
  });
});
