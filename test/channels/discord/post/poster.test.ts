import { buildMessage, buildText, EVERY_KIND } from '../../../helpers/messages.ts';
import { longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

describe('The way out', () => {
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

  it('posts to the direct messages, opened once', async () => {
    const { poster, post, texts, u1, calls, seen } = await open();
    const reference = await poster.send(post({ seq: 1 }));
    await poster.send(post({ seq: 2 }));

    expect(texts(u1.dm)).toEqual(['line 1', 'line 2']);
    expect(reference).toBe(`${u1.dm}|${seen(u1.dm)[0]?.id}`);
    expect(calls('createDm')).toHaveLength(1);
  });

  it('does not open direct messages whose channel an event told', async () => {
    const { poster, post, texts, u1, calls } = await open();
    poster.learnDm(u1.id, u1.dm);
    await poster.send(post());

    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(calls('createDm')).toEqual([]);
  });

  it('mentions nobody, and says who the message is from by nonce', async () => {
    const { poster, post, calls } = await open();
    await poster.send(post({ text: '@everyone <@1>' }));

    expect(calls('createMessage')[0]?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
  });

  it('posts every kind of block', async () => {
    const { poster, post, seen, u1 } = await open();
    await poster.send(post({ message: buildMessage({ id: 'w1', blocks: EVERY_KIND }) }));

    expect(seen(u1.dm)).toHaveLength(1);
  });

  it('posts a long message in parts, in order', async () => {
    const { poster, post, seen, u1, texts } = await open();
    const text = longText('長');
    const reference = await poster.send(post({ text }));

    expect(texts(u1.dm).join('\n').match(/\d+/g)).toEqual(text.match(/\d+/g));
    expect(reference).toBe(
      `${u1.dm}|${seen(u1.dm)
        .map(({ id }) => id)
        .join(',')}`,
    );
    expect(seen(u1.dm).length).toBeGreaterThan(2);
  });

  it('offers help below the message, without a sound, and goes on in a thread on it', async () => {
    const { poster, post, fake, u1, c1, seen } = await open();
    const { conversation, message } = await stage.writesInC1();
    const offer = buildMessage({
      id: 'w1',
      blocks: [{ kind: 'text', text: 'お手伝いしましょうか。' }],
      choices: [{ id: 'offer:here', label: 'ここで', style: 'plain' }],
    });
    await poster.send(post({ conversation, seq: 1, message: offer }));
    await poster.send(post({ conversation, seq: 2 }));
    await poster.send(post({ conversation, seq: 3 }));

    expect(seen(c1)[0]).toMatchObject({ reference: { message: message.id } });
    expect((seen(c1)[0]?.flags ?? 0) & 4096).toBe(4096);
    expect(seen(message.id).filter(({ type }) => type === 0)).toHaveLength(2);
    expect(fake.calls.filter(({ name }) => name === 'startThreadFromMessage')).toHaveLength(1);
    expect(u1.sees(message.id).length).toBeGreaterThan(1);
  });

  it('goes on in a thread that another process has begun', async () => {
    const { poster, post, restart, seen } = await open();
    const { conversation, message } = await stage.writesInC1();
    await poster.send(post({ conversation, seq: 1 }));
    await restart().send(post({ conversation, seq: 2 }));

    expect(seen(message.id).filter(({ type }) => type === 0)).toHaveLength(2);
  });

  it('posts into the post of a forum', async () => {
    const { poster, post, guild, u1, texts, calls } = await open();
    const first = await u1.startsForumPost(guild.forum('F'), '送れません', '助けてください');
    await poster.send(post({ conversation: `discord:${first.channel}/${u1.id}:${first.channel}` }));

    expect(texts(first.channel)).toEqual(['line 1']);
    expect(calls('startThreadFromMessage')).toEqual([]);
  });

  it('makes the first message the answer to a command, seen by its person alone', async () => {
    const { poster, post, c1, u2, texts, calls, seen } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const reference = await poster.send(post({ conversation: ran.conversation }));

    expect(texts(c1)).toEqual(['line 1']);
    expect(u2.sees(c1)).toEqual([]);
    expect(reference).toBe(`${c1}|${ran.token.interaction}~@${seen(c1)[0]?.id}`);
    expect(calls('createFollowUp')).toEqual([]);
  });

  it('puts it in the place of "… is thinking" where it comes late', async () => {
    const { poster, post, c1, texts } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    await stage.until(() => texts(c1).includes('(thinking…)'));
    await poster.send(post({ conversation: ran.conversation }));

    expect(texts(c1)).toEqual(['line 1']);
  });

  it('makes it the answer to a command in the direct messages, and goes on there', async () => {
    const { poster, post, u1, texts, direct, calls, seen } = await open();
    const ran = await stage.runs(u1.dm, direct);
    ran.leave();
    const reference = await poster.send(post({ seq: 1 }));
    await poster.send(post({ seq: 2 }));

    expect(texts(u1.dm)).toEqual(['line 1', 'line 2']);
    expect(reference).toBe(`${u1.dm}|${ran.token.interaction}~@${seen(u1.dm)[0]?.id}`);
    expect(calls('createMessage')).toHaveLength(1);
  });

  it('posts nothing for others where the answer to one person was', async () => {
    const { poster, post, c1, u1, u2, direct, texts } = await open();
    const ran = await stage.runs(c1, direct);
    ran.leave('ephemeral');
    const reference = await poster.send(post({ text: longText('長') }));
    await poster.edit(post({ seq: 2, message: buildText('w1', longText('新', 900)) }), reference);

    expect(u2.sees(c1)).toEqual([]);
    expect(texts(c1)).toHaveLength(1);
    expect([...texts(c1), ...texts(u1.dm)].every((text) => text.startsWith('新'))).toBe(true);
  });

  it('follows up by the newest token, in parts, where nobody else sees it', async () => {
    const { poster, post, c1, u2, texts, seen } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    const newer = await stage.runs(c1);
    await newer.say('はい');
    const reference = await poster.send(post({ conversation: ran.conversation, text: longText('長') }));

    expect(texts(c1).length).toBeGreaterThan(3);
    expect(u2.sees(c1)).toEqual([]);
    expect(reference).toBe(
      `${c1}|${seen(c1)
        .slice(2)
        .map(({ id }) => `${newer.token.interaction}~${id}`)
        .join(',')}`,
    );
  });

  it('waits for the first answer before it follows up', async () => {
    const { poster, post, c1, texts } = await open();
    const ran = await stage.runs(c1);
    const slot = ran.leave();
    await Promise.all([
      poster.send(post({ conversation: ran.conversation, seq: 1 })),
      poster.send(post({ conversation: ran.conversation, seq: 2 })),
    ]);
    await slot.end();

    expect(texts(c1)).toEqual(['line 1', 'line 2']);
  });

  it('gives one answer to calls that come while it posts, and later', async () => {
    const { poster, post, u1, texts } = await open();
    const [first, second] = await Promise.all([poster.send(post()), poster.send(post({ again: true }))]);

    expect(second).toBe(first);
    expect(await poster.send(post({ again: true }))).toBe(first);
    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it('a channel that is told to wait holds up no other', async () => {
    const { poster, post, fake, u1, texts } = await open();
    const { conversation, message } = await stage.writesInC1();
    fake.faults.next('createMessage', { kind: 'rate_limited', retryAfter: 0.5 }, { when: ({ path }) => path.includes(message.id) });
    const order: string[] = [];
    const slow = poster.send(post({ conversation })).then(() => order.push('thread'));
    await stage.until(() => fake.faults.injected.get('rate_limited') === 1);
    await poster.send(post()).then(() => order.push('direct'));
    await slow;

    expect(order).toEqual(['direct', 'thread']);
    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(texts(message.id)).toContain('line 1');
  });

  it('honours what Discord says of its limits: more than a bucket takes is not refused', async () => {
    const { poster, post, fake, u1, texts } = await open({ discord: { rateLimits: true } });
    for (let seq = 1; seq <= 7; seq += 1) await poster.send(post({ seq }));

    expect(texts(u1.dm)).toHaveLength(7);
    expect(fake.errors.filter(({ status }) => status === 429)).toEqual([]);
  }, 15_000);

  it('says a quiet word below a message, and without it where history is closed', async () => {
    const { poster, guild, c1, seen } = await open();
    const { message } = await stage.writesInC1();
    const rendered = { components: [{ type: 10, content: 'ダイレクトメッセージをお送りしました。' } as const], flags: 1 << 15 };
    expect(await poster.sayIn({ channel: c1, reply: message.id, rendered })).toBe(true);
    guild.denies(c1, 'READ_MESSAGE_HISTORY');
    expect(
      await poster.sayIn({ channel: c1, reply: message.id, rendered: { ...rendered, components: [{ type: 10, content: '次' }] } }),
    ).toBe(true);
    guild.denies(c1, 'SEND_MESSAGES');

    expect(await poster.sayIn({ channel: c1, rendered })).toBe(false);
    expect(seen(c1).map(({ reference }) => reference?.message ?? null)).toEqual([message.id, null]);
  });

  it('rejects what waits when it stops', async () => {
    const { poster, post, fake } = await open();
    fake.faults.next('createMessage', { kind: 'hang' });
    const sending = poster.send(post());
    await stage.until(() => fake.faults.injected.get('hang') === 1);
    await poster.stop();

    await expect(sending).rejects.toThrow('stops');
  });

  it('ends the pause before a repeat when it stops, and posts when it is asked anew', async () => {
    const { poster, post, fake, u1, texts } = await open({ poster: { pauses: [600_000] } });
    fake.faults.next('createMessage', { kind: 'status', status: 500 });
    const sending = poster.send(post());
    await stage.until(() => fake.errors.length === 1 || fake.faults.injected.get('status') === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await poster.stop();
    await expect(sending).rejects.toThrow();
    await poster.send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it('logs no token and no words', async () => {
    const { poster, post, fake, logger, c1 } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    fake.faults.next('createFollowUp', { kind: 'status', status: 500 });
    fake.faults.next('createFollowUp', { kind: 'error', status: 400, code: 50035 });
    await expect(poster.send(post({ conversation: ran.conversation, text: '秘密の言葉' }))).rejects.toThrow('unclear');
    await poster.send(post({ conversation: ran.conversation, text: '秘密の言葉', again: true }));

    const told = JSON.stringify(logger.lines);
    expect(told).not.toContain(ran.token.token);
    expect(told).not.toContain('秘密');
  });
});
