import { FLAGS, visibleText } from '../../../discord/emulator/index.ts';
import { buildText } from '../../../helpers/messages.ts';
import { type DiscordHouse, type DoorKind, openDiscordHouse, until } from '../house.ts';

describe.each<DoorKind>(['gateway', 'http'])('Ways in, interactions by %s', (door) => {
  let house: DiscordHouse;

  beforeEach(async () => {
    house = await openDiscordHouse({
      door,
      script: {
        answer: async ({ eventId }, talk) => talk.say(buildText(`a-${eventId}`, 'お答えします')),
        concerns: (text) => text.includes('送れない'),
        rows: {
          isp: [
            { id: 'nuro', label: 'NURO 光' },
            { id: 'jcom', label: 'J:COM' },
          ],
          client: [{ id: 'outlook-2007', label: 'Outlook 2007' }],
        },
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
  const dm = () => `discord:dm/${house.hana.id}:main`;
  const own = (channel: string) => `discord:${channel}/${house.hana.id}:private`;
  const last = () => {
    const envelope = house.desk.envelopes.at(-1);
    if (envelope === undefined) throw new Error('nothing came to the desk');
    const { conversation, person, workplace, event, locale } = envelope;
    return { conversation, person, workplace, event, locale };
  };
  const isSecret = (channel: string) => (house.hana.lastFromBot(channel).flags & FLAGS.ephemeral) !== 0;

  it('a direct message is a conversation of the person', async () => {
    await house.hana.writes('dm', '受信はできるのに送れない');
    await heard(1);

    expect(last()).toEqual({
      conversation: dm(),
      person: house.hana.id,
      workplace: 'dm',
      event: { kind: 'text', text: '受信はできるのに送れない' },
      locale: null,
    });
  });

  it('the language of the person’s Discord, told with a command, is known for what they write later', async () => {
    await house.bob.runsCommand('mailfix', { action: 'help' }, house.lounge);
    await house.bob.writes('dm', '0x800CCC0E');
    await heard(1);

    expect(last()).toMatchObject({ locale: 'en' });
  });

  it('words come through as they were typed', async () => {
    const text = 'smtp.nifty.com の <25> & taro@nifty.com と *https://example.jp/a?b=1&c=2* `x`';
    await house.hana.writes('dm', text);
    await heard(1);

    expect(last().event).toEqual({ kind: 'text', text });
  });

  it('/mailfix with a story in a server is answered there, for the person’s eyes only', async () => {
    const { answer } = await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);

    expect(last()).toEqual({
      conversation: own(house.lounge),
      person: house.hana.id,
      workplace: house.guild.id,
      event: { kind: 'text', text: '送れない' },
      locale: 'ja',
    });
    expect(answer).toBe(4);
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('お答えします');
    expect(isSecret(house.lounge)).toBe(true);
    expect(house.bob.sees(house.lounge).filter(({ fromApp }) => fromApp)).toEqual([]);
  });

  it('/mailfix in the direct messages goes on there, for both to see', async () => {
    await house.hana.runsCommand('mailfix', {}, 'dm');

    expect(last()).toMatchObject({ conversation: dm(), workplace: 'dm', event: { kind: 'start' } });
    expect(isSecret('dm')).toBe(false);
  });

  it('the app of a person works where its bot is not', async () => {
    house.hana.installsApp();
    const among = house.discord.privateChannel(house.hana, house.bob);
    await house.hana.runsCommand('mailfix', { story: '送れない' }, among);

    expect(last()).toMatchObject({ conversation: own(among), workplace: 'dm', event: { kind: 'text', text: '送れない' } });
    expect(isSecret(among)).toBe(true);
    expect(house.bob.sees(among)).toEqual([]);
  });

  it('options are choices where the catalogue has them, and sentences where it has not', async () => {
    await house.hana.runsCommand('mailfix', { isp: 'isp:nuro', program: '自作メーラー', story: '送れない' }, house.lounge);

    expect(last().event).toEqual({
      kind: 'form',
      choices: ['isp:nuro'],
      text: expect.stringMatching(/自作メーラー[\s\S]*送れない/),
      fresh: false,
    });
  });

  it('while an option is typed, names of the catalogue are offered', async () => {
    const rows = await house.hana.types('isp', 'nuro');
    const programs = await house.hana.types('program', 'outlook');

    expect(rows).toEqual([{ name: 'NURO 光', value: 'isp:nuro' }]);
    expect(programs).toEqual([{ name: 'Outlook 2007', value: 'client:outlook-2007' }]);
    expect(house.desk.searches.at(-1)).toEqual({ directory: 'client', query: 'outlook', lang: 'ja' });
    expect(house.desk.envelopes).toEqual([]);
  });

  it('help is answered at once, and is no story', async () => {
    const { answer } = await house.hana.runsCommand('mailfix', { action: 'help' }, house.lounge);

    expect(answer).toBe(4);
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('/mailfix の使い方');
    expect(house.desk.envelopes).toEqual([]);
  });

  it('a language chosen before a case begins is kept, and begins none', async () => {
    await house.hana.runsCommand('mailfix', { action: 'lang-en' }, house.lounge);
    const word = visibleText(house.hana.lastFromBot(house.lounge));
    await house.hana.runsCommand('mailfix', { story: 'mail is stuck' }, house.lounge);

    expect(word).toContain('English');
    expect(house.desk.envelopes).toHaveLength(1);
    expect(last()).toMatchObject({ event: { kind: 'text', text: 'mail is stuck' }, locale: 'en' });
  });

  it('a language chosen later is said in every conversation of the person', async () => {
    await house.hana.writes('dm', '送れない');
    await heard(1);
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await house.hana.runsCommand('mailfix', { action: 'lang-en' }, house.lounge);

    expect(house.desk.envelopes.slice(2).map(({ conversation, event }) => [conversation, event])).toEqual([
      [dm(), { kind: 'lang', lang: 'en' }],
      [own(house.lounge), { kind: 'lang', lang: 'en' }],
    ]);
  });

  it('everything is forgotten once the person is sure', async () => {
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await house.hana.runsCommand('mailfix', { action: 'forget' }, house.lounge);
    expect(house.desk.forgotten).toEqual([]);
    await house.hana.clicks(house.hana.lastFromBot(house.lounge), 'forget|sure');

    expect(house.desk.forgotten).toEqual([{ person: house.hana.id }]);
    expect([...house.notes.pages.keys()]).toEqual([]);
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('すべて消しました');
  });

  it('"Diagnose" takes anybody’s message as a new story of whoever asks', async () => {
    const message = await house.bob.writes(house.lounge, 'my mail <is> stuck');
    await house.hana.usesContextCommand('診断する', message);

    expect(last()).toMatchObject({
      conversation: own(house.lounge),
      person: house.hana.id,
      event: { kind: 'form', choices: [], text: 'my mail <is> stuck', fresh: true },
    });
    expect(isSecret(house.lounge)).toBe(true);
  });

  it('"Diagnose" on a message without words says so', async () => {
    const message = await house.bob.writes(house.lounge, '');
    await house.hana.usesContextCommand('診断する', message);

    expect(house.desk.envelopes).toEqual([]);
    expect(isSecret(house.lounge)).toBe(true);
  });

  it('the form is a new story', async () => {
    await house.hana.runsCommand('mailfix', { action: 'form' }, house.lounge);
    await house.hana.submitsModal({ isp: 'NURO', story: '送れない' });

    expect(last()).toMatchObject({
      conversation: own(house.lounge),
      event: { kind: 'form', choices: [], text: expect.stringMatching(/NURO[\s\S]*送れない/), fresh: true },
    });
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('お答えします');
  });

  it('an empty form is no story', async () => {
    await house.hana.runsCommand('mailfix', { action: 'form' }, house.lounge);
    await house.hana.submitsModal({});

    expect(house.desk.envelopes).toEqual([]);
    expect(isSecret(house.lounge)).toBe(true);
  });

  it('somebody who calls the bot is answered in their direct messages, and told so', async () => {
    await house.hana.mentionsBot(house.lounge, '送れない');
    await until(() => house.hana.sees(house.lounge).some(({ fromApp }) => fromApp));

    expect(last()).toMatchObject({ conversation: dm(), workplace: house.guild.id, event: { kind: 'text', text: '送れない' } });
    expect(visibleText(house.hana.lastFromBot('dm'))).toContain('お答えします');
    expect(visibleText(house.hana.lastFromBot(house.lounge))).toContain('ダイレクトメッセージ');
  });

  it('in a help-desk channel, words about mail that can’t be sent are overheard, and others are not', async () => {
    const message = await house.hana.writes(house.helpdesk, '受信できるのに送れない');
    await house.hana.writes(house.helpdesk, 'お昼に行きます');
    await house.hana.writes(house.lounge, '受信できるのに送れない');
    await house.hana.writes('dm', 'おわり');
    await heard(2);

    expect(house.desk.envelopes.map(({ conversation, event }) => [conversation, event.kind])).toEqual([
      [`discord:${house.helpdesk}/${house.hana.id}:${message.id}`, 'overhear'],
      [dm(), 'text'],
    ]);
  });

  it('in a help-desk forum a new post is overheard with its title', async () => {
    const post = await house.hana.startsForumPost(house.forum, 'メールが送れない', 'NURO に替えました');
    await heard(1);

    expect(last()).toMatchObject({
      conversation: `discord:${post.id}/${house.hana.id}:${post.id}`,
      event: { kind: 'overhear', text: 'メールが送れない\nNURO に替えました' },
    });
  });
});
