import { A, B, closeStages, openStage, openStore, until } from '../helpers/desk-stage.ts';
import { createFakeChannel } from '../helpers/fake-channel.ts';
import { createFakeEngine } from '../helpers/fake-engine.ts';

afterEach(closeStages);

it('starts a look and does not wait for it: whoever types meanwhile is answered', async () => {
  const { channel, prober, say } = openStage();

  await say('look');
  await prober.begun(1);
  await say('hello');
  await until(() => channel.sent.length === 2);

  expect(channel.read(A)).toEqual(['1:look', '2:hello']);
});

it('brings the result back as an event and crosses the look off', async () => {
  const { desk, store, channel, prober, say } = openStage();
  await say('look');
  const look = await prober.begun(1);

  look.finish(3);
  await desk.idle(A);

  expect(channel.read(A)).toEqual([`result of ${look.request.run}: 3`, `result of ${look.request.run}: 3`]);
  expect(await store.seen(A, `probe:${look.request.run}`)).toBe(true);
  expect(await store.pending(A)).toEqual([]);
});

it('is not idle while a look is under way', async () => {
  const { desk, prober, say } = openStage();
  await say('look');
  let isIdle = false;
  const waiting = desk.idle(A).then(() => {
    isIdle = true;
  });
  const look = await prober.begun(1);
  await say('hello');
  await desk.idle(B);
  expect(isIdle).toBe(false);

  look.finish(1);
  await waiting;

  expect(isIdle).toBe(true);
});

it('takes several looks of one conversation side by side', async () => {
  const { desk, store, prober, say } = openStage();
  await say('looks');
  const [first, second] = [await prober.begun(1), await prober.begun(2)];

  second.finish(2);
  first.finish(1);
  await desk.idle(A);

  expect(await store.seen(A, `probe:${first.request.run}`)).toBe(true);
  expect(await store.seen(A, `probe:${second.request.run}`)).toBe(true);
  expect(await store.pending(A)).toEqual([]);
});

it('answers also when the prober breaks its promise and throws', async () => {
  const { desk, channel, logger, prober, say } = openStage();
  await say('look');

  (await prober.begun(1)).fail(new Error('bug'));
  await desk.idle(A);

  expect(channel.read(A).at(-1)).toMatch(/^result of .*: 0$/);
  expect(logger.of('error')).toEqual(['look failed']);
});

it('answers also when the prober hangs', async () => {
  const { desk, channel, say } = openStage({ pace: { lookWithinMs: 20 } });

  await say('look');
  await desk.idle(A);

  expect(channel.read(A).at(-1)).toMatch(/^result of .*: 0$/);
});

it('keeps a look whose result the engine fails on for the next start, and the conversation goes on', async () => {
  const engine = createFakeEngine();
  const failing: typeof engine = {
    ...engine,
    decide: (session, envelope, now) => {
      if (envelope.event.kind === 'probe_result') {
        throw new Error('a bug in the engine');
      }
      return engine.decide(session, envelope, now);
    },
  };
  const { desk, store, channel, logger, prober, say } = openStage({ engine: failing });
  await say('look');

  (await prober.begun(1)).finish(1);
  await desk.idle(A);
  await say('hello');
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['1:look', '2:hello']);
  expect((await store.pending(A)).map(({ wish }) => wish.kind)).toEqual(['probe']);
  expect(prober.looks).toHaveLength(1);
  expect(logger.of('error')).toEqual(['result of a look not taken in']);
});

describe('live progress', () => {
  it('changes the message at once and leaves nothing on disk', async () => {
    const { desk, store, channel, prober, say } = openStage();
    await say('look');
    const look = await prober.begun(1);
    const before = await store.load(A);

    look.tell({ step: 'names', state: 'running' });
    await until(() => channel.read(A)[0] === 'names=running');
    look.tell({ step: 'names', state: 'done' });
    look.tell({ step: 'port_587', state: 'running' });
    await until(() => channel.read(A)[0] === 'names=done port_587=running');

    expect(await store.load(A)).toEqual(before);
    expect((await store.transcript(A, 0)).filter((line) => line.kind === 'wish')).toHaveLength(2);
    look.finish(1);
    await desk.idle(A);
    expect(channel.read(A)[0]).toMatch(/^result/);
  });

  it('names the message by what the platform calls it', async () => {
    const { channel, prober, say } = openStage();
    await say('look');

    (await prober.begun(1)).tell({ step: 'names', state: 'running' });
    await until(() => channel.sent.length === 2);

    expect(channel.sent[1]).toEqual({ kind: 'edit', conversation: A, id: 'w1', text: 'names=running', reference: 'ref-w1' });
  });

  it('skips what is old by the time it could be shown', async () => {
    const { channel, prober, say } = openStage();
    await say('look');
    const look = await prober.begun(1);
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    channel.before = ({ kind }) => (kind === 'edit' ? hold : undefined);

    look.tell({ step: 'outlet', state: 'running' });
    await until(() => channel.sent.length === 1);
    for (const step of ['names', 'port_25', 'port_465', 'port_587'] as const) {
      look.tell({ step, state: 'running' });
      await say('quiet');
    }
    letGo();
    await until(() => channel.sent.length >= 3);

    const edits = channel.sent.filter(({ kind }) => kind === 'edit');
    expect(edits.length).toBeLessThanOrEqual(3);
    expect(channel.read(A)[0]).toBe('outlet=running names=running port_25=running port_465=running port_587=running');
  });

  it('never comes after the result, however slow the channel', async () => {
    const { desk, channel, prober, say } = openStage();
    await say('look');
    const look = await prober.begun(1);
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    channel.before = ({ kind }) => (kind === 'edit' ? hold : undefined);

    look.tell({ step: 'names', state: 'running' });
    await say('quiet');
    look.tell({ step: 'port_587', state: 'running' });
    look.finish(1);
    await until(() => prober.looks.length === 1);
    look.tell({ step: 'port_587', state: 'failed' });
    letGo();
    await desk.idle(A);
    look.tell({ step: 'other', state: 'done' });
    await desk.idle(A);

    expect(channel.read(A)[0]).toMatch(/^result/);
    expect(channel.sent.filter((act) => act.kind === 'edit').at(-1)?.text).toMatch(/^result/);
  });

  it.each(['before', 'after'])('told %s the turn before it is through never comes after the result', async (when) => {
    const { desk, channel, prober, say } = openStage();
    await say('look');
    const look = await prober.begun(1);
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    channel.before = (act) => ('text' in act && act.text === '2:held' ? hold : undefined);
    const saved = say('held');
    if (when === 'after') {
      await saved;
    }

    look.tell({ step: 'names', state: 'running' });
    if (when === 'after') {
      await say('quiet');
    }
    look.finish(1);
    await saved;
    await say('last');
    letGo();
    await desk.idle(A);

    expect(channel.sent.filter((act) => act.kind === 'edit').map(({ text }) => text)).toEqual([expect.stringMatching(/^result/)]);
  });

  it('does not make anybody wait whose channel is slow to show it', async () => {
    const { channel, prober, say } = openStage({ pace: { stopWithinMs: 1 } });
    await say('look');
    const look = await prober.begun(1);
    channel.before = ({ kind }) => (kind === 'edit' ? new Promise(() => {}) : undefined);

    look.tell({ step: 'names', state: 'running' });

    expect(await say('hello')).toBe('saved');
    expect(await say('again')).toBe('saved');
  });

  it('that cannot be shown is no loss', async () => {
    const { desk, channel, logger, prober, say } = openStage();
    await say('look');
    const look = await prober.begun(1);
    let tries = 0;
    channel.before = ({ kind, ...act }) => {
      if (kind === 'edit' && 'text' in act && act.text.startsWith('names')) {
        tries += 1;
        throw new Error('too many edits');
      }
    };

    look.tell({ step: 'names', state: 'running' });
    await until(() => tries === 1);
    look.finish(1);
    await desk.idle(A);

    expect(tries).toBe(1);
    expect(channel.read(A)[0]).toMatch(/^result/);
    expect([...logger.of('error'), ...logger.of('warn')]).toEqual([]);
  });
});

it('takes one look, whichever of several desks hears of it', async () => {
  const store = openStore();
  const channel = createFakeChannel();
  const one = openStage({ store, channels: [channel], name: 'one' });
  const two = openStage({ store, channels: [channel], name: 'two' });
  await one.say('look');
  const look = await one.prober.begun(1);

  await one.desk.resume();
  await two.desk.resume();

  await two.say('hello');
  await until(() => channel.sent.length === 2);
  expect(channel.read(A)).toEqual(['1:look', '2:hello']);
  expect(two.prober.looks).toEqual([]);

  look.finish(1);
  await one.desk.idle(A);

  expect(channel.read(A)).toEqual([expect.stringMatching(/^result/), '2:hello', expect.stringMatching(/^result/)]);
  expect(await store.pending(A)).toEqual([]);
});
