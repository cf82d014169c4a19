import type { SessionStore } from '../../src/contracts/ports.ts';
import { openPool } from '../../src/sessions/postgres/pool.ts';
import { openPostgresStore } from '../../src/sessions/postgres.ts';
import { describeSessionStore } from '../contracts/session-store.ts';
import { sayWish, turnRecord } from '../helpers/cases.ts';
import { type Postgres, startPostgres, tell, whyNoPostgres } from '../helpers/postgres.ts';

const obstacle = whyNoPostgres();
const describeWhereServed = obstacle === null ? describe : describe.skip;

describeWhereServed(`PostgreSQL${obstacle === null ? '' : ` (not run: ${obstacle})`}`, () => {
  const A = 'web:local:a';
  let server: Postgres;
  let url = '';

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => {
    await server.stop();
  });

  beforeEach(async () => {
    url = await server.createDatabase();
  });

  describeSessionStore(
    () => openPostgresStore(url),
    async (store) => {
      await store.close();
      return openPostgresStore(url);
    },
  );

  describe('shared by two desks', () => {
    let one: SessionStore;
    let two: SessionStore;

    beforeEach(async () => {
      [one, two] = await Promise.all([openPostgresStore(url), openPostgresStore(url)]);
    });

    afterEach(async () => {
      await Promise.all([one.close(), two.close()]);
    });

    it('one of two turns that start from the same session is told to think again', async () => {
      const answers = await Promise.all([one.commit(turnRecord({ eventId: 'e1' })), two.commit(turnRecord({ eventId: 'e2' }))]);

      expect(answers.toSorted()).toEqual(['saved', 'stale']);
    });

    it('an event that both get acts once', async () => {
      const answers = await Promise.all([one.commit(turnRecord()), two.commit(turnRecord())]);

      expect(answers.toSorted()).toEqual(['repeat', 'saved']);
    });

    it('an outbox is held by one of them, until its hold ends by itself', async () => {
      await one.commit(turnRecord({ wishes: [sayWish('w1')] }));
      expect(await one.claim(A, 'one', 60_000)).toBe(1);
      expect(await two.claim(A, 'two', 60_000)).toBeNull();
      expect(await two.claimLeft('two', 60_000)).toEqual([]);

      await one.claim(A, 'one', -1);

      expect(await two.claim(A, 'two', 60_000)).toBe(1);
      expect(await one.claim(A, 'one', 60_000)).toBeNull();
    });

    it('what a dead desk held is taken up by one of those that live', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `web:local:${index}`);
      await Promise.all(ids.map((conversation) => one.commit(turnRecord({ conversation, wishes: [sayWish('w1')] }))));
      await one.claimLeft('dead', -1);

      const taken = await Promise.all([one.claimLeft('one', 60_000), two.claimLeft('two', 60_000)]);

      expect(taken.flat().toSorted()).toEqual(ids.toSorted());
      expect(await one.claimLeft('three', 60_000)).toEqual([]);
    });

    it('a wish that comes while an outbox is given back is seen by the giver or finds it free', async () => {
      await one.commit(turnRecord({ eventId: 'e0', seq: 1 }));
      for (let turn = 1; turn <= 40; turn += 1) {
        await one.claim(A, 'one', 60_000);

        const [left, claimed] = await Promise.all([
          one.release(A, 'one'),
          two
            .commit(turnRecord({ eventId: `e${turn}`, loadedAt: turn, seq: turn, wishes: [sayWish(`w${turn}`)] }))
            .then(() => two.claim(A, 'two', 60_000)),
        ]);

        expect([left, claimed]).toContain(1);
        await two.done(A, `w${turn}`, null);
        await two.release(A, 'two');
      }
    });

    it('crossing off, saving, forgetting and claiming at once end, whoever is first', async () => {
      for (let round = 0; round < 30; round += 1) {
        const conversation = `web:local:${round}`;
        await one.commit(turnRecord({ conversation, wishes: [sayWish('w1'), sayWish('w2')] }));

        await Promise.all([
          one.done(conversation, 'w1', 'r'),
          two.commit(turnRecord({ conversation, eventId: 'e2', loadedAt: 1, seq: 2_000, wishes: [sayWish('w3')] })),
          two.done(conversation, 'w2', 'r'),
          one.claim(conversation, 'one', 60_000),
          two.claimLeft('two', 60_000),
          two.forget(conversation),
          one.release(conversation, 'one'),
        ]);

        expect(await one.load(conversation)).toBeNull();
        expect(await one.transcript(conversation, 0)).toEqual([]);
      }
    });
  });

  describe('openPostgresStore', () => {
    it('may be called by many desks at once on an empty database', async () => {
      const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore(url)));
      await Promise.all(stores.map((store) => store.close()));

      expect(await tell(url, 'SELECT name FROM migration')).toEqual([{ name: 'cases' }, { name: 'notes' }]);
    });

    it('refuses a database of a newer program', async () => {
      await (await openPostgresStore(url)).close();
      await tell(url, "INSERT INTO migration (number, name) VALUES (9999, 'from-the-future')");

      await expect(openPostgresStore(url)).rejects.toMatchObject({ name: 'StoreError', code: 'newer' });
    });

    it('refuses what cannot be reached, without telling the password in it', async () => {
      const refusal = openPostgresStore('postgres://okuru:hunter2@127.0.0.1:1/cases');

      await expect(refusal).rejects.toMatchObject({ name: 'StoreError', code: 'unusable' });
      await expect(refusal).rejects.not.toThrow(/hunter2/);
    });

    it('waits for the disk even where the database was told not to', async () => {
      await tell(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
      const database = openPool(url);

      const asUsed = await database.ask('SHOW synchronous_commit');
      await database.close();

      expect(await tell(url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'off' }]);
      expect(asUsed).toEqual([{ synchronous_commit: 'on' }]);
    });

    it('outlives a connection that the server ends', async () => {
      const store = await openPostgresStore(url);
      await store.commit(turnRecord());
      await tell(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'okuru'");

      const loaded = await store.load(A).catch(() => store.load(A));
      await store.close();

      expect(loaded?.revision).toBe(1);
    });
  });
});
