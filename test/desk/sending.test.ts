import type { Engine } from '../../src/contracts/turn.ts';
import { emptySession, sayWish } from '../helpers/cases.ts';
import { A, B, closeStages, openStage, openStore, until } from '../helpers/desk-stage.ts';
import { createFakeChannel } from '../helpers/fake-channel.ts';

afterEach(closeStages);

/** Fails the first `times` acts. */
function failFirst(times: number, reason: () => Error = () => new Error('platform is down')) {
  let failures = 0;
  return () => {
    if (failures < times) {
      failures += 1;
      throw reason();
    }
  };
}

it('tries a failing send again until the platform has it', async () => {
  const { desk, store, channel, logger, say } = openStage();
  channel.before = failFirst(5);

  await say('hello');
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['1:hello']);
  expect(await store.pending(A)).toEqual([]);
  expect(logger.of('warn')).toHaveLength(5);
});

it('keeps the order behind a failing send', async () => {
  const { desk, channel, say } = openStage();
  channel.before = failFirst(3);

  await Promise.all([say('one'), say('two'), say('many')]);
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['1:one', '2:two', '3:many', '3:many', '3:many']);
});

it('waits longer after each failure', async () => {
  const { desk, channel, say } = openStage({ pace: { firstWaitMs: 20, longestWaitMs: 60 } });
  const times: number[] = [];
  channel.before = () => {
    times.push(performance.now());
    if (times.length < 5) {
      throw new Error('down');
    }
  };

  await say('hello');
  await desk.idle(A);

  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  // 20, 40, 60, 60: a timer may be late on a busy machine, never early (by more than its millisecond).
  expect(waits.every((wait, index) => wait >= ([20, 40, 60, 60][index] ?? 0) - 2)).toBe(true);
});

it('takes turns and serves others while a send fails', async () => {
  const { desk, channel, say } = openStage();
  let isDown = true;
  channel.before = ({ conversation }) => {
    if (conversation === A && isDown) {
      throw new Error('down for this place');
    }
  };

  await say('one', A);
  expect(await say('two', A)).toBe('saved');
  await say('hello', B);
  await desk.idle(B);

  expect(channel.read(B)).toEqual(['1:hello']);
  expect(channel.read(A)).toEqual([]);
  isDown = false;
  await desk.idle(A);
  expect(channel.read(A)).toEqual(['1:one', '2:two']);
});

it('serves others while a send hangs, and tries the hung one again', async () => {
  const { desk, channel, say } = openStage({ pace: { sendWithinMs: 30 } });
  let hung = 0;
  channel.before = ({ conversation }) => {
    if (conversation === A && hung < 2) {
      hung += 1;
      return new Promise(() => {});
    }
  };

  await say('hello', A);
  await say('hello', B);
  await desk.idle(B);
  await desk.idle(A);

  expect(hung).toBe(2);
  expect(channel.read(A)).toEqual(['1:hello']);
});

it('sends again under the same id when the answer got lost, so that it is read once', async () => {
  const { desk, channel, say } = openStage();
  const answer = failFirst(1);
  const send = channel.send;
  channel.send = async (post) => {
    const reference = await send(post);
    answer();
    return reference;
  };

  await say('hello');
  await desk.idle(A);

  expect(channel.sent.map((act) => act.kind === 'send' && act.id)).toEqual(['w1', 'w1']);
  expect(channel.read(A)).toEqual(['1:hello']);
});

it('gives a message up where trying again cannot help, and goes on', async () => {
  const { desk, store, channel, logger, say } = openStage();
  channel.before = failFirst(1, () => Object.assign(new Error('no such place'), { permanent: true }));

  await say('one');
  await say('two');
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['2:two']);
  expect(await store.pending(A)).toEqual([]);
  expect(logger.of('error')).toEqual(['wish cannot be performed, given up']);
});

it('calls nobody to act where a message is given up because its person can’t be reached', async () => {
  const { desk, channel, logger, say } = openStage();
  channel.before = failFirst(1, () => Object.assign(new Error('all doors closed'), { permanent: true, unreachable: true }));

  await say('one');
  await desk.idle(A);

  expect(channel.read(A)).toEqual([]);
  expect([...logger.of('error'), ...logger.of('warn')]).toEqual([]);
});

it('leaves wishes of a channel it does not have for a desk that has it', async () => {
  const store = openStore();
  const slack = createFakeChannel('slack');
  const without = openStage({ store, channels: [slack], name: 'without' });
  await without.say('hello');
  await without.desk.idle(A);
  expect((await store.pending(A)).map(({ wish }) => wish.id)).toEqual(['w1']);
  await without.desk.stop();
  await store.release(A, 'without');

  const { desk, channel } = openStage({ store, name: 'with' });
  await desk.resume();
  await desk.idle(A);

  expect(slack.sent).toEqual([]);
  expect(channel.read(A)).toEqual(['1:hello']);
});

it('leaves a message without a sentence in the outbox, says so, and goes on', async () => {
  const engine: Engine = {
    decide: (session, { event }) => ({
      session: { ...(session ?? emptySession()), turn: (session?.turn ?? 0) + 1 },
      wishes: [sayWish(`w${session?.turn ?? 0}`, event.kind === 'text' && event.text === 'bad' ? 'fake:missing' : 'fake:there')],
      heard: null,
    }),
    report: () => {
      throw new Error('not asked here');
    },
    concerns: () => false,
  };
  const { desk, store, channel, logger, say } = openStage({ engine });

  await say('bad');
  await say('good');
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['fake:there']);
  expect((await store.pending(A)).map(({ wish }) => wish.id)).toEqual(['w0']);
  expect(logger.of('error')).toEqual(['message cannot be put into words, left in the outbox']);
});

it('asks for the deletion of a message that held a password, where the channel can', async () => {
  const { desk, store, channel, say } = openStage();

  await say('secret', A, 'event-with-password');
  await desk.idle(A);

  expect(channel.sent.at(-1)).toEqual({ kind: 'retract', conversation: A, eventId: 'event-with-password' });
  expect(await store.pending(A)).toEqual([]);
});

it('crosses the deletion off where the channel cannot', async () => {
  const { desk, store, channel, say } = openStage();
  delete channel.retract;

  await say('secret');
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['1:secret']);
  expect(await store.pending(A)).toEqual([]);
});

it('goes on at the next sweep when the store failed for a moment', async () => {
  const store = openStore();
  let failures = 1;
  const shaky = {
    ...store,
    done: (conversation: string, wish: string, reference: string | null) => {
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(new Error('disk full'));
      }
      return store.done(conversation, wish, reference);
    },
  };
  const { desk, channel, logger, say } = openStage({ store: shaky, pace: { sweepMs: 5 } });
  await desk.resume();

  await say('hello');
  await until(() => channel.sent.length === 2);
  await desk.idle(A);

  expect(logger.of('error')).toEqual(['outbox stopped, left for the next sweep']);
  expect(channel.read(A)).toEqual(['1:hello']);
  expect(await store.pending(A)).toEqual([]);
});

it('writes neither words nor the id of a conversation into the log', async () => {
  const { desk, channel, logger, say } = openStage();
  channel.before = failFirst(3);

  await say('my-own-words', 'web:page:a-secret');
  await desk.idle('web:page:a-secret');

  const log = JSON.stringify(logger.lines);
  expect(logger.lines.length).toBe(3);
  expect(log).not.toContain('a-secret');
  expect(log).not.toContain('my-own-words');
});
