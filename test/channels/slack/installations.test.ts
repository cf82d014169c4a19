import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '@slack/oauth';
import { createInstallations, type Installations } from '../../../src/channels/slack/installations.ts';
import type { Notebook } from '../../../src/contracts/ports.ts';
import { openSqliteStore } from '../../../src/sessions/sqlite.ts';
import { createFakeLogger } from '../../helpers/fake-logger.ts';
import { buildSettings } from './settings.ts';

const TOKEN = 'xoxb-1234567890-very-secret';

function buildInstallation(parts: Partial<Installation> = {}): Installation {
  return {
    team: { id: 'T1', name: 'One' },
    enterprise: undefined,
    user: { token: undefined, scopes: undefined, id: 'U9' },
    bot: { token: TOKEN, scopes: ['chat:write'], id: 'B1', userId: 'UBOT1' },
    ...parts,
  };
}

describe('installations', () => {
  const logger = createFakeLogger();
  const clock = { time: 0, now: () => clock.time };
  let folder: string;
  let close: () => Promise<void>;
  let notes: Notebook;

  function open(parts: Parameters<typeof buildSettings>[0] = {}): Installations {
    const settings = buildSettings({ clientId: '1.2', clientSecret: 'client secret', encryptionKey: 'key', ...parts });
    const made = createInstallations({ settings, notes, clock, logger });
    if (made === null) throw new Error('these settings are of one workspace');
    return made;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okuru-installations-'));
    const store = openSqliteStore(join(folder, 'okuru.sqlite'));
    notes = store.notes;
    close = () => store.close();
    logger.lines.length = 0;
  });

  afterEach(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  it('are none where the settings are of one workspace', () => {
    expect(createInstallations({ settings: buildSettings({ botToken: 'xoxb-1' }), notes, clock, logger })).toBeNull();
  });

  it('come back as they were stored, also for another process', async () => {
    await open().storeInstallation(buildInstallation());

    expect(await open().find('T1')).toEqual({ kind: 'found', installation: buildInstallation() });
    expect(await open().fetchInstallation({ teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false })).toEqual(
      buildInstallation(),
    );
    expect(await open().find('T2')).toEqual({ kind: 'none' });
  });

  it('leave no token on disk or in the log', async () => {
    await open().storeInstallation(buildInstallation());
    await open().find('T1');
    await close();
    close = async () => undefined;

    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    expect(files.length).toBeGreaterThan(0);
    expect(files.some((bytes) => bytes.includes('T1/installation'))).toBe(true);
    expect(files.filter((bytes) => bytes.includes(TOKEN))).toEqual([]);
    expect(JSON.stringify(logger.lines)).not.toContain(TOKEN);
  });

  it('are locked where the key is another one, and open again with the right one', async () => {
    await open().storeInstallation(buildInstallation());
    const wrong = open({ encryptionKey: 'another key' });

    expect(await wrong.find('T1')).toEqual({ kind: 'locked', because: 'other_key' });
    await expect(wrong.fetchInstallation({ teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false })).rejects.toThrow('locked');
    expect(logger.of('error')).toHaveLength(1);
    expect((await open().find('T1')).kind).toBe('found');
  });

  it('without a key of their own are locked with the client secret', async () => {
    await open({ encryptionKey: null }).storeInstallation(buildInstallation());

    expect((await open({ encryptionKey: 'client secret' }).find('T1')).kind).toBe('found');
    expect((await open({ encryptionKey: null, clientSecret: 'renewed' }).find('T1')).kind).toBe('locked');
  });

  it('are gone once removed, and only those', async () => {
    const testSubject = open();
    await testSubject.storeInstallation(buildInstallation());
    await testSubject.storeInstallation(buildInstallation({ team: { id: 'T12' } }));
    await testSubject.remove('T1');

    expect((await testSubject.find('T1')).kind).toBe('none');
    expect((await testSubject.find('T12')).kind).toBe('found');
    expect(await notes.read('slack/T1/installation')).toBeNull();
  });

  it('of an organisation serve the workspaces it was seen in, after a restart too', async () => {
    const whole = buildInstallation({ team: undefined, enterprise: { id: 'E1' }, isEnterpriseInstall: true });
    await open().storeInstallation(whole);
    await open().joinEnterprise('T5', 'E1');

    expect(await open().find('T5')).toEqual({ kind: 'found', installation: whole });
    expect((await open().find('T6')).kind).toBe('none');
    expect(await open().fetchInstallation({ teamId: undefined, enterpriseId: 'E1', isEnterpriseInstall: true })).toEqual(whole);
  });

  it('are read again after a minute: another process may have stored or removed one', async () => {
    const here = open();
    const there = open();
    await there.storeInstallation(buildInstallation());
    const before = await here.find('T1');
    await there.remove('T1');
    clock.time += 60_000;

    expect([before.kind, (await here.find('T1')).kind]).toEqual(['found', 'none']);
  });
});
