import { originKey } from '../../../../src/channels/slack/post/deliver.ts';
import { buildPost, longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

const DM1 = 'DT1U1';
const ORIGIN = originKey({ team: 'T1', user: 'U1' });

describe('a place that is gone', () => {
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

  it.each(['cannot_dm_bot', 'messages_tab_disabled', 'user_disabled'])(
    'direct messages: goes on where the person asked, for their eyes only (%s)',
    async (error) => {
      const { poster, notes, texts } = await open();
      stage.u1.closesDm(error);
      await notes.write(ORIGIN, 'C1');
      const reference = await poster.send(buildPost({ seq: 1 }));
      await poster.send(buildPost({ seq: 2 }));

      expect(reference).toBe('C1|eph');
      expect(texts('C1')).toEqual([expect.stringMatching(/^U1: ダイレクトメッセージ/), 'U1: line 1', 'U1: line 2']);
      expect(texts(DM1)).toEqual([]);
    },
  );

  it('direct messages: shows each part once where one had to wait', async () => {
    const { poster, notes, texts, fake } = await open({ poster: { patienceMs: 0 } });
    stage.u1.closesDm();
    await notes.write(ORIGIN, 'C1');
    let shown = 0;
    fake.faults.next('chat.postEphemeral', { kind: 'rate_limited', retryAfter: 1 }, { when: () => ++shown === 3 });
    const post = buildPost({ text: longText('長') });
    await expect(poster.send(post)).rejects.toThrow('rate_limited');
    await poster.send({ ...post, again: true });

    expect(texts('C1').length).toBeGreaterThan(3);
    expect(new Set(texts('C1')).size).toBe(texts('C1').length);
  });

  it('direct messages: goes back to them when they are open again', async () => {
    const { poster, notes, texts } = await open();
    stage.u1.closesDm('cannot_dm_bot');
    await notes.write(ORIGIN, 'C1');
    await poster.send(buildPost({ seq: 1 }));
    stage.u1.closesDm(null);
    await poster.send(buildPost({ seq: 2 }));

    expect(texts(DM1)).toEqual(['line 2']);
  });

  it('direct messages: gives up for good where nobody knows where the person asked', async () => {
    const { poster } = await open();
    stage.u1.closesDm('cannot_dm_bot');

    await expect(poster.send(buildPost())).rejects.toMatchObject({ permanent: true });
  });

  it('direct messages: gives up for good where the channel in which they asked is gone too', async () => {
    const { poster, notes } = await open();
    stage.u1.closesDm('cannot_dm_bot');
    await notes.write(ORIGIN, 'C9');

    await expect(poster.send(buildPost())).rejects.toMatchObject({ permanent: true });
  });

  it.each(['user_not_found', 'user_disabled'])('the person: gives up for good (%s)', async (error) => {
    const { poster, fake } = await open();
    fake.faults.next('conversations.open', { kind: 'error', error });

    await expect(poster.send(buildPost())).rejects.toMatchObject({ permanent: true });
  });

  it.each(['is_archived', 'channel_not_found', 'not_in_channel', 'thread_not_found'])(
    'a thread: goes on in direct messages, and its buttons stay those of the conversation (%s)',
    async (error) => {
      const { poster, fake, texts, messages } = await open();
      const conversation = await stage.openThread();
      fake.faults.next('chat.postMessage', { kind: 'error', error }, { when: ({ args }) => args.channel === 'C1' });
      const reference = await poster.send(buildPost({ conversation, seq: 4 }));

      expect(texts(DM1)).toEqual(['line 4']);
      expect(messages(DM1)[0]?.blocks.map((block) => block.block_id)).toEqual([`${conversation}#4.1`]);
      expect(reference).toBe(`${DM1}|${messages(DM1)[0]?.ts}`);
    },
  );

  it('a thread that is archived: a new process finds in direct messages what the old one posted there', async () => {
    const { poster, texts, workspace } = await open();
    const conversation = await stage.openThread();
    workspace.archives('C1');
    await poster.send(buildPost({ conversation }));
    await stage.restart().send(buildPost({ conversation, again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
  });

  it('a remembered channel of direct messages: asks for the new one', async () => {
    const { poster, texts } = await open();
    poster.learnDm('T1', 'U1', 'DOLD');
    await poster.send(buildPost());

    expect(texts(DM1)).toEqual(['line 1']);
  });

  it('the permission to open direct messages: posts to the person', async () => {
    const { poster, fake, texts } = await open();
    fake.faults.next('conversations.open', { kind: 'error', error: 'missing_scope' });
    await poster.send(buildPost());

    expect(texts(DM1)).toEqual(['line 1']);
  });

  it('the permission to post: waits until it is given', async () => {
    const { poster, fake, texts } = await open();
    fake.faults.next('chat.postMessage', { kind: 'error', error: 'missing_scope' });
    await expect(poster.send(buildPost())).rejects.not.toHaveProperty('permanent');
    await poster.send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
  });
});
