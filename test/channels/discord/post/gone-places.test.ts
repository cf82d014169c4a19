import { TOKEN_MS } from '../../../../src/channels/discord/tokens.ts';
import { longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

describe('A place that is gone', () => {
  let stage: PostStage;

  async function open(options?: PostStageOptions): Promise<PostStage> {
    stage = await openPostStage(options);
    return stage;
  }

  afterEach(async () => {
    const { refused } = stage.fake;
    await stage.close();
    expect(refused).toEqual([]);
  });

  it('the time of a token: goes on in direct messages, and says so once', async () => {
    const { poster, post, c1, u1, texts, time } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    time.ahead = TOKEN_MS;
    await poster.send(post({ conversation: ran.conversation, seq: 1 }));
    await poster.send(post({ conversation: ran.conversation, seq: 2 }));

    expect(texts(u1.dm)).toEqual([expect.stringMatching(/ダイレクトメッセージ.+\nline 1$/), 'line 2']);
    expect(texts(c1)).toEqual(['はい']);
  });

  it('all of them: is no fault of the operator’s, and the next message that gets through still says why it is where it is', async () => {
    const { poster, post, c1, u1, texts, direct } = await open();
    u1.closesDm();
    await expect(poster.send(post({ seq: 1 }))).rejects.toMatchObject({ permanent: true, unreachable: true });
    await stage.runs(c1, direct).then(({ say }) => say('はい'));
    await poster.send(post({ seq: 2 }));

    expect(texts(c1)).toEqual(['はい', expect.stringMatching(/ダイレクトメッセージをお送りできませんでした.+\nline 2$/)]);
  });

  it('a token that Discord refuses: goes on in direct messages', async () => {
    const { poster, post, fake, c1, u1, texts, time } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    time.ahead = 60_000;
    fake.faults.next('createFollowUp', { kind: 'error', status: 401, code: 50_027 }, { times: 9 });
    await poster.send(post({ conversation: ran.conversation }));

    expect(texts(u1.dm)).toHaveLength(1);
    expect(stage.logger.of('error')).toEqual([]);
  });

  it('a token whose interaction is answered a moment later: waits for it', async () => {
    const { poster, post, fake, c1, texts } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    fake.faults.next('createFollowUp', { kind: 'error', status: 404, code: 10_015 }, { times: 2 });
    await poster.send(post({ conversation: ran.conversation }));

    expect(texts(c1)).toEqual(['はい', 'line 1']);
  });

  it('the last of five follow-ups: goes on in direct messages', async () => {
    const { poster, post, fake, u1, texts } = await open();
    u1.installsApp();
    const channel = fake.privateChannel(u1, stage.u2);
    const ran = await stage.runs(channel);
    await ran.say('はい');
    for (let seq = 1; seq <= 6; seq += 1) await poster.send(post({ conversation: ran.conversation, seq }));

    expect(texts(channel)).toHaveLength(6);
    expect(texts(u1.dm)[0]).toContain('line 6');
  });

  it('room for a part of a message: the whole of it goes to direct messages, where the cap is known', async () => {
    const { poster, post, fake, u1, texts, tokens } = await open();
    u1.installsApp();
    const channel = fake.privateChannel(u1, stage.u2);
    const ran = await stage.runs(channel);
    await tokens.learn(ran.conversation, { ...ran.token, capped: true });
    await ran.say('はい');
    for (let seq = 1; seq <= 4; seq += 1) await poster.send(post({ conversation: ran.conversation, seq }));
    await poster.send(post({ conversation: ran.conversation, seq: 5, text: longText('長') }));

    expect(texts(channel)).toEqual(['はい', 'line 1', 'line 2', 'line 3', 'line 4']);
    expect(texts(u1.dm).length).toBeGreaterThan(2);
  });

  it('direct messages: shows it where the person last asked, to them alone, and says why', async () => {
    const { poster, post, c1, u1, u2, texts } = await open();
    u1.closesDm();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    const reference = await poster.send(post());

    expect(texts(c1)[1]).toMatch(/あなただけに.+\nline 1$/);
    expect(u2.sees(c1)).toEqual([]);
    expect(reference).toContain(`${ran.token.interaction}~`);
  });

  it('direct messages: goes back to them when they are open again', async () => {
    const { poster, post, c1, u1, texts } = await open();
    u1.closesDm();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    await poster.send(post({ seq: 1 }));
    u1.opensDm();
    await poster.send(post({ seq: 2 }));

    expect(texts(u1.dm)).toEqual(['line 2']);
  });

  it('direct messages and every token: gives up for good', async () => {
    const { poster, post, u1 } = await open();
    u1.closesDm();

    await expect(poster.send(post())).rejects.toMatchObject({ permanent: true });
  });

  it('the server the person is in with the bot: gives up for good', async () => {
    const { poster, post, guild } = await open();
    const { conversation } = await stage.writesInC1();
    guild.kicksBot();

    await expect(poster.send(post({ conversation }))).rejects.toMatchObject({ permanent: true });
  });

  it.each([
    ['a deleted channel', (stage: PostStage) => stage.guild.deletes(stage.c1)],
    ['no access to the channel', (stage: PostStage) => stage.guild.denies(stage.c1, 'VIEW_CHANNEL')],
    ['no threads', (stage: PostStage) => stage.guild.denies(stage.c1, 'CREATE_PUBLIC_THREADS')],
    ['no posts in threads', (stage: PostStage) => stage.guild.denies(stage.c1, 'SEND_MESSAGES_IN_THREADS')],
  ] as const)('a thread, by %s: goes on in direct messages', async (_, act) => {
    const { poster, post, u1, texts } = await open();
    const { conversation } = await stage.writesInC1();
    act(stage);
    await poster.send(post({ conversation }));

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it.each(['deleted', 'locked'] as const)('a thread that was %s meanwhile: goes on in direct messages', async (how) => {
    const { poster, post, guild, u1, texts } = await open();
    const { conversation, message } = await stage.writesInC1();
    await poster.send(post({ conversation, seq: 1 }));
    if (how === 'deleted') guild.deletes(message.id);
    else guild.archives(message.id, { locked: true });
    await poster.send(post({ conversation, seq: 2 }));

    expect(texts(u1.dm)).toEqual(['line 2']);
  });

  it('a thread that is put away: wakes it', async () => {
    const { poster, post, guild, texts } = await open();
    const { conversation, message } = await stage.writesInC1();
    await poster.send(post({ conversation, seq: 1 }));
    guild.archives(message.id);
    await poster.send(post({ conversation, seq: 2 }));

    expect(texts(message.id).slice(-2)).toEqual(['line 1', 'line 2']);
  });

  it('a thread that is gone: a new process finds in direct messages what the old one posted there', async () => {
    const { poster, post, restart, guild, c1, u1, texts } = await open({ discord: { nonceMs: 0 } });
    const { conversation } = await stage.writesInC1();
    guild.deletes(c1);
    await poster.send(post({ conversation }));
    await restart().send(post({ conversation, again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it('a remembered channel of direct messages: asks for the right one', async () => {
    const { poster, post, u1, texts } = await open();
    poster.learnDm(u1.id, '1234567890123456789');
    await poster.send(post());

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it('the token of the bot: waits until that is mended, and says so once', async () => {
    const { poster, post, fake, u1, texts, logger } = await open();
    fake.faults.next('createDm', { kind: 'error', status: 401, code: 0 }, { times: 2 });
    await expect(poster.send(post())).rejects.not.toHaveProperty('permanent');
    await expect(poster.send(post({ again: true }))).rejects.not.toHaveProperty('permanent');
    await poster.send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(logger.of('error')).toEqual(['Discord refuses DISCORD_TOKEN, posts wait until that is mended']);
  });

  it('what a message stands in: posts its words alone', async () => {
    const { poster, post, fake, u1, texts } = await open();
    const message = {
      id: 'w1',
      lang: 'ja',
      blocks: [{ kind: 'card', title: '控え', rows: [{ label: 'ポート番号', value: '587' }], note: null }],
      choices: [],
      picker: null,
    } as const;
    fake.faults.next('createMessage', { kind: 'error', status: 400, code: 50_035 });
    await poster.send(post({ message }));

    expect(texts(u1.dm)).toHaveLength(1);
    expect(texts(u1.dm)[0]).toContain('587');
    stage.fake.clearRecords();
  });
});
