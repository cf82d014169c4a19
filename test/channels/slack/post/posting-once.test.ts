import { buildText } from '../../../helpers/messages.ts';
import type { Fault } from '../../../slack/emulator/index.ts';
import { buildPost, longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

const DM1 = 'DT1U1';

/** The work was done and the answer lost, or it was not done: the bot can't tell. */
const UNCLEAR: readonly (readonly [string, Fault])[] = [
  ['500 before the work', { kind: 'status', status: 500 }],
  ['500 after the work', { kind: 'status', status: 500, committed: true }],
  ['502 after the work', { kind: 'status', status: 502, committed: true }],
  ['a reset before the work', { kind: 'reset' }],
  ['a reset after the work', { kind: 'reset', committed: true }],
  ['a page in the place of an answer', { kind: 'html' }],
  ['internal_error', { kind: 'error', error: 'internal_error' }],
];

describe('posting once', () => {
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

  it.each(UNCLEAR)('in direct messages holds over %s', async (_, fault) => {
    const { poster, fake, texts, messages } = await open();
    fake.faults.next('chat.postMessage', fault);
    await expect(poster.send(buildPost())).rejects.not.toHaveProperty('permanent');
    const reference = await poster.send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
    expect(reference).toBe(`${DM1}|${messages(DM1)[0]?.ts}`);
  });

  it.each(UNCLEAR)('in a thread holds over %s', async (_, fault) => {
    const { poster, fake, texts } = await open();
    const post = buildPost({ conversation: await stage.openThread() });
    fake.faults.next('chat.postMessage', fault);
    await expect(poster.send(post)).rejects.toThrow();
    await poster.send({ ...post, again: true });

    expect(texts('C1')).toEqual(['送れません', 'line 1']);
  });

  it('holds where the answer to every other post is lost, several times over', async () => {
    const { poster, fake, texts } = await open({ slack: { seed: 7 } });
    fake.faults.rate('chat.postMessage', 0.5, { kind: 'reset', committed: true });
    for (let seq = 1; seq <= 12; seq += 1) {
      await sendUntilDone(poster.send, buildPost({ seq }));
    }

    expect(texts(DM1)).toEqual(Array.from({ length: 12 }, (_, index) => `line ${index + 1}`));
    expect(fake.faults.injected.get('reset')).toBeGreaterThan(3);
  });

  it('holds over the death of the process that had posted: a new one looks', async () => {
    const { poster, texts, messages } = await open();
    await poster.send(buildPost());
    const reference = await stage.restart().send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
    expect(reference).toBe(`${DM1}|${messages(DM1)[0]?.ts}`);
  });

  it('posts after the death of a process what that one had not', async () => {
    const { texts, calls } = await open();
    const next = stage.restart();
    await next.send(buildPost({ seq: 1, again: true }));
    await next.send(buildPost({ seq: 2, again: true }));

    expect(texts(DM1)).toEqual(['line 1', 'line 2']);
    expect(calls('conversations.history')).toHaveLength(1);
  });

  it('posts only the parts that are missing', async () => {
    const { poster, fake, messages } = await open();
    const post = buildPost({ text: longText('長') });
    let posts = 0;
    fake.faults.next('chat.postMessage', { kind: 'reset', committed: true }, { when: () => ++posts === 2 });
    await expect(poster.send(post)).rejects.toThrow();
    const reference = await stage.restart().send({ ...post, again: true });

    const texts = messages(DM1).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(2);
    expect(new Set(texts).size).toBe(texts.length);
    expect(reference).toBe(
      `${DM1}|${messages(DM1)
        .map(({ ts }) => ts)
        .join(',')}`,
    );
  });

  it('finds a reply on the last page of a long thread', async () => {
    const { poster, calls, texts } = await open();
    const conversation = await stage.openThread();
    const filler = buildText('filler', 'x');
    for (let seq = 100; seq < 320; seq += 1) await poster.send(buildPost({ conversation, seq, message: { ...filler, id: `w${seq}` } }));
    await poster.send(buildPost({ conversation, seq: 999 }));
    await stage.restart().send(buildPost({ conversation, seq: 999, again: true }));

    expect(texts('C1').filter((text) => text === 'line 999')).toHaveLength(1);
    expect(calls('conversations.replies').length).toBeGreaterThan(1);
  });

  it('does not take the words of another line for its own', async () => {
    const { poster, texts } = await open();
    await poster.send(buildPost({ seq: 11, text: 'same words' }));
    await stage.restart().send(buildPost({ seq: 1, text: 'same words', again: true }));

    expect(texts(DM1)).toEqual(['same words', 'same words']);
  });

  it('does not look where the first try was refused without doubt', async () => {
    const { poster, fake, calls } = await open({ poster: { patienceMs: 0 } });
    fake.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 });
    await expect(poster.send(buildPost())).rejects.toThrow();
    await poster.send(buildPost({ again: true }));

    expect(calls('conversations.history')).toEqual([]);
  });

  it('waits where it can’t be told now whether it was posted', async () => {
    const { poster, fake, texts } = await open();
    fake.faults.next('chat.postMessage', { kind: 'reset', committed: true });
    fake.faults.next('conversations.history', { kind: 'status', status: 503 });
    await expect(poster.send(buildPost())).rejects.toThrow();
    await expect(poster.send(buildPost({ again: true }))).rejects.toThrow();
    await poster.send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
  });

  it.each(['missing_scope', 'unknown_method'])('posts, and warns, where Slack does not let it look: %s', async (error) => {
    const { poster, fake, texts, logger } = await open();
    fake.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    fake.faults.next('conversations.history', { kind: 'error', error });
    await expect(poster.send(buildPost())).rejects.toThrow();
    await poster.send(buildPost({ again: true }));

    expect(texts(DM1)).toEqual(['line 1']);
    expect(logger.of('warn')).toContain('Slack does not let us look what was posted, a message may appear twice');
  });

  it('joins the post under way when it is asked again meanwhile', async () => {
    const { poster, fake, texts, calls } = await open();
    fake.faults.next('chat.postMessage', { kind: 'slow', ms: 50 });
    const [first, second] = await Promise.all([poster.send(buildPost()), poster.send(buildPost({ again: true }))]);

    expect(first).toBe(second);
    expect(texts(DM1)).toEqual(['line 1']);
    expect(calls('conversations.history')).toEqual([]);
  });
});

async function sendUntilDone(send: PostStage['poster']['send'], post: Parameters<PostStage['poster']['send']>[0]): Promise<void> {
  for (let again = false; ; again = true) {
    try {
      await send({ ...post, again });
      return;
    } catch {
      // the desk tries again as well
    }
  }
}
