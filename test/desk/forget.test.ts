import { A, B, closeStages, openStage, until } from '../helpers/desk-stage.ts';

afterEach(closeStages);

it('forgets a conversation once its goodbye is said, and nothing of others', async () => {
  const { desk, store, channel, say } = openStage();
  await say('hello', A);
  await say('hello', B);

  await say('forget', A);
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['1:hello', '2:forget']);
  expect(await store.load(A)).toBeNull();
  expect(await store.transcript(A, 0)).toEqual([]);
  expect(await store.pending(A)).toEqual([]);
  expect((await store.load(B))?.session.turn).toBe(1);
});

it('begins a new case with what is said next, at once or later', async () => {
  const { desk, store, channel, say } = openStage();
  await say('hello');

  await Promise.all([say('forget'), say('again')]);
  await desk.idle(A);
  await say('more');
  await desk.idle(A);

  expect(channel.sent.map((act) => act.kind === 'send' && act.text)).toEqual(['1:hello', '2:forget', '1:again', '2:more']);
  expect((await store.load(A))?.session.turn).toBe(2);
});

it('drops the looks of what is forgotten', async () => {
  const { desk, store, channel, prober, logger, say } = openStage();
  await say('look');
  const look = await prober.begun(1);

  await say('forget');
  await until(() => channel.sent.length === 2);
  look.tell({ step: 'names', state: 'running' });
  look.finish(3);
  await desk.idle(A);

  expect(await store.load(A)).toBeNull();
  expect(channel.sent).toHaveLength(2);
  expect([...logger.of('error'), ...logger.of('warn')]).toEqual([]);
});
