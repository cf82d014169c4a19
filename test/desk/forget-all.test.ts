import { A, B, closeStages, openStage, until } from '../helpers/desk-stage.ts';

afterEach(closeStages);

/** The stage's conversations are of person `p` in workplace `w`. */
const OURS = { person: 'p' };

it('forgets every conversation of a person', async () => {
  const { desk, store, say } = openStage();
  await say('hello', A);
  await say('hello', B);
  await desk.idle(A);
  await desk.idle(B);

  await desk.forgetAll(OURS);

  expect(await Promise.all([A, B].map((conversation) => desk.stepOf(conversation)))).toEqual([null, null]);
  expect(await Promise.all([A, B].map((conversation) => store.transcript(conversation, 0)))).toEqual([[], []]);
  expect(await store.conversationsOf(OURS)).toEqual([]);
});

it('forgets everybody of a workplace, and nobody of another', async () => {
  const { desk, say } = openStage();
  await say('hello', A);
  await desk.receive({
    channel: 'web',
    conversation: B,
    person: 'p2',
    workplace: 'w2',
    eventId: 'other',
    event: { kind: 'text', text: 'hello' },
    locale: null,
  });

  await desk.forgetAll({ workplace: 'w' });

  expect([await desk.stepOf(A), await desk.stepOf(B)]).toEqual([null, 'new']);
  await desk.idle(B);
});

it('does not wait for a post that hangs or fails, and posts nothing more', async () => {
  const { desk, store, channel, logger, say } = openStage({ pace: { firstWaitMs: 60_000, longestWaitMs: 60_000 } });
  const { promise: hang, resolve: letGo } = Promise.withResolvers<void>();
  channel.before = ({ conversation }) => {
    if (conversation === B) throw new Error('down');
    return hang;
  };
  await say('many', A);
  await say('many', B);
  await until(() => channel.tries.length === 2);

  await desk.forgetAll(OURS);
  letGo();
  await desk.idle(A);
  await desk.idle(B);

  expect(channel.tries).toHaveLength(2);
  expect(await store.pending(null)).toEqual([]);
  expect(await store.conversationsOf(OURS)).toEqual([]);
  expect(logger.of('error')).toEqual([]);
});

it('does not wait for a goodbye that hangs while something else was said already', async () => {
  const { desk, store, channel, say } = openStage();
  channel.before = () => new Promise(() => {});
  await say('forget');
  const next = say('hello');
  await until(() => channel.tries.length === 1);

  await desk.forgetAll(OURS);
  await next;

  expect(await store.conversationsOf(OURS)).toEqual([]);
  expect(await store.pending(null)).toEqual([]);
});

it('drops looks under way: what they find is for nobody, and begins nothing', async () => {
  const { desk, store, channel, prober, logger, say } = openStage();
  await say('look');
  const look = await prober.begun(1);
  await until(() => channel.sent.length === 1);

  await desk.forgetAll(OURS);
  look.tell({ step: 'names', state: 'running' });
  look.finish(3);
  await desk.idle(A);

  expect(await store.load(A)).toBeNull();
  expect(channel.sent).toHaveLength(1);
  expect([...logger.of('error'), ...logger.of('warn')]).toEqual([]);
});

it('begins nothing anew with the result of a look that waited for its turn', async () => {
  const { desk, store, say, happen } = openStage();
  await say('look');

  const [, outcome] = await Promise.all([
    desk.forgetAll(OURS),
    happen({ kind: 'probe_result', run: `${A}#1a`, observations: [] }, 'web:page:never-begun'),
  ]);

  expect(outcome).toBe('repeat');
  expect(await store.load('web:page:never-begun')).toBeNull();
});

it('begins a new case with what is said at the same time', async () => {
  const { desk, store, channel, say } = openStage();
  await say('one');
  await say('two');

  await Promise.all([desk.forgetAll(OURS), say('again')]);
  await desk.idle(A);

  // Either the old case heard it, and is forgotten with it, or it is the first of a new one.
  const turn = (await store.load(A))?.session.turn ?? null;
  expect([null, 1]).toContain(turn);
  await say('later');
  await desk.idle(A);
  expect((await store.load(A))?.session.turn).toBe(turn === null ? 1 : 2);
  expect(channel.sent.at(-1)).toMatchObject({ text: expect.stringMatching(/later$/) });
});

it('does nothing where there is nothing to forget', async () => {
  const { desk } = openStage();

  await expect(desk.forgetAll({ person: 'nobody' })).resolves.toBeUndefined();
});

it('refuses once the desk has stopped', async () => {
  const { desk } = openStage();
  await desk.stop();

  await expect(desk.forgetAll(OURS)).rejects.toThrow();
});
