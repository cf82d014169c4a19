import { buildMessage, buildText } from '../../../helpers/messages.ts';
import { buildPost, directOf, longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

const DM1 = 'DT1U1';
const DM2 = 'DT1U2';

describe('the poster', () => {
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

  it('posts to a person’s direct messages, opened once, and tells channel and timestamp', async () => {
    const { poster, calls, messages } = await open();
    const references = await Promise.all([1, 2, 3].map((seq) => poster.send(buildPost({ seq }))));

    expect(calls('conversations.open')).toHaveLength(1);
    expect(references).toEqual(messages(DM1).map(({ ts }) => `${DM1}|${ts}`));
  });

  it('asks for no channel that an event told', async () => {
    const { poster, calls, texts } = await open();
    await poster.send(buildPost());
    const again = stage.restart();
    again.learnDm('T1', 'U1', DM1);
    await again.send(buildPost({ seq: 2 }));

    expect(calls('conversations.open')).toHaveLength(1);
    expect(texts(DM1)).toEqual(['line 1', 'line 2']);
  });

  it('posts in the thread of the conversation', async () => {
    const { poster, messages } = await open();
    await poster.send(buildPost({ conversation: await stage.openThread() }));

    expect(messages('C1').map(({ threadTs }) => threadTs)).toEqual([null, messages('C1')[0]?.ts]);
  });

  it('names every block after the conversation and the line', async () => {
    const { poster, messages } = await open();
    await poster.send(buildPost({ seq: 7 }));

    expect(messages(DM1)[0]?.blocks.map((block) => block.block_id)).toEqual(['slack:T1/U1:dm#7.1']);
  });

  it('posts a long message in parts, in order, under one reference', async () => {
    const { poster, messages } = await open();
    const reference = await poster.send(buildPost({ text: longText('長') }));

    const timestamps = messages(DM1).map(({ ts }) => ts);
    expect(timestamps.length).toBeGreaterThan(1);
    expect(reference).toBe(`${DM1}|${timestamps.join(',')}`);
  });

  it('goes on after the parts that are there when one was refused for now', async () => {
    const { poster, messages, fake } = await open({ poster: { patienceMs: 0 } });
    const post = buildPost({ text: longText('長') });
    let posts = 0;
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 }, { when: () => ++posts === 2 });
    await expect(poster.send(post)).rejects.toThrow('rate_limited');
    const partsBefore = messages(DM1).length;
    await poster.send({ ...post, again: true });

    expect(partsBefore).toBe(1);
    expect(new Set(stage.texts(DM1)).size).toBe(messages(DM1).length);
    expect(messages(DM1).length).toBeGreaterThan(1);
  });

  it('posts once, however often it is asked, at once or later', async () => {
    const { poster, texts } = await open();
    const post = buildPost();
    const references = await Promise.all([poster.send(post), poster.send(post), poster.send({ ...post, again: true })]);
    references.push(await poster.send({ ...post, again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
    expect(new Set(references).size).toBe(1);
  });

  it('posts again what has the same message id in a conversation begun anew', async () => {
    const { poster, texts } = await open();
    await poster.send(buildPost({ seq: 1, message: buildText('w1', 'first') }));
    await poster.send(buildPost({ seq: 1_000, message: buildText('w1', 'second') }));

    expect(texts(DM1)).toEqual(['first', 'second']);
  });

  it('waits as long as Slack says, while others go on', async () => {
    const { poster, fake, texts } = await open();
    await poster.send(buildPost({ conversation: directOf('U1'), seq: 1 }));
    await poster.send(buildPost({ conversation: directOf('U2'), seq: 1 }));
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 }, { times: 20, when: ({ args }) => args.channel === DM1 });
    const late = poster.send(buildPost({ conversation: directOf('U1'), seq: 2 }));
    await Promise.all(Array.from({ length: 30 }, (_, index) => poster.send(buildPost({ conversation: directOf('U2'), seq: 2 + index }))));
    const others = texts(DM2).length;
    const waiting = texts(DM1).length;
    fake.faults.clear();
    await late;

    expect([others, waiting, texts(DM1).length]).toEqual([31, 1, 2]);
  });

  it('takes a 429 that does not say for how long as a second', async () => {
    const { poster, fake, texts, calls } = await open();
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: null });
    await poster.send(buildPost());

    expect(calls('chat.postMessage')).toHaveLength(2);
    expect(texts(DM1)).toEqual(['line 1']);
  });

  it('gives up waiting after so long, so that the desk can begin anew', async () => {
    const { poster, fake, texts } = await open({ poster: { patienceMs: 20 } });
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 3_600 });
    await expect(poster.send(buildPost())).rejects.toThrow('rate_limited');
    await poster.send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
    expect(stage.calls('conversations.history')).toEqual([]);
  });

  it('ends all waiting when it stops', async () => {
    const { poster, fake } = await open();
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 600 });
    const sent = poster.send(buildPost());
    const outcome = expect(sent).rejects.toThrow();
    await stage.until(() => stage.calls('chat.postMessage').length === 1);
    await poster.stop();

    await outcome;
  });

  it('shows the words alone where Slack refuses the blocks, and says so in the log', async () => {
    const { poster, fake, texts, messages, logger } = await open();
    fake.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await poster.send(buildPost());

    expect(texts(DM1)).toEqual(['line 1']);
    expect(messages(DM1)[0]?.blocks).toEqual([]);
    expect(logger.of('error')).toHaveLength(1);
  });

  it('writes no words and no tokens into the log', async () => {
    const { poster, fake, logger, workspace } = await open();
    fake.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    fake.faults.next('chat.postMessage', { kind: 'html' });
    await expect(poster.send(buildPost({ text: '秘密の言葉' }))).rejects.toThrow();
    await expect(poster.send(buildPost({ text: '秘密の言葉', again: true }))).rejects.toThrow();
    await poster.send(buildPost({ text: '秘密の言葉', again: true }));

    const log = JSON.stringify(logger.lines);
    expect(log).not.toContain('秘密の言葉');
    expect(log).not.toContain(workspace.botToken);
  });

  it('rejects for good where the conversation is held nowhere', async () => {
    const { poster } = await open();

    await expect(poster.send(buildPost({ conversation: 'web:1:2' }))).rejects.toMatchObject({ permanent: true });
  });

  it('whispers to one person in a channel, and never rejects', async () => {
    const { poster, texts } = await open();
    const told = await poster.whisper({ team: 'T1', channel: 'C1', user: 'U1', text: 'お送りしました' });
    const outside = await poster.whisper({ team: 'T1', channel: 'C9', user: 'U1', text: 'お送りしました' });
    const elsewhere = await poster.whisper({ team: 'T9', channel: 'C1', user: 'U1', text: 'お送りしました' });

    expect([told, outside, elsewhere]).toEqual([true, false, false]);
    expect(texts('C1')).toEqual(['U1: お送りしました']);
  });

  it('shows in the assistant pane that a look is under way, until the answer', async () => {
    const { poster, u1 } = await open();
    const { message: root } = await u1.opensAssistantPane();
    const conversation = `slack:T1/${DM1}:${root.ts}/U1`;
    const look = (state: 'running' | 'done') =>
      buildMessage({ id: 'w1', blocks: [{ kind: 'progress', title: '調べています', items: [{ what: '587番', state }] }] });
    const reference = await poster.send(buildPost({ conversation, message: look('running') }));
    await stage.until(() => stage.calls('assistant.threads.setStatus').length === 1);
    const during = stage.calls('assistant.threads.setStatus')[0]?.args.status;
    await poster.edit(buildPost({ conversation, seq: 3, message: look('done') }), reference);
    await stage.until(() => stage.calls('assistant.threads.setStatus').length === 2);

    expect(during).not.toBe('');
    expect(stage.calls('assistant.threads.setStatus')[1]?.args.status).toBe('');
  });
});
