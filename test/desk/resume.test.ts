import { A, B, closeStages, openStage, openStore, until } from '../helpers/desk-stage.ts';
import { createFakeChannel } from '../helpers/fake-channel.ts';

afterEach(closeStages);

/** A promise nobody keeps: the platform hangs until the process ends. */
function hang(): Promise<void> {
  return new Promise(() => {});
}

/** A desk that ends like a killed process: what is on disk is on disk, nothing else happens. */
async function leaveBehind(texts: readonly string[]) {
  const store = openStore();
  const dead = openStage({ store, name: 'dead', pace: { stopWithinMs: 1 } });
  dead.channel.before = hang;
  for (const text of texts) {
    await dead.say(text);
  }
  await dead.desk.stop();
  await store.release(A, 'dead');
  return store;
}

describe('resume', () => {
  it('sends what was saved and not sent, in order', async () => {
    const store = await leaveBehind(['one', 'many']);
    const { desk, channel } = openStage({ store });

    await desk.resume();
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:one', '2:many', '2:many', '2:many']);
    expect(await store.pending(null)).toEqual([]);
  });

  it('does nothing a second time', async () => {
    const { desk, channel, say } = openStage();
    await say('one');
    await desk.idle(A);

    await desk.resume();
    await desk.idle(A);

    expect(channel.sent).toHaveLength(1);
  });

  it('takes a look again that was under way', async () => {
    const store = openStore();
    const first = openStage({ store, name: 'first' });
    await first.say('look');
    await first.prober.begun(1);
    await first.desk.stop();

    const { desk, channel, prober } = openStage({ store, name: 'second' });
    await desk.resume();
    (await prober.begun(1)).finish(2);
    await desk.idle(A);

    expect(channel.sent.map(({ kind }) => kind)).toEqual(['edit', 'send']);
    expect(await store.pending(null)).toEqual([]);
  });

  it('takes a result that was taken in but not crossed off only once', async () => {
    const store = openStore();
    const first = openStage({
      store: { ...store, done: (conversation, wish, reference) => (wish === 'w2' ? hang() : store.done(conversation, wish, reference)) },
      name: 'first',
      pace: { stopWithinMs: 1 },
    });
    await first.say('look');
    (await first.prober.begun(1)).finish(1);
    await until(() => first.channel.sent.length === 3);
    await first.desk.stop();
    await store.release(A, 'first');

    const { desk, channel, prober } = openStage({ store, name: 'second' });
    await desk.resume();
    (await prober.begun(1)).finish(5);
    await desk.idle(A);

    expect(channel.sent).toEqual([]);
    expect(await store.pending(null)).toEqual([]);
  });

  it('puts what was left before what comes now', async () => {
    const store = await leaveBehind(['one']);
    const { desk, channel, say } = openStage({ store });

    await say('two');
    await desk.resume();
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:one', '2:two']);
  });

  it('takes up a great many conversations', async () => {
    const store = openStore();
    const dead = openStage({ store, name: 'dead', pace: { stopWithinMs: 1 } });
    dead.channel.before = hang;
    const conversations = Array.from({ length: 350 }, (_, index) => `web:page:${index}`);
    await Promise.all(conversations.map((conversation) => dead.say('hello', conversation)));
    await dead.desk.stop();
    await Promise.all(conversations.map((conversation) => store.release(conversation, 'dead')));

    const { desk, channel } = openStage({ store });
    await desk.resume();
    await Promise.all(conversations.map((conversation) => desk.idle(conversation)));

    expect(channel.sent).toHaveLength(350);
    expect(await store.pending(null)).toEqual([]);
  });

  it('goes on taking up what dead desks leave', async () => {
    const store = openStore();
    const { desk, channel } = openStage({ store, pace: { sweepMs: 5 } });
    await desk.resume();
    const dead = openStage({ store, name: 'dead', pace: { stopWithinMs: 1 } });
    dead.channel.before = hang;
    await dead.say('hello');
    await dead.desk.stop();

    await store.release(A, 'dead');
    await until(() => channel.sent.length === 1);

    expect(channel.read(A)).toEqual(['1:hello']);
  });

  it('tries an outbox that cannot be read once a sweep', async () => {
    const store = await leaveBehind(['one']);
    let reads = 0;
    const unreadable = {
      ...store,
      pending: () => {
        reads += 1;
        return Promise.reject(new Error('unreadable'));
      },
    };
    const { desk, logger } = openStage({ store: unreadable });

    await desk.resume();
    await desk.idle(A);

    expect(reads).toBe(1);
    expect(logger.of('error')).toEqual(['outbox stopped, left for the next sweep']);
  });

  it('leaves alone what a living desk holds', async () => {
    const store = openStore();
    const living = openStage({ store, name: 'living' });
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    living.channel.before = () => hold;
    await living.say('hello');

    const { desk, channel } = openStage({ store, name: 'other' });
    await desk.resume();
    await desk.idle(A);
    letGo();
    await living.desk.idle(A);

    expect(channel.sent).toEqual([]);
    expect(living.channel.read(A)).toEqual(['1:hello']);
  });
});

describe('stop', () => {
  it('lets a send under way end and leaves the rest', async () => {
    const store = openStore();
    const { desk, channel, say } = openStage({ store });
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    channel.before = () => hold;
    await say('many');

    const stopped = desk.stop();
    letGo();
    await stopped;

    expect(channel.read(A)).toEqual(['1:many']);
    expect((await store.pending(A)).map(({ wish }) => wish.id)).toEqual(['w2', 'w3']);
  });

  it('gives back what it held, so that another desk goes on at once', async () => {
    const store = openStore();
    const first = openStage({ store, name: 'first' });
    first.channel.before = ({ conversation }) => {
      if (conversation === A) {
        throw new Error('down');
      }
    };
    await first.say('hello', A);
    await first.say('look', B);
    await first.prober.begun(1);
    // Time enough for the worker that started it to end: only the look keeps the outbox now.
    await first.say('quiet', B);
    await first.desk.stop();

    const { desk, channel, prober } = openStage({ store, name: 'second' });
    await desk.resume();
    (await prober.begun(1)).finish(1);
    await Promise.all([desk.idle(A), desk.idle(B)]);

    expect(channel.read(A)).toEqual(['1:hello']);
    expect(await store.pending(null)).toEqual([]);
  });

  it('takes no more events', async () => {
    const { desk, store, say } = openStage();
    await desk.stop();

    await expect(say('hello', A, 'late')).rejects.toThrow();
    expect(await store.seen(A, 'late')).toBe(false);
  });

  it('does not wait for ever for a send that hangs', async () => {
    const { desk, store, channel, logger, say } = openStage({ pace: { stopWithinMs: 20 } });
    channel.before = hang;
    await say('hello');

    await desk.stop();

    expect(logger.of('warn')).toEqual(['stopped with sends under way']);
    expect(await store.pending(A)).toHaveLength(1);
  });

  it('drops the result of a look that comes too late, and leaves the look', async () => {
    const { desk, store, prober, logger, say } = openStage();
    await say('look');
    const look = await prober.begun(1);

    await desk.stop();
    look.finish(1);
    await desk.idle(A);

    expect((await store.pending(A)).map(({ wish }) => wish.kind)).toEqual(['probe']);
    expect(logger.lines).toEqual([]);
  });
});

it('keeps its hold while a send is tried again for longer than a hold lasts', async () => {
  const store = openStore();
  let claims = 0;
  const counting = {
    ...store,
    claim: (conversation: string, desk: string, forMs: number) => {
      claims += 1;
      return store.claim(conversation, desk, forMs);
    },
  };
  const { desk, channel, say } = openStage({ store: counting, pace: { renewMs: 2, firstWaitMs: 60_000, longestWaitMs: 60_000 } });
  channel.before = () => {
    throw new Error('down');
  };
  await desk.resume();

  await say('hello');

  await until(() => claims > 5);
});

it('shares the work of a dead desk between living ones, nothing twice', async () => {
  const store = openStore();
  const dead = openStage({ store, name: 'dead', pace: { stopWithinMs: 1 } });
  dead.channel.before = hang;
  const conversations = Array.from({ length: 250 }, (_, index) => `web:page:${index}`);
  await Promise.all(conversations.map((conversation) => dead.say('hello', conversation)));
  await dead.desk.stop();
  await Promise.all(conversations.map((conversation) => store.release(conversation, 'dead')));
  const channel = createFakeChannel();
  const desks = ['one', 'two'].map((name) => openStage({ store, channels: [channel], name }));

  await Promise.all(desks.map(({ desk }) => desk.resume()));
  await Promise.all(desks.flatMap(({ desk }) => conversations.map((conversation) => desk.idle(conversation))));

  expect(channel.sent).toHaveLength(250);
  expect(await store.pending(null)).toEqual([]);
});
