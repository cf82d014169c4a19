import { FLAGS, type MessageRow, visibleText } from '../../../discord/emulator/index.ts';
import { buildMessage, buildText } from '../../../helpers/messages.ts';
import { type DiscordHouse, type DoorKind, openDiscordHouse, until } from '../house.ts';

const PORTS = [
  { id: 'current_port:25', label: '25番', style: 'plain' },
  { id: 'current_port:unknown', label: 'わからない', style: 'plain' },
] as const;

describe('A click on a message for one person’s eyes whose token is too old to change it', () => {
  it('changes it by itself, and what is said comes after it', async () => {
    const house = await openDiscordHouse({
      door: 'gateway',
      discord: { now: () => Date.now() - 20 * 60_000 },
      script: {
        answer: ({ eventId, event }, talk) =>
          talk.say(buildMessage({ id: eventId, blocks: [{ kind: 'text', text: `はい、${event.kind}` }], choices: PORTS })),
      },
    });
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    const { answer } = await house.hana.clicks(house.hana.lastFromBot(house.lounge), '25番');
    await house.desk.idle(`discord:${house.lounge}/${house.hana.id}:private`);
    const shown = house.hana.sees(house.lounge).map(visibleText);
    const { refused } = house.discord;
    await house.close();

    expect(answer).toBe(7);
    expect(shown).toEqual([expect.stringContaining('✓ 25番'), expect.stringContaining('はい、choose')]);
    expect(refused).toEqual([]);
  });
});

describe.each<DoorKind>(['gateway', 'http'])('Clicks, interactions by %s', (door) => {
  let house: DiscordHouse;
  let isAnswered: boolean;

  beforeEach(async () => {
    isAnswered = false;
    house = await openDiscordHouse({
      door,
      script: {
        answer: async ({ eventId, event }, talk) => {
          if (isAnswered) await talk.say(buildText(`a-${eventId}`, `はい、${event.kind}`));
        },
        concerns: (text) => text.includes('送れない'),
        hear: ({ event }) => ('text' in event ? event.text.replace('hunter2', '＊＊＊') : null),
        stepOf: (conversation) => (conversation.includes(`${house.helpdesk}/`) ? 'offered' : 'talking'),
        rows: { isp: [{ id: 'nuro', label: 'NURO 光' }] },
      },
    });
  });

  afterEach(async () => {
    await settled();
    await Promise.all(house.desk.envelopes.map(({ conversation }) => house.desk.idle(conversation)));
    const { refused } = house.discord;
    await house.close();
    expect(refused).toEqual([]);
  });

  const settled = () => house.discord.until(() => house.discord.pending === 0, 'everything to be told');
  const heard = (count: number) => until(() => house.desk.envelopes.length >= count);
  const events = () => house.desk.envelopes.map(({ event }) => event);
  const dm = () => `discord:dm/${house.hana.id}:main`;
  const own = (channel: string) => `discord:${channel}/${house.hana.id}:private`;
  const rowsOf = (message: MessageRow) => message.components.filter(({ type }) => type === 1).length;
  const retired = (channel: string, id: string) =>
    until(() => house.hana.sees(channel).some((message) => message.id === id && rowsOf(message) === 0));

  async function askIn(conversation: string, id = 'm1'): Promise<void> {
    await house.desk.say(conversation, buildMessage({ id, blocks: [{ kind: 'text', text: 'ポートは？' }], choices: PORTS }));
  }

  async function beginPrivately(): Promise<MessageRow> {
    house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await heard(1);
    await askIn(own(house.lounge));
    return house.hana.lastFromBot(house.lounge);
  }

  it('a button chooses; the message then says what was chosen in the place of its buttons', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    await askIn(dm());
    const { answer } = await house.hana.clicks(house.hana.lastFromBot('dm'), '25番');

    expect(answer).toBe(7);
    expect(events().at(-1)).toEqual({ kind: 'choose', choice: 'current_port:25' });
    const message = house.hana.lastFromBot('dm');
    expect(rowsOf(message)).toBe(0);
    expect(visibleText(message)).toContain('✓ 25番');
    expect(visibleText(message)).toContain('ポートは？');
  });

  it('for one person’s eyes the next message is the answer to a click, and the buttons go as well', async () => {
    const asked = await beginPrivately();
    isAnswered = true;
    const { answer } = await house.hana.clicks(asked, '25番');
    await retired(house.lounge, asked.id);

    expect(answer).toBe(4);
    const shown = house.hana.lastFromBot(house.lounge);
    expect(visibleText(shown)).toContain('はい、choose');
    expect(shown.flags & FLAGS.ephemeral).not.toBe(0);
    expect(house.bob.sees(house.lounge).filter(({ fromApp }) => fromApp)).toEqual([]);
  });

  it('for one person’s eyes a click to which nothing is said changes the message', async () => {
    const asked = await beginPrivately();
    const { answer } = await house.hana.clicks(asked, '25番');

    expect(answer).toBe(7);
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('✓ 25番');
  });

  it('a button pressed twice acts once, two buttons of a message act both', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    await askIn(dm());
    const message = house.hana.lastFromBot('dm');
    await Promise.all([house.hana.clicks(message, '25番'), house.hana.clicks(message, '25番'), house.hana.clicks(message, 'わからない')]);

    expect(events().slice(1)).toEqual([
      { kind: 'choose', choice: 'current_port:25' },
      { kind: 'choose', choice: 'current_port:unknown' },
    ]);
  });

  it('the same choice of a message asked again acts again', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    for (const id of ['m1', 'm2']) {
      await askIn(dm(), id);
      await house.hana.clicks(house.hana.lastFromBot('dm'), '25番');
    }

    expect(events()).toHaveLength(3);
  });

  it('what was written in the window is an answer, and is shown as it is kept', async () => {
    const asked = await beginPrivately();
    await house.hana.clicks(asked, 'say');
    await house.hana.submitsModal({ words: 'パスワードは hunter2 です' });
    await retired(house.lounge, asked.id);

    expect(events().at(-1)).toEqual({ kind: 'text', text: 'パスワードは hunter2 です' });
    const shown = house.hana.sees(house.lounge).map(visibleText).join('\n');
    expect(shown).toContain('＊＊＊');
    expect(shown).not.toContain('hunter2');
  });

  it('a long list is searched by a part of a name, and a row chosen is a choice', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    const picker = { question: 'isp', directory: 'isp', placeholder: '回線の会社' } as const;
    await house.desk.say(dm(), buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '回線は？' }], picker }));
    await house.hana.clicks(house.hana.lastFromBot('dm'), '回線の会社');
    await house.hana.submitsModal({ query: 'nuro' });
    const { answer } = await house.hana.selects(house.hana.lastFromBot('dm'), 'isp:nuro');

    expect(answer).toBe(7);
    expect(house.desk.searches).toEqual([{ directory: 'isp', query: 'nuro', lang: 'ja' }]);
    expect(events().at(-1)).toEqual({ kind: 'choose', choice: 'isp:nuro' });
    expect(visibleText(house.hana.lastFromBot('dm'))).toContain('✓ NURO 光');
  });

  it('somebody else’s click does nothing, and is told so quietly', async () => {
    const message = await house.hana.writes(house.helpdesk, '受信できるのに送れない');
    await heard(1);
    await askIn(`discord:${house.helpdesk}/${house.hana.id}:${message.id}`);
    await house.bob.clicks(house.bob.lastFromBot(message.id), '25番');

    expect(events()).toHaveLength(1);
    const word = house.bob.lastFromBot(message.id);
    expect(word.ephemeralTo).toBe(house.bob.id);
    expect(visibleText(word)).toContain('someone else');
  });

  it('a click that could not be kept is told as such, and can be tried again', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    await askIn(dm());
    const message = house.hana.lastFromBot('dm');
    house.desk.break(true);
    await house.hana.clicks(message, '25番');
    house.desk.break(false);
    const word = visibleText(house.hana.lastFromBot('dm'));
    await house.hana.clicks(message, '25番');

    expect(word).toContain('うまく受け取れませんでした');
    expect(events().slice(1)).toEqual([{ kind: 'choose', choice: 'current_port:25' }]);
  });

  it('an offer taken "here" goes on in the place it was made in', async () => {
    const message = await house.hana.writes(house.helpdesk, '受信できるのに送れない');
    const thread = `discord:${house.helpdesk}/${house.hana.id}:${message.id}`;
    await heard(1);
    await offer(thread);
    await house.hana.clicks(house.hana.lastFromBot(house.helpdesk), 'offer:here');

    expect(house.desk.envelopes.map(({ conversation, event }) => [conversation, event])).toEqual([
      [thread, { kind: 'overhear', text: '受信できるのに送れない' }],
      [thread, { kind: 'choose', choice: 'offer:here' }],
    ]);
  });

  it('an offer taken "privately" brings the story to where only the person sees it, before the others’ place hears of it', async () => {
    const message = await house.hana.writes(house.helpdesk, '受信できるのに送れない');
    const thread = `discord:${house.helpdesk}/${house.hana.id}:${message.id}`;
    await heard(1);
    await offer(thread);
    isAnswered = true;
    const button = house.hana.lastFromBot(house.helpdesk);
    await house.hana.clicks(button, 'offer:private');

    expect(house.desk.envelopes.map(({ conversation, event }) => [conversation, event])).toEqual([
      [thread, { kind: 'overhear', text: '受信できるのに送れない' }],
      [own(house.helpdesk), { kind: 'text', text: '受信できるのに送れない' }],
      [thread, { kind: 'choose', choice: 'offer:private' }],
    ]);
    const answers = house.hana.sees(house.helpdesk).filter(({ ephemeralTo }) => ephemeralTo === house.hana.id);
    expect(answers.map(visibleText).join()).toContain('はい、text');
  });

  it('a button whose name is not ours is answered, and does nothing', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    await askIn(dm());
    const message = house.hana.lastFromBot('dm');
    const row = { type: 1, components: [{ type: 2, style: 2, label: 'よそ', custom_id: 'elsewhere' }] };
    const { answer } = await house.hana.clicks({ ...message, components: [row] }, 'よそ');

    expect(answer).toBe(4);
    expect(events()).toHaveLength(1);
  });

  async function offer(conversation: string): Promise<void> {
    const choices = ['here', 'private', 'no'].map((where) => ({ id: `offer:${where}`, label: where, style: 'plain' as const }));
    await house.desk.say(conversation, buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: 'お手伝いしましょうか。' }], choices }));
  }
});
