import { buildMessage } from '../../../helpers/messages.ts';
import { type MessageRow, visibleText } from '../../../slack/emulator/index.ts';
import { type DoorKind, HELPDESK, LOUNGE, openSlackHouse, type SlackHouse, until } from '../house.ts';

const DM = 'slack:T1/U0HANA:dm';
const PORTS = [
  { id: 'current_port:25', label: '25番', style: 'plain' },
  { id: 'current_port:unknown', label: 'わからない', style: 'plain' },
] as const;

describe.each<DoorKind>(['http', 'socket'])('Clicks, by %s', (door) => {
  let house: SlackHouse;

  beforeEach(async () => {
    house = await openSlackHouse({
      door,
      script: {
        answer: async () => undefined,
        concerns: (text) => text.includes('送れない'),
        hear: ({ event }) => ('text' in event ? event.text : null),
        stepOf: (conversation) => (conversation.includes(HELPDESK) ? 'offered' : 'talking'),
        rows: { isp: [{ id: 'nuro', label: 'NURO 光' }] },
      },
    });
  });

  afterEach(async () => {
    await settled();
    const { refused } = house.slack;
    await house.close();
    expect(refused).toEqual([]);
  });

  async function ask(conversation: string, id = 'm1'): Promise<void> {
    await house.desk.say(conversation, buildMessage({ id, blocks: [{ kind: 'text', text: 'ポートは？' }], choices: PORTS }));
  }

  const events = () => house.desk.envelopes.map(({ event }) => event);
  const buttonsOf = (message: MessageRow): number => message.blocks.filter(({ type }) => type === 'actions').length;
  const settled = (): Promise<void> => until(() => house.slack.pending === 0);
  const updates = (): number => house.slack.calls.filter(({ method, answer }) => method === 'chat.update' && answer !== null).length;

  it('a button chooses, and afterwards the message says what was chosen in the place of its buttons', async () => {
    await house.hana.writes('dm', '送れない');
    await ask(DM);
    await house.hana.clicks(house.hana.lastFromBot('dm'), '25番');
    await until(() => updates() > 0);

    expect(events().at(-1)).toEqual({ kind: 'choose', choice: 'current_port:25' });
    const message = house.hana.lastFromBot('dm');
    expect(buttonsOf(message)).toBe(0);
    expect(visibleText(message)).toContain('✓ 25番');
    expect(visibleText(message)).toContain('ポートは？');
  });

  it('a button pressed twice acts once, two buttons of a message act both', async () => {
    await house.hana.writes('dm', '送れない');
    await ask(DM);
    const message = house.hana.lastFromBot('dm');
    await Promise.all([house.hana.clicks(message, '25番'), house.hana.clicks(message, '25番'), house.hana.clicks(message, 'わからない')]);
    await until(() => updates() > 1);

    expect(events().slice(1)).toEqual([
      { kind: 'choose', choice: 'current_port:25' },
      { kind: 'choose', choice: 'current_port:unknown' },
    ]);
  });

  it('the same choice of a message asked again acts again', async () => {
    await house.hana.writes('dm', '送れない');
    for (const id of ['m1', 'm2']) {
      await ask(DM, id);
      await house.hana.clicks(house.hana.lastFromBot('dm'), '25番');
    }
    await until(() => updates() > 1);

    expect(events()).toHaveLength(3);
  });

  it('a list is searched as the person types, in their language, and a row chosen is a choice', async () => {
    await house.hana.writes('dm', '送れない');
    const picker = { question: 'isp', directory: 'isp', placeholder: '回線の会社' } as const;
    await house.desk.say(DM, buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '回線は？' }], picker }));
    await house.hana.picks(house.hana.lastFromBot('dm'), 'nuro');
    await until(() => updates() > 0);

    expect(house.desk.searches).toEqual([{ directory: 'isp', query: 'nuro', lang: 'ja' }]);
    expect(events().at(-1)).toEqual({ kind: 'choose', choice: 'isp:nuro' });
    expect(visibleText(house.hana.lastFromBot('dm'))).toContain('✓ NURO 光');
  });

  it('somebody else’s click does nothing, and is told so quietly', async () => {
    const { message } = await house.hana.writes(LOUNGE, '送れない');
    const thread = `slack:T1/${LOUNGE}:${message.ts}/U0HANA`;
    await ask(thread);
    await house.bob.clicks(house.bob.lastFromBot(LOUNGE), '25番');
    await until(() => house.slack.calls.some(({ method }) => method === 'chat.postEphemeral'));
    await settled();

    expect(events()).toEqual([]);
    expect(updates()).toBe(0);
    const [word] = house.bob.sees(LOUNGE).filter(({ ephemeralTo }) => ephemeralTo === 'U0BOB');
    expect(word === undefined ? '' : visibleText(word)).toContain('someone else');
  });

  it('a click that could not be kept is told as such, and can be tried again', async () => {
    await house.hana.writes('dm', '送れない');
    await ask(DM);
    const message = house.hana.lastFromBot('dm');
    house.desk.break(true);
    const failed = await house.hana.clicks(message, '25番');
    await until(() => house.slack.calls.some(({ method }) => method === 'chat.postEphemeral'));
    house.desk.break(false);
    await house.hana.clicks(message, '25番');
    await until(() => updates() > 0);

    expect(failed.acked).toBe(true);
    expect(events().slice(1)).toEqual([{ kind: 'choose', choice: 'current_port:25' }]);
  });

  it('an offer taken "here" goes on in the thread', async () => {
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    const thread = `slack:T1/${HELPDESK}:${message.ts}/U0HANA`;
    await offer(thread);
    await house.hana.clicks(house.hana.lastFromBot(HELPDESK), 'offer:here');

    expect(events()).toEqual([
      { kind: 'overhear', text: '受信できるのに送れない' },
      { kind: 'choose', choice: 'offer:here' },
    ]);
    expect(house.desk.envelopes.map(({ conversation }) => conversation)).toEqual([thread, thread]);
  });

  it('an offer taken "privately" brings the story to the direct messages, before the thread hears of it', async () => {
    const { message } = await house.hana.writes(HELPDESK, '受信できるのに送れない');
    const thread = `slack:T1/${HELPDESK}:${message.ts}/U0HANA`;
    await offer(thread);
    const button = house.hana.lastFromBot(HELPDESK);
    await Promise.all([house.hana.clicks(button, 'offer:private'), house.hana.clicks(button, 'offer:private')]);

    expect(house.desk.envelopes.map(({ conversation, event }) => [conversation, event])).toEqual([
      [thread, { kind: 'overhear', text: '受信できるのに送れない' }],
      [DM, { kind: 'text', text: '受信できるのに送れない' }],
      [thread, { kind: 'choose', choice: 'offer:private' }],
    ]);
    expect(house.notes.pages.get('slack/T1/U0HANA/origin')).toBe(HELPDESK);
  });

  it('where the direct messages are closed, buttons that one person sees in the channel work and go as well', async () => {
    house.hana.closesDm();
    await house.hana.runsCommand('/mailfix', '送れない', LOUNGE);
    await ask(DM);
    const shown = house.hana.lastFromBot(LOUNGE);
    await house.hana.clicks(shown, '25番');
    await until(() => buttonsOf(house.hana.lastFromBot(LOUNGE)) === 0);

    expect(shown.ephemeralTo).toBe('U0HANA');
    expect(events().at(-1)).toEqual({ kind: 'choose', choice: 'current_port:25' });
    expect(visibleText(house.hana.lastFromBot(LOUNGE))).toContain('ポートは？');
    expect(visibleText(house.hana.lastFromBot(LOUNGE))).toContain('✓ 25番');
  });

  it('used buttons go though Slack says "later" at first', async () => {
    await house.hana.writes('dm', '送れない');
    await ask(DM);
    house.slack.faults.next('chat.update', { kind: 'rate_limited', retryAfter: 0 });
    await house.hana.clicks(house.hana.lastFromBot('dm'), '25番');
    await until(() => buttonsOf(house.hana.lastFromBot('dm')) === 0);

    expect(house.slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(2);
  });

  it('a button of a name that is not ours is taken, and does nothing', async () => {
    await house.hana.writes('dm', '送れない');
    await ask(DM);
    const message = house.hana.lastFromBot('dm');
    const foreign = { ...message, blocks: message.blocks.map((block, index) => ({ ...block, block_id: `elsewhere-${index}` })) };
    const { acked } = await house.hana.clicks(foreign, '25番');

    expect(acked).toBe(true);
    expect(events()).toHaveLength(1);
  });

  async function offer(conversation: string): Promise<void> {
    const choices = ['here', 'private', 'no'].map((where) => ({ id: `offer:${where}`, label: where, style: 'plain' as const }));
    await house.desk.say(conversation, buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: 'お手伝いしましょうか。' }], choices }));
  }
});
