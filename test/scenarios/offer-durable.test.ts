import { join } from 'node:path';
import { createEngine } from '../../src/engine/engine.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { A, B, closeStages, type DeskStage, openStage, openStore } from '../helpers/desk-stage.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';

const KNOWLEDGE = loadRealKnowledge();
const ENGINE = createEngine(KNOWLEDGE, { looks: false });
const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', 'locales'));

const STORY = 'NURO光に変えてからメールが送れません。受信はできます。パスワードは hunter2abc です。';

afterEach(closeStages);

function openTown(store = openStore()): DeskStage {
  return openStage({ engine: ENGINE, catalogue: KNOWLEDGE.catalogue, translator: TRANSLATOR, store });
}

it('a declined offer leaves one line to read and nothing on disk, also when the button is pressed once more', async () => {
  const { desk, store, channel, happen } = openTown();

  await happen({ kind: 'overhear', text: STORY });
  expect(await desk.stepOf(A)).toBe('offered');
  await happen({ kind: 'choose', choice: 'offer:no' });
  await desk.idle(A);
  await happen({ kind: 'choose', choice: 'offer:no' });
  await happen({ kind: 'choose', choice: 'offer:here' });
  await desk.idle(A);

  expect(channel.read(A)).toEqual(['わかりました。必要になったら、いつでも声をかけてください。']);
  expect(await desk.stepOf(A)).toBeNull();
  expect(await store.transcript(A, 0)).toEqual([]);
});

it('an offer that was kept over a restart is taken as if nothing had happened', async () => {
  const store = openStore();
  const first = openTown(store);
  await first.happen({ kind: 'overhear', text: STORY });
  await first.desk.idle(A);
  await first.desk.stop();

  const second = openTown(store);
  await second.happen({ kind: 'choose', choice: 'offer:here' });
  await second.desk.idle(A);

  expect(await second.desk.report(A)).toMatchObject({ facts: { isp: 'nuro', can_receive: true } });
  expect(second.channel.sent[0]).toMatchObject({ kind: 'edit', text: 'ここのスレッドでお手伝いします。', reference: expect.any(String) });
});

it('what was overheard can be told in private, word for word, without the password', async () => {
  const { desk, happen } = openTown();
  await happen({ kind: 'overhear', text: STORY }, A);

  for (const line of await desk.replay(A, 0)) {
    if (line.kind === 'person') await happen({ kind: 'text', text: line.text }, B);
  }
  await happen({ kind: 'choose', choice: 'offer:private' }, A);
  await Promise.all([desk.idle(A), desk.idle(B)]);

  expect(await desk.stepOf(A)).toBeNull();
  expect(await desk.report(B)).toMatchObject({ facts: { isp: 'nuro', can_receive: true } });
  expect(JSON.stringify(await desk.replay(B, 0))).not.toContain('hunter2abc');
});
