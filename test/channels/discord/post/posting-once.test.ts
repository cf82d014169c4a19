import type { Post } from '../../../../src/contracts/ports.ts';
import type { Fault } from '../../../discord/emulator/index.ts';
import { longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

/** The work was done and the answer lost, or it was not done: the bot can't tell. */
const UNCLEAR: readonly (readonly [string, Fault])[] = [
  ['500 before the work', { kind: 'status', status: 500 }],
  ['500 after the work', { kind: 'status', status: 500, committed: true }],
  ['502 after the work', { kind: 'status', status: 502, committed: true }],
  ['a reset before the work', { kind: 'reset' }],
  ['a reset after the work', { kind: 'reset', committed: true }],
  ['a page in the place of an answer', { kind: 'html' }],
  ['an overloaded API', { kind: 'error', status: 503, code: 130_000 }],
];

describe('Posting once', () => {
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
    const { poster, post, fake, texts, u1, seen } = await open();
    fake.faults.next('createMessage', fault);
    await expect(poster.send(post())).rejects.not.toHaveProperty('permanent');
    const reference = await poster.send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(reference).toBe(`${u1.dm}|${seen(u1.dm)[0]?.id}`);
  });

  it.each(UNCLEAR)('tries again by itself after %s', async (_, fault) => {
    const { poster, post, fake, texts, u1 } = await open({ poster: { pauses: [1, 1] } });
    fake.faults.next('createDm', fault);
    fake.faults.next('createMessage', fault, { times: 2 });
    await poster.send(post());

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it.each(UNCLEAR)('in a thread that has to be begun holds over %s', async (_, fault) => {
    const { poster, post, fake, seen } = await open({ poster: { pauses: [1] } });
    const { conversation, message } = await stage.writesInC1();
    fake.faults.next('startThreadFromMessage', fault);
    fake.faults.next('createMessage', fault);
    await poster.send(post({ conversation }));

    expect(seen(message.id).filter(({ type }) => type === 0)).toHaveLength(1);
  });

  it('looks, where the nonce is too old to be trusted', async () => {
    const { poster, post, fake, texts, u1, time, calls } = await open({ discord: { nonceMs: 0 } });
    fake.faults.next('createMessage', { kind: 'reset', committed: true });
    await expect(poster.send(post())).rejects.toThrow();
    time.ahead = 120_000;
    await poster.send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(calls('getMessages')).toHaveLength(1);
  });

  it('holds over the death of the process that had posted: a new one looks', async () => {
    const { poster, post, restart, texts, u1, seen } = await open({ discord: { nonceMs: 0 } });
    await poster.send(post());
    const reference = await restart().send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
    expect(reference).toBe(`${u1.dm}|${seen(u1.dm)[0]?.id}`);
  });

  it('posts after the death of a process what that one had not, with one look', async () => {
    const { post, restart, texts, u1, calls } = await open();
    const next = restart();
    await next.send(post({ seq: 1, again: true }));
    await next.send(post({ seq: 2, again: true }));

    expect(texts(u1.dm)).toEqual(['line 1', 'line 2']);
    expect(calls('getMessages')).toHaveLength(1);
  });

  it('posts only the parts that are missing', async () => {
    const { poster, post, restart, fake, texts, u1, seen } = await open({ discord: { nonceMs: 0 } });
    const long = post({ text: longText('長') });
    let posts = 0;
    fake.faults.next('createMessage', { kind: 'reset', committed: true }, { when: () => ++posts === 2 });
    await expect(poster.send(long)).rejects.toThrow();
    const reference = await restart().send({ ...long, again: true });

    expect(texts(u1.dm).length).toBeGreaterThan(2);
    expect(new Set(texts(u1.dm)).size).toBe(texts(u1.dm).length);
    expect(reference).toBe(
      `${u1.dm}|${seen(u1.dm)
        .map(({ id }) => id)
        .join(',')}`,
    );
  });

  it('does not take the words of another line for its own', async () => {
    const { poster, post, restart, texts, u1 } = await open();
    await poster.send(post({ seq: 11, text: 'same words' }));
    await restart().send(post({ seq: 1, text: 'same words', again: true }));

    expect(texts(u1.dm)).toEqual(['same words', 'same words']);
  });

  it('holds where the answer to every other call is lost, several times over', async () => {
    const { poster, post, fake, texts, u1 } = await open({ discord: { seed: 7 } });
    fake.faults.rate('createMessage', 0.5, { kind: 'reset', committed: true });
    for (let seq = 1; seq <= 12; seq += 1) await sendUntilDone(poster.send, post({ seq }));

    expect(texts(u1.dm)).toEqual(Array.from({ length: 12 }, (_, index) => `line ${index + 1}`));
    expect(fake.faults.injected.get('reset')).toBeGreaterThan(3);
  });

  it('posts anew what somebody deleted before it was known to be there', async () => {
    const { poster, post, fake, texts, u1 } = await open();
    fake.faults.next('createMessage', { kind: 'error', status: 404, code: 10_008 });
    await poster.send(post());

    expect(texts(u1.dm)).toEqual(['line 1']);
    const [first, second] = stage.calls('createMessage').map(({ body }) => JSON.stringify(body).match(/"nonce":"([^"]+)"/)?.[1]);
    expect(first).not.toBe(second);
  });

  it('waits where it can’t be told now whether it was posted', async () => {
    const { post, restart, fake, texts, u1, poster } = await open();
    await poster.send(post());
    const next = restart();
    fake.faults.next('getMessages', { kind: 'status', status: 503 });
    await expect(next.send(post({ again: true }))).rejects.toThrow();
    await next.send(post({ again: true }));

    expect(texts(u1.dm)).toEqual(['line 1']);
  });

  it('finds the answer to a command that a dead process gave', async () => {
    const { poster, post, restart, c1, texts } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const reference = await poster.send(post({ conversation: ran.conversation }));
    const again = await restart().send(post({ conversation: ran.conversation, again: true }));

    expect(texts(c1)).toEqual(['line 1']);
    expect(again).toBe(reference);
  });

  it('fills the "… is thinking" that a dead process left', async () => {
    const { post, restart, c1, texts, calls } = await open();
    const ran = await stage.runs(c1);
    await ran.defer();
    await restart().send(post({ conversation: ran.conversation, again: true }));

    expect(texts(c1)).toEqual(['line 1']);
    expect(calls('createFollowUp')).toEqual([]);
  });

  it('says what only one person sees rather twice than never: nobody tells what follow-ups there were', async () => {
    const { poster, post, fake, c1, texts } = await open();
    const ran = await stage.runs(c1);
    await ran.say('はい');
    fake.faults.next('createFollowUp', { kind: 'status', status: 502, committed: true });
    await expect(poster.send(post({ conversation: ran.conversation }))).rejects.toThrow();
    await poster.send(post({ conversation: ran.conversation, again: true }));

    expect(texts(c1)).toEqual(['はい', 'line 1', 'line 1']);
  });
});

async function sendUntilDone(send: PostStage['poster']['send'], post: Post): Promise<void> {
  for (let again = false; ; again = true) {
    try {
      await send({ ...post, again });
      return;
    } catch {
      // the desk tries again as well
    }
  }
}
