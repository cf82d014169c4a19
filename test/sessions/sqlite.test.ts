import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openSqliteStore } from '../../src/sessions/sqlite.ts';
import { describeSessionStore } from '../contracts/session-store.ts';
import { sayWish, turnRecord } from '../helpers/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'okuru-sqlite-'));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `${files}`, 'okuru.sqlite');
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a file', () => {
  let file = '';
  describeSessionStore(
    async () => {
      file = newFile();
      return openSqliteStore(file);
    },
    async (store) => {
      await store.close();
      return openSqliteStore(file);
    },
  );
});

describe('memory', () => {
  describeSessionStore(
    async () => openSqliteStore(':memory:'),
    async (store) => store,
  );
});

describe('openSqliteStore', () => {
  it('keeps the file from other people of the machine', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    await store.commit(turnRecord());

    const modes = readdirSync(join(file, '..')).map((name) => statSync(join(file, '..', name)).mode & 0o777);
    await store.close();

    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('refuses a file another desk has open, and says what to do', async () => {
    const file = newFile();
    const store = openSqliteStore(file);

    expect(() => openSqliteStore(file)).toThrow(/in use by another process/);

    await store.close();
    await openSqliteStore(file).close();
  });

  it('refuses a file that is not a database, and leaves it as it is', () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear reader, this is a letter and no database at all.');

    expect(() => openSqliteStore(file)).toThrow(/letter\.txt cannot be used as storage/);
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear reader/);
  });

  it('refuses a file of a newer program', async () => {
    const file = newFile();
    await openSqliteStore(file).close();
    const database = new Sqlite(file);
    database.prepare("INSERT INTO migration (number, name) VALUES (9999, 'from-the-future')").run();
    database.close();

    expect(() => openSqliteStore(file)).toThrow(/newer Okuru/);
  });

  it('waits for the disk at every commit', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    await store.commit(turnRecord());
    await store.close();

    const database = new Sqlite(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.prepare('SELECT name FROM migration ORDER BY number').all()).toEqual([{ name: 'cases' }, { name: 'notes' }]);
    database.close();
  });

  it('leaves no word of a forgotten conversation in its files', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    await store.commit(turnRecord({ heard: 'a-word-to-forget', wishes: [sayWish('w1')] }));
    expect(readAll(file)).toContain('a-word-to-forget');

    await store.forget('web:local:a');
    const left = readAll(file);
    await store.close();

    expect(left).not.toContain('a-word-to-forget');
  });

  it('leaves no word of an erased note in its files', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    await store.notes.write('slack/T1/token', 'a-token-to-forget');
    expect(readAll(file)).toContain('a-token-to-forget');

    await store.notes.erase('slack/T1/');
    const left = readAll(file);
    await store.close();

    expect(left).not.toContain('a-token-to-forget');
  });

  it('forgets many at once, and also while it is being closed', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    const ids = Array.from({ length: 300 }, (_, index) => `web:local:${index}`);
    await Promise.all(ids.map((conversation) => store.commit(turnRecord({ conversation, heard: 'a-word-to-forget' }))));

    const forgotten = Promise.all(ids.map((conversation) => store.forget(conversation)));
    await store.close();

    await expect(forgotten).resolves.toHaveLength(300);
    expect(readAll(file)).not.toContain('a-word-to-forget');
  });

  it('takes over a file of the first release', async () => {
    const file = newFile();
    await openSqliteStore(file).close();
    const database = new Sqlite(file);
    database.exec(
      'DROP TABLE note; DROP INDEX conversation_person; DROP INDEX conversation_workplace; DELETE FROM migration WHERE number = 2',
    );
    database.close();

    const store = openSqliteStore(file);
    await store.notes.write('a', 'b');

    expect(await store.notes.read('a')).toBe('b');
    await store.close();
  });

  it('lets turns that are in order through when one among them cannot be done', async () => {
    const store = openSqliteStore(newFile());
    const broken = JSON.parse('{"conversation": null}');

    const answers = await Promise.allSettled([
      store.commit(turnRecord({ conversation: 'web:local:a' })),
      store.commit(turnRecord(broken)),
      store.commit(turnRecord({ conversation: 'web:local:b' })),
    ]);
    await store.close();

    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.status))).toEqual(['saved', 'rejected', 'saved']);
  });
});

function readAll(file: string): string {
  return readdirSync(join(file, '..'))
    .map((name) => readFileSync(join(file, '..', name), 'latin1'))
    .join('\n');
}
