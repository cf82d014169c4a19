import fc from 'fast-check';
import type { SessionStore, TurnRecord } from '../../src/contracts/ports.ts';
import { emptySession, sayWish, turnRecord } from '../helpers/cases.ts';
import { describeNotebook } from './notebook.ts';

const A = 'web:local:a';
const B = 'web:local:b';

/** What every home of cases must do. `open` gives an empty one, `reopen` the same one after a stop. */
export function describeSessionStore(open: () => Promise<SessionStore>, reopen: (store: SessionStore) => Promise<SessionStore>): void {
  let testSubject: SessionStore;

  beforeEach(async () => {
    testSubject = await open();
  });

  afterEach(async () => {
    await testSubject.close();
  });

  /** Commits a turn on top of whatever stands. */
  async function add(changes: Partial<TurnRecord>): Promise<'saved' | 'repeat' | 'stale'> {
    const loaded = await testSubject.load(changes.conversation ?? A);
    return testSubject.commit(turnRecord({ loadedAt: loaded?.revision ?? 0, seq: loaded?.nextSeq ?? 1_000, ...changes }));
  }

  async function restart(): Promise<void> {
    testSubject = await reopen(testSubject);
  }

  describe('turns', () => {
    it('knows nothing of a conversation never begun', async () => {
      expect(await testSubject.load(A)).toBeNull();
      expect(await testSubject.seen(A, 'e1')).toBe(false);
      expect(await testSubject.pending(A)).toEqual([]);
      expect(await testSubject.transcript(A, 0)).toEqual([]);
      expect(await testSubject.reference(A, 'w1')).toBeNull();
    });

    it('keeps session, words, wishes and event of a turn over a stop', async () => {
      const session = emptySession({ turn: 3, facts: { isp: { value: 'nuro', from: 'stated', turn: 1, at: 5 } } });

      expect(await add({ session, heard: 'NUROです', wishes: [sayWish('w1'), sayWish('w2')], at: 77 })).toBe('saved');
      await restart();

      expect(await testSubject.load(A)).toEqual({ session, revision: 1, nextSeq: 1_003 });
      expect(await testSubject.seen(A, 'e1')).toBe(true);
      expect(await testSubject.transcript(A, 0)).toEqual([
        { kind: 'person', seq: 1_000, at: 77, text: 'NUROです' },
        { kind: 'wish', seq: 1_001, at: 77, wish: sayWish('w1') },
        { kind: 'wish', seq: 1_002, at: 77, wish: sayWish('w2') },
      ]);
      expect((await testSubject.pending(A)).map(({ seq, wish }) => [seq, wish])).toEqual([
        [1_001, sayWish('w1')],
        [1_002, sayWish('w2')],
      ]);
    });

    it('tells a repeated event and writes nothing then, however the session stands', async () => {
      await add({ wishes: [sayWish('w1')] });

      expect(await add({ wishes: [sayWish('w2')] })).toBe('repeat');
      expect(await add({ loadedAt: 0, wishes: [sayWish('w2')] })).toBe('repeat');

      expect((await testSubject.load(A))?.revision).toBe(1);
      expect((await testSubject.pending(A)).map(({ wish }) => wish.id)).toEqual(['w1']);
    });

    it('keeps events of conversations apart', async () => {
      await add({ eventId: 'same' });

      expect(await add({ conversation: B, eventId: 'same' })).toBe('saved');
    });

    it('tells that another desk was faster and writes nothing then', async () => {
      await add({ eventId: 'e1', session: emptySession({ turn: 1 }) });

      expect(await add({ eventId: 'e2', loadedAt: 0, session: emptySession({ turn: 9 }) })).toBe('stale');
      expect(await add({ eventId: 'e2', loadedAt: 7, session: emptySession({ turn: 9 }) })).toBe('stale');

      expect((await testSubject.load(A))?.session.turn).toBe(1);
      expect(await testSubject.seen(A, 'e2')).toBe(false);
    });

    it('lets one of several turns win that start from the same session at the same time', async () => {
      const answers = await Promise.all(['e1', 'e2', 'e3', 'e4'].map((eventId) => testSubject.commit(turnRecord({ eventId }))));

      expect(answers.toSorted()).toEqual(['saved', 'stale', 'stale', 'stale']);
    });

    it('saves one of several repeats that arrive at the same time', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => testSubject.commit(turnRecord())));

      expect(answers.toSorted()).toEqual(['repeat', 'repeat', 'repeat', 'saved']);
    });

    it('saves many turns at once, each whole', async () => {
      const ids = Array.from({ length: 700 }, (_, index) => `web:local:${index}`);

      const answers = await Promise.all(
        ids.map((conversation) => testSubject.commit(turnRecord({ conversation, wishes: [sayWish('w1')] }))),
      );
      await restart();

      expect(new Set(answers)).toEqual(new Set(['saved']));
      expect(new Set((await testSubject.pending(null)).map(({ conversation }) => conversation))).toEqual(new Set(ids));
    });

    it('gives back any text, session and wish exactly', async () => {
      const text = fc.string({ unit: 'binary', maxLength: 200 });
      let count = 0;
      await fc.assert(
        fc.asyncProperty(text, text, fc.jsonValue(), async (heard, value, data) => {
          count += 1;
          const conversation = `web:local:any-${count}`;
          const session = emptySession({ facts: { isp: { value, from: 'stated', turn: 1, at: 1 } } });
          const wish = JSON.parse(JSON.stringify({ kind: 'say', id: 'w1', draft: data }));

          await testSubject.commit(turnRecord({ conversation, session, heard, wishes: [wish] }));

          expect((await testSubject.load(conversation))?.session).toEqual(session);
          expect(await testSubject.transcript(conversation, 0)).toEqual([
            { kind: 'person', seq: 1_000, at: 1_000, text: heard },
            { kind: 'wish', seq: 1_001, at: 1_000, wish },
          ]);
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('transcript', () => {
    it('gives the lines after a number, in order, over turns with and without words', async () => {
      await add({ eventId: 'e1', heard: 'a', wishes: [sayWish('w1')], at: 1 });
      await add({ eventId: 'e2', heard: null, wishes: [sayWish('w2'), sayWish('w3')], at: 2 });
      await add({ eventId: 'e3', heard: 'b', wishes: [], at: 3 });

      const lines = await testSubject.transcript(A, 1_001);

      expect(lines.map((line) => [line.seq, line.kind === 'person' ? line.text : line.wish.id])).toEqual([
        [1_002, 'w2'],
        [1_003, 'w3'],
        [1_004, 'b'],
      ]);
      expect(await testSubject.transcript(A, 1_004)).toEqual([]);
    });
  });

  describe('outbox', () => {
    it('crosses a wish off, and only that one, for good', async () => {
      await add({ wishes: [sayWish('w1'), sayWish('w2')] });
      await add({ conversation: B, wishes: [sayWish('w1')] });

      await testSubject.done(A, 'w1', null);
      await restart();

      expect((await testSubject.pending(null)).map(({ conversation, wish }) => [conversation, wish.id])).toEqual([
        [A, 'w2'],
        [B, 'w1'],
      ]);
    });

    it('tells whom and where a wish is for', async () => {
      await add({ channel: 'slack', person: 'U1', workplace: 'T1', wishes: [sayWish('w1')] });

      expect(await testSubject.pending(null)).toEqual([
        { conversation: A, channel: 'slack', person: 'U1', workplace: 'T1', seq: 1_000, wish: sayWish('w1') },
      ]);
    });

    it('remembers what the platform called a message', async () => {
      await add({ wishes: [sayWish('w1'), sayWish('w2')] });

      await testSubject.done(A, 'w1', '1700000000.000100');
      await testSubject.done(A, 'w2', null);
      await restart();

      expect(await testSubject.reference(A, 'w1')).toBe('1700000000.000100');
      expect(await testSubject.reference(A, 'w2')).toBeNull();
    });

    it('takes crossing off twice, or what is not there, in good part', async () => {
      await add({ wishes: [sayWish('w1')] });

      await testSubject.done(A, 'w1', 'x');
      await testSubject.done(A, 'w1', 'x');
      await testSubject.done(A, 'never', 'x');
      await testSubject.done('web:local:nobody', 'w1', 'x');

      expect(await testSubject.pending(null)).toEqual([]);
    });

    it('lets one desk hold an outbox until it gives it back', async () => {
      await add({ wishes: [sayWish('w1')] });

      expect(await testSubject.claim(A, 'one', 60_000)).toBe(1);
      expect(await testSubject.claim(A, 'two', 60_000)).toBeNull();
      expect(await testSubject.claim(A, 'one', 60_000)).toBe(1);
      expect(await testSubject.claim(B, 'two', 60_000)).toBe(0);

      expect(await testSubject.release(A, 'one')).toBe(1);
      expect(await testSubject.claim(A, 'two', 60_000)).toBe(1);
    });

    it('ignores a desk that gives back what another holds', async () => {
      await add({ wishes: [] });
      await testSubject.claim(A, 'one', 60_000);

      await testSubject.release(A, 'two');

      expect(await testSubject.claim(A, 'two', 60_000)).toBeNull();
    });

    it('counts what is left when an outbox is given back', async () => {
      await add({ wishes: [sayWish('w1'), sayWish('w2')] });
      await add({ conversation: B, wishes: [sayWish('w1')] });
      expect(await testSubject.claim(A, 'one', 60_000)).toBe(2);

      await testSubject.done(A, 'w1', null);
      await restart();
      expect(await testSubject.claim(A, 'one', 60_000)).toBe(1);
      expect(await testSubject.release(A, 'one')).toBe(1);
      await testSubject.done(A, 'w2', null);
      await testSubject.done(A, 'w2', null);
      expect(await testSubject.release(A, 'one')).toBe(0);
    });

    it('hands out what nobody holds, once', async () => {
      await add({ wishes: [sayWish('w1')] });
      await add({ conversation: B, wishes: [sayWish('w1')] });
      await add({ conversation: 'web:local:c', wishes: [] });
      await testSubject.claim(A, 'one', 60_000);

      expect(await testSubject.claimLeft('two', 60_000)).toEqual([B]);
      expect(await testSubject.claimLeft('three', 60_000)).toEqual([]);
      await testSubject.release(A, 'one');
      expect(await testSubject.claimLeft('three', 60_000)).toEqual([A]);
    });

    it('hands out a great many in parts, none twice', async () => {
      const ids = Array.from({ length: 250 }, (_, index) => `web:local:${index}`);
      await Promise.all(ids.map((conversation) => testSubject.commit(turnRecord({ conversation, wishes: [sayWish('w1')] }))));

      const parts = [
        await testSubject.claimLeft('one', 60_000),
        await testSubject.claimLeft('one', 60_000),
        await testSubject.claimLeft('two', 60_000),
      ];

      expect(parts.map((part) => part.length)).toEqual([100, 100, 50]);
      expect(new Set(parts.flat())).toEqual(new Set(ids));
    });
  });

  describe('forget', () => {
    it('leaves nothing of a conversation, and all of the others', async () => {
      await add({ heard: 'secret', wishes: [sayWish('w1'), sayWish('w2')] });
      await testSubject.done(A, 'w1', 'ref');
      await testSubject.claim(A, 'one', 60_000);
      await add({ conversation: B, wishes: [sayWish('w1')] });

      await testSubject.forget(A);
      await restart();

      expect(await testSubject.load(A)).toBeNull();
      expect(await testSubject.seen(A, 'e1')).toBe(false);
      expect(await testSubject.transcript(A, 0)).toEqual([]);
      expect(await testSubject.reference(A, 'w1')).toBeNull();
      expect((await testSubject.pending(null)).map(({ conversation }) => conversation)).toEqual([B]);
    });

    it('lets a forgotten conversation begin again, and a late turn of the old one is stale', async () => {
      await add({ wishes: [sayWish('w1')] });
      await testSubject.forget(A);

      expect(await testSubject.commit(turnRecord({ eventId: 'e2', loadedAt: 1 }))).toBe('stale');
      expect(await testSubject.commit(turnRecord({ eventId: 'e1', seq: 5_000 }))).toBe('saved');
      expect((await testSubject.load(A))?.nextSeq).toBe(5_000);
    });

    it('finds the conversations of a person and of a workplace, and no others', async () => {
      await add({ conversation: 'slack:T1/U1:dm', person: 'T1/U1', workplace: 'T1' });
      await add({ conversation: 'slack:T1/C1:7/U1', person: 'T1/U1', workplace: 'T1' });
      await add({ conversation: 'slack:T1/U2:dm', person: 'T1/U2', workplace: 'T1' });
      await add({ conversation: 'slack:T2/U1:dm', person: 'T2/U1', workplace: 'T2' });
      await restart();

      expect(await testSubject.conversationsOf({ person: 'T1/U1' })).toEqual(['slack:T1/U1:dm', 'slack:T1/C1:7/U1']);
      expect((await testSubject.conversationsOf({ workplace: 'T1' })).toSorted()).toEqual([
        'slack:T1/C1:7/U1',
        'slack:T1/U1:dm',
        'slack:T1/U2:dm',
      ]);
      expect(await testSubject.conversationsOf({ person: 'T1/U' })).toEqual([]);
      expect(await testSubject.conversationsOf({ workplace: 'T1/U1' })).toEqual([]);

      await testSubject.forget('slack:T1/U1:dm');
      expect(await testSubject.conversationsOf({ person: 'T1/U1' })).toEqual(['slack:T1/C1:7/U1']);
    });

    it('takes forgetting what is not there in good part', async () => {
      await testSubject.forget('web:local:nobody');

      expect(await testSubject.load('web:local:nobody')).toBeNull();
    });
  });

  describeNotebook(() => testSubject.notes, restart);

  it('keeps notes when conversations are forgotten, and counts them as none', async () => {
    await add({ person: 'T1/U1' });
    await testSubject.notes.write('slack/T1/U1/origin', 'C1');

    await testSubject.forget(A);

    expect(await testSubject.notes.read('slack/T1/U1/origin')).toBe('C1');
    expect(await testSubject.pending(null)).toEqual([]);
  });

  it('finishes what was asked for before it closes, and refuses afterwards', async () => {
    const under = testSubject.commit(turnRecord());
    await testSubject.close();

    expect(await under).toBe('saved');
    await expect(testSubject.load(A)).rejects.toThrow();
  });
}
