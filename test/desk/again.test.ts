import type { SessionStore } from '../../src/contracts/ports.ts';
import { A, closeStages, openStage, openStore, until } from '../helpers/desk-stage.ts';

afterEach(closeStages);

function fail(): never {
  throw new Error('platform is down');
}

/** A store other desks may share: what a desk was told of an outbox is not believed. */
function shared(store: SessionStore): SessionStore {
  return { ...store, isShared: true };
}

describe.each([
  ['a store of its own', (store: SessionStore) => store],
  ['a shared store', shared],
])('on %s, a post', (_, as) => {
  it('just wished for was not tried before', async () => {
    const { desk, channel, say } = openStage({ store: as(openStore()) });

    await say('many');
    await desk.idle(A);
    await say('more');
    await desk.idle(A);

    expect(channel.tries.map(({ id, again }) => [id, again])).toEqual([
      ['w1', false],
      ['w2', false],
      ['w3', false],
      ['w4', false],
    ]);
  });

  it('that failed was tried before, what waits behind it was not', async () => {
    const { desk, channel, say } = openStage({ store: as(openStore()) });
    channel.before = () => {
      if (channel.tries.length < 3) fail();
    };

    await say('one');
    await say('two');
    await desk.idle(A);

    expect(channel.tries.map(({ id, again }) => [id, again])).toEqual([
      ['w1', false],
      ['w1', true],
      ['w1', true],
      ['w2', false],
    ]);
  });

  it('whose answer got lost on the way was tried before', async () => {
    const { desk, channel, say } = openStage({ store: as(openStore()), pace: { sendWithinMs: 20 } });
    channel.before = () => (channel.tries.length === 1 ? new Promise(() => {}) : undefined);

    await say('one');
    await desk.idle(A);

    expect(channel.tries.map(({ again }) => again)).toEqual([false, true]);
  });

  it('that a desk left behind may have been tried, what comes after it was not', async () => {
    const store = as(openStore());
    const dead = openStage({ store, name: 'dead', pace: { stopWithinMs: 1 } });
    dead.channel.before = () => new Promise(() => {});
    await dead.say('many');
    await until(() => dead.channel.tries.length === 1);
    await dead.desk.stop();
    await store.release(A, 'dead');

    const { desk, channel, say } = openStage({ store });
    await desk.resume();
    await say('hello');
    await desk.idle(A);

    expect(dead.channel.tries).toEqual([{ kind: 'send', id: 'w1', again: false }]);
    expect(channel.tries.map(({ id, again }) => [id, again])).toEqual([
      ['w1', true],
      ['w2', true],
      ['w3', true],
      ['w4', false],
    ]);
  });

  it('may have got through where it could not be crossed off, and is not forgotten for it', async () => {
    const store = as(openStore());
    let isBroken = true;
    const breaking: SessionStore = {
      ...store,
      done: (conversation, wish, reference) => (isBroken ? Promise.reject(new Error('disk')) : store.done(conversation, wish, reference)),
    };
    const { desk, channel, say } = openStage({ store: breaking });
    await say('one');
    await desk.idle(A);

    isBroken = false;
    await say('two');
    await desk.idle(A);

    expect(channel.tries.map(({ id, again }) => [id, again])).toEqual([
      ['w1', false],
      ['w1', true],
      ['w2', false],
    ]);
    expect(await store.pending(null)).toEqual([]);
  });
});

it('nothing that comes of a look was tried before, messages and changes', async () => {
  const { desk, channel, prober, say } = openStage();

  await say('look');
  (await prober.begun(1)).finish(1);
  await desk.idle(A);
  await say('more');
  await desk.idle(A);

  expect(channel.tries.map(({ kind, again }) => [kind, again])).toEqual([
    ['send', false],
    ['edit', false],
    ['send', false],
    ['send', false],
  ]);
});

it('what another desk held meanwhile may have been tried by it', async () => {
  const store = shared(openStore());
  await store.claim(A, 'other', 60_000);
  const { desk, channel, say } = openStage({ store });
  await say('one');
  await desk.idle(A);
  expect(channel.tries).toEqual([]);

  await store.release(A, 'other');
  await desk.resume();
  await desk.idle(A);

  expect(channel.tries).toEqual([{ kind: 'send', id: 'w1', again: true }]);
});

it('what could not be crossed off is taken up at once where more has come, and may have got through', async () => {
  const store = shared(openStore());
  const failing: SessionStore = {
    ...store,
    done: (conversation, wish, reference) =>
      channel.tries.length === 1 ? Promise.reject(new Error('disk')) : store.done(conversation, wish, reference),
  };
  const { desk, channel, say } = openStage({ store: failing });
  const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
  channel.before = () => (channel.tries.length === 1 ? hold : undefined);
  await say('one');
  await until(() => channel.tries.length === 1);
  await say('two');

  letGo();
  await desk.idle(A);

  expect(channel.tries.map(({ id, again }) => [id, again])).toEqual([
    ['w1', false],
    ['w1', true],
    ['w2', true],
  ]);
  expect(await store.pending(null)).toEqual([]);
});

it('live progress is never said to be tried before', async () => {
  const { desk, channel, prober, say } = openStage();
  await say('look');
  const look = await prober.begun(1);

  look.tell({ step: 'names', state: 'running' });
  await until(() => channel.tries.length === 2);
  look.finish(1);
  await desk.idle(A);

  expect(channel.tries[1]).toEqual({ kind: 'edit', id: 'w1', again: false });
});
