import type { Engine } from '../../src/contracts/turn.ts';
import { A, B, closeStages, openStage, openStore } from '../helpers/desk-stage.ts';
import { createFakeChannel } from '../helpers/fake-channel.ts';
import { createFakeEngine } from '../helpers/fake-engine.ts';

afterEach(closeStages);

describe('receive', () => {
  it('answers an event, keeps it, and is idle then', async () => {
    const { desk, store, channel, say } = openStage();

    expect(await say('hello')).toBe('saved');
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:hello']);
    expect((await store.load(A))?.session.turn).toBe(1);
    expect(await store.pending(A)).toEqual([]);
    expect(await store.reference(A, 'w1')).toBe('ref-w1');
  });

  it('resolves only once the turn is on disk', async () => {
    const { store, say } = openStage();

    await say('hello', A, 'event');

    expect(await store.seen(A, 'event')).toBe(true);
  });

  it('acts once on an event that is repeated, at once and later', async () => {
    const { desk, channel, say } = openStage();

    const answers = await Promise.all([say('hello', A, 'same'), say('hello', A, 'same'), say('hello', A, 'same')]);
    await desk.idle(A);
    answers.push(await say('hello', A, 'same'));
    await desk.idle(A);

    expect(answers).toEqual(['saved', 'repeat', 'repeat', 'repeat']);
    expect(channel.sent).toHaveLength(1);
  });

  it('goes on in order after a repeat', async () => {
    const { desk, channel, say } = openStage();

    await say('one', A, 'same');
    await say('one', A, 'same');
    await say('two');
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:one', '2:two']);
  });

  it('takes the events of a conversation in the order they came', async () => {
    const { desk, channel, say } = openStage();
    const texts = Array.from({ length: 60 }, (_, index) => `t${index}`);

    await Promise.all(texts.map((text) => say(text)));
    await desk.idle(A);

    expect(channel.read(A)).toEqual(texts.map((text, index) => `${index + 1}:${text}`));
    expect(channel.sent).toHaveLength(60);
  });

  it('sends the messages of a turn in their order, with rising numbers', async () => {
    const { desk, channel, say } = openStage();

    await say('many');
    await say('many');
    await desk.idle(A);

    const numbers = channel.sent.map((act) => (act.kind === 'send' ? act.seq : Number.NaN));
    expect(channel.sent.map((act) => act.kind === 'send' && act.id)).toEqual(['w1', 'w2', 'w3', 'w4', 'w5', 'w6']);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(6);
  });

  it('keeps a turn that says nothing', async () => {
    const { desk, store, channel, say } = openStage();

    await say('quiet');
    await desk.idle(A);

    expect(channel.sent).toEqual([]);
    expect((await store.load(A))?.session.turn).toBe(1);
  });

  it('rejects an event the engine fails on, keeps nothing of it, and goes on', async () => {
    const { desk, store, channel, say } = openStage();

    await say('one');
    await expect(say('bug', A, 'bad')).rejects.toThrow('a bug in the engine');
    await say('two');
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:one', '2:two']);
    expect(await store.seen(A, 'bad')).toBe(false);
  });

  it('takes a great many conversations side by side', async () => {
    const { desk, channel, say } = openStage();
    // More than the desk keeps in memory.
    const conversations = Array.from({ length: 1_200 }, (_, index) => `web:page:${index}`);

    await Promise.all(conversations.map((conversation) => say('one', conversation)));
    await Promise.all(conversations.map((conversation) => say('two', conversation)));
    await Promise.all(conversations.map((conversation) => desk.idle(conversation)));

    expect(new Set(conversations.map((conversation) => channel.read(conversation).join()))).toEqual(new Set(['1:one,2:two']));
    expect(channel.sent).toHaveLength(2_400);
  });
});

describe('several desks on one store', () => {
  it('each take up the case as the others left it', async () => {
    const store = openStore();
    const channel = createFakeChannel();
    const one = openStage({ store, channels: [channel], name: 'one' });
    const two = openStage({ store, channels: [channel], name: 'two' });

    for (let turn = 0; turn < 5; turn += 1) {
      await one.say('by one');
      await two.say('by two');
    }
    await Promise.all([one.desk.idle(A), two.desk.idle(A)]);

    expect(channel.read(A)).toEqual([
      '1:by one',
      '2:by two',
      '3:by one',
      '4:by two',
      '5:by one',
      '6:by two',
      '7:by one',
      '8:by two',
      '9:by one',
      '10:by two',
    ]);
  });

  it('lose nothing and say nothing twice when they are fast at the same time', async () => {
    const store = openStore();
    const channel = createFakeChannel();
    const desks = ['one', 'two', 'three'].map((name) => openStage({ store, channels: [channel], name }));

    await Promise.all(desks.flatMap(({ say }, desk) => Array.from({ length: 8 }, (_, index) => say(`${desk}-${index}`))));
    await Promise.all(desks.map(({ desk }) => desk.idle(A)));

    const texts = channel.read(A).map((text) => text.replace(/^\d+:/, ''));
    expect(channel.sent).toHaveLength(24);
    expect(new Set(texts).size).toBe(24);
    expect(channel.read(A).map((text) => Number.parseInt(text, 10))).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(await store.pending(null)).toEqual([]);
  });

  it('act once on an event that reaches both', async () => {
    const store = openStore();
    const channel = createFakeChannel();
    const [one, two] = [openStage({ store, channels: [channel], name: 'one' }), openStage({ store, channels: [channel], name: 'two' })];

    const answers = await Promise.all([one.say('hello', A, 'same'), two.say('hello', A, 'same')]);
    await Promise.all([one.desk.idle(A), two.desk.idle(A)]);

    expect(answers.toSorted()).toEqual(['repeat', 'saved']);
    expect(channel.sent).toHaveLength(1);
  });
});

describe('report', () => {
  it('tells how a case stands, and null for one never begun', async () => {
    const { desk, say } = openStage();
    await say('hello');

    expect(await desk.report(A)).toMatchObject({ closed: false });
    expect(await desk.report(B)).toBeNull();
  });
});

describe('idle', () => {
  it('resolves at once where nothing is on its way', async () => {
    const { desk } = openStage();

    await expect(desk.idle(A)).resolves.toBeUndefined();
  });

  it('waits for turns, for sends, and for nobody else', async () => {
    const { desk, channel, say } = openStage();
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    channel.before = ({ conversation }) => (conversation === B ? hold : undefined);
    void say('held', B);
    void say('free', A);

    await desk.idle(A);
    let isIdle = false;
    const waiting = desk.idle(B).then(() => {
      isIdle = true;
    });
    await say('more', A);
    await desk.idle(A);

    expect(channel.read(A)).toEqual(['1:free', '2:more']);
    expect(isIdle).toBe(false);
    letGo();
    await waiting;
    expect(channel.read(B)).toEqual(['1:held']);
  });
});

describe('search', () => {
  it('gives names in the language asked for, the English one where there is no Japanese', () => {
    const rows = [
      { id: 'nuro', names: { ja: 'NURO 光', en: 'NURO Hikari' } },
      { id: 'comcast', names: { ja: '', en: 'Comcast' } },
    ];
    const catalogue = JSON.parse('{}');
    catalogue.search = (kind: string, query: string) => (kind === 'isp' && query === 'n' ? rows : []);
    const { desk } = openStage({ catalogue });

    expect(desk.search('isp', 'n', 'ja')).toEqual([
      { id: 'nuro', label: 'NURO 光' },
      { id: 'comcast', label: 'Comcast' },
    ]);
    expect(desk.search('isp', 'n', 'en')).toEqual([
      { id: 'nuro', label: 'NURO Hikari' },
      { id: 'comcast', label: 'Comcast' },
    ]);
  });
});

describe('a case that changes under every try', () => {
  it('is given up instead of tried forever', async () => {
    const store = openStore();
    const engine: Engine = createFakeEngine();
    const { say } = openStage({ engine, store: { ...store, commit: async () => 'stale' } });

    await expect(say('hello')).rejects.toThrow('changed under 50 tries');
  });
});
