import { setTimeout as sleep } from 'node:timers/promises';
import { visibleText } from '../../../discord/emulator/index.ts';
import { buildText } from '../../../helpers/messages.ts';
import { type DiscordHouse, type DoorKind, openDiscordHouse, until } from '../house.ts';

describe.each<DoorKind>(['gateway', 'http'])('Manners, interactions by %s', (door) => {
  let house: DiscordHouse;
  let step: 'offered' | 'talking';
  /** Milliseconds before the desk says something; null: it says nothing. */
  let thinksMs: number | null;

  beforeEach(async () => {
    step = 'talking';
    thinksMs = null;
    house = await openDiscordHouse({
      door,
      script: {
        async answer({ eventId }, talk) {
          if (thinksMs === null) return;
          await sleep(thinksMs);
          // As a real desk: what can't be posted is given up.
          await talk.say(buildText(`a-${eventId}`, 'お答えします')).catch(() => undefined);
        },
        concerns: (text) => text.includes('送れない'),
        stepOf: () => step,
      },
    });
  });

  afterEach(async () => {
    await house.discord.until(() => house.discord.pending === 0, 'everything to be told');
    await Promise.all(house.desk.envelopes.map(({ conversation }) => house.desk.idle(conversation)));
    const { refused } = house.discord;
    await house.close();
    expect(refused).toEqual([]);
  });

  const events = () => house.desk.envelopes.map(({ event }) => event);
  const heard = (count: number) => until(() => house.desk.envelopes.length >= count);
  const shown = (channel: string) =>
    house.hana
      .sees(channel)
      .filter(({ fromApp }) => fromApp)
      .map(visibleText);

  it('edits and deletions are nothing to the bot', async () => {
    const message = await house.hana.writes('dm', '送れない');
    await house.hana.edits(message, 'とても送れない');
    await house.hana.deletes(message);
    await house.hana.writes('dm', 'おわり');
    await heard(2);

    expect(events()).toEqual([
      { kind: 'text', text: '送れない' },
      { kind: 'text', text: 'おわり' },
    ]);
  });

  it('in a thread where the bot talks with somebody, it hears that person and nobody else', async () => {
    const post = await house.hana.startsForumPost(house.forum, 'メールが送れない', '受信はできます');
    await heard(1);
    await house.bob.writes(post.id, '私も送れない');
    await house.hana.writes(post.id, 'NURO です');
    await house.hana.mentionsBot(post.id, 'まだです');
    await heard(3);

    expect(events().slice(1)).toEqual([
      { kind: 'text', text: 'NURO です' },
      { kind: 'text', text: 'まだです' },
    ]);
    expect(new Set(house.desk.envelopes.map(({ conversation }) => conversation)).size).toBe(1);
  });

  it('while help is only offered, what is said in the thread is not for the bot', async () => {
    step = 'offered';
    const post = await house.hana.startsForumPost(house.forum, 'メールが送れない', '受信はできます');
    await heard(1);
    await house.hana.writes(post.id, 'だれか助けて');
    await house.hana.writes('dm', 'おわり');
    await heard(2);

    expect(events().map(({ kind }) => kind)).toEqual(['overhear', 'text']);
    expect(events()[1]).toEqual({ kind: 'text', text: 'おわり' });
  });

  it('messages of a person keep their order', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
    for (const text of texts) await house.hana.writes('dm', text);
    await heard(20);

    expect(events().map((event) => ('text' in event ? event.text : ''))).toEqual(texts);
  });

  it('an interaction told twice acts once', async () => {
    thinksMs = 0;
    house.discord.faults.deliveries.duplicate = 1;
    const { answer } = await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await house.desk.idle(`discord:${house.lounge}/${house.hana.id}:private`);

    expect(answer).toBe(4);
    expect(events()).toHaveLength(1);
    expect(shown(house.lounge)).toEqual(['お答えします']);
  });

  it('what is long in thinking is first answered with "is thinking", and then in its place', async () => {
    thinksMs = 1_700;
    const { answer, ackMs } = await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await until(() => shown(house.lounge).some((text) => text.includes('お答えします')));

    expect(answer).toBe(5);
    expect(ackMs).toBeLessThan(3_000);
    expect(shown(house.lounge)).toEqual(['お答えします']);
    expect(house.hana.lastFromBot(house.lounge).ephemeralTo).toBe(house.hana.id);
  });

  it('a desk that has nothing to say leaves nobody waiting', async () => {
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);

    expect(shown(house.lounge)).toHaveLength(1);
  });

  it('a command that could not be kept is told as such', async () => {
    house.desk.break(true);
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);

    expect(shown(house.lounge).join()).toContain('うまく受け取れませんでした');
    expect(house.hana.lastFromBot(house.lounge).ephemeralTo).toBe(house.hana.id);
  });

  it('a message that could not be kept at first is kept soon', async () => {
    house.desk.break(true);
    await house.hana.writes('dm', '送れない');
    await until(() => house.logger.of('error').length > 0);
    house.desk.break(false);
    await heard(1);

    expect(events()).toEqual([{ kind: 'text', text: '送れない' }]);
  });

  it('an answer that got lost is not given twice', async () => {
    thinksMs = 0;
    house.discord.faults.next('callback', { kind: 'status', status: 502, committed: true });
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    await house.desk.idle(`discord:${house.lounge}/${house.hana.id}:private`);

    expect(shown(house.lounge)).toEqual(['お答えします']);
  });

  it('what did not reach a person by any way comes with their next command', async () => {
    thinksMs = 0;
    house.hana.closesDm();
    await house.hana.writes('dm', '送れない').catch(() => undefined);
    await house.hana.mentionsBot(house.lounge, '送れない').catch(() => undefined);
    await until(() => shown(house.lounge).length > 0);
    const word = shown(house.lounge).join();
    await house.hana.runsCommand('mailfix', {}, house.lounge);
    await until(() => shown(house.lounge).length > 2);

    expect(word).toContain('/mailfix');
    expect(shown(house.lounge)[1]).toContain('お答えします');
    expect(shown(house.lounge)[1]).toContain('前回');
  });

  it('a message with a password is deleted in a server, and left alone where it can’t be', async () => {
    house.guild.allows(house.helpdesk, 'MANAGE_MESSAGES');
    const message = await house.hana.writes(house.helpdesk, '送れない hunter2');
    await heard(1);
    const conversation = `discord:${house.helpdesk}/${house.hana.id}:${message.id}`;
    await house.channel.retract(conversation, `msg:${message.id}`);
    const direct = await house.hana.writes('dm', 'hunter2');
    await heard(2);
    await house.channel.retract(`discord:dm/${house.hana.id}:main`, `msg:${direct.id}`);

    expect(house.hana.sees(house.helpdesk).map(({ content }) => content)).not.toContain('送れない hunter2');
    expect(house.hana.sees('dm').map(({ content }) => content)).toContain('hunter2');
  });

  it('logs say nothing of what was written, and no token', async () => {
    house.desk.break(true);
    await house.hana.writes('dm', 'ひみつの言葉');
    await house.hana.runsCommand('mailfix', { story: 'ひみつの言葉' }, house.lounge);

    const logged = JSON.stringify(house.logger.lines, (_key, value) =>
      value instanceof Error ? `${value.message} ${value.stack}` : value,
    );
    expect(logged).toContain('Discord');
    expect(logged).not.toContain('ひみつ');
    expect(logged).not.toContain('token-');
    expect(logged).not.toContain(house.discord.app.token);
  });
});
