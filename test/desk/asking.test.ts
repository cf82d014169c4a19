import { emptySession } from '../helpers/cases.ts';
import { A, closeStages, openStage, openStore } from '../helpers/desk-stage.ts';

afterEach(closeStages);

it('tells how far a conversation has come, null where none was begun or it was forgotten', async () => {
  const { desk, say } = openStage();
  expect(await desk.stepOf(A)).toBeNull();

  await say('hello');
  expect(await desk.stepOf(A)).toBe('new');

  await say('forget');
  await desk.idle(A);
  expect(await desk.stepOf(A)).toBeNull();
});

it('tells it of a conversation of before the start', async () => {
  const store = openStore();
  const first = openStage({ store, name: 'first' });
  await first.say('hello');
  await first.desk.stop();

  expect(await openStage({ store, name: 'second' }).desk.stepOf(A)).toBe('new');
});

it('looks into a store others share: they may have gone on', async () => {
  const store = { ...openStore(), isShared: true };
  const { desk, say } = openStage({ store });
  await say('hello');
  await desk.idle(A);
  const loaded = await store.load(A);

  await store.commit({
    conversation: A,
    channel: 'web',
    person: 'p',
    workplace: 'w',
    eventId: 'of-another-desk',
    loadedAt: loaded?.revision ?? 0,
    seq: loaded?.nextSeq ?? 0,
    session: emptySession({ step: 'talking' }),
    wishes: [],
    heard: null,
    at: 1,
  });

  expect(await desk.stepOf(A)).toBe('talking');
});

it('asks the engine what concerns it', () => {
  const { desk } = openStage();

  expect([desk.concerns('help'), desk.concerns('lunch')]).toEqual([true, false]);
});
