import { createInstallations, type Installations } from '../../../src/channels/slack/installations.ts';
import { createWorkspaces, type Workspaces } from '../../../src/channels/slack/workspaces.ts';
import { createFakeLogger } from '../../helpers/fake-logger.ts';
import { type FakeSlack, startFakeSlack } from '../../slack/emulator/index.ts';
import { createFakeNotes } from './fake-notes.ts';
import { buildSettings } from './settings.ts';

describe('workspaces', () => {
  let fake: FakeSlack;
  const clock = { now: Date.now };
  const logger = createFakeLogger();

  beforeEach(async () => {
    fake = await startFakeSlack({ app: { events: [] } });
    fake.workspace('T1');
    fake.workspace('T2');
  });

  afterEach(async () => {
    await fake.stop();
  });

  function openSingle(botToken = fake.workspace('T1').botToken): Workspaces {
    return createWorkspaces({ settings: buildSettings({ apiUrl: fake.apiUrl, botToken }), installations: null, clock, logger });
  }

  function openMany(): { readonly testSubject: Workspaces; readonly installations: Installations } {
    const settings = buildSettings({ apiUrl: fake.apiUrl, clientId: '1.2', clientSecret: 'secret' });
    const installations = createInstallations({ settings, notes: createFakeNotes(), clock, logger });
    if (installations === null) throw new Error('these settings are of one workspace');
    return { testSubject: createWorkspaces({ settings, installations, clock, logger }), installations };
  }

  async function install(installations: Installations, team: string, token = fake.workspace(team).botToken): Promise<void> {
    const { botId, botUser } = fake.workspace(team);
    await installations.storeInstallation({
      team: { id: team },
      enterprise: undefined,
      user: { token: undefined, scopes: undefined, id: 'U1' },
      bot: { token, scopes: [], id: botId, userId: botUser },
    });
  }

  const event = (team: string) => ({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false });

  it('of one token ask Slack once who it is, however many ask at once', async () => {
    const testSubject = openSingle();
    await Promise.all([testSubject.start(), testSubject.clientOf('T1'), testSubject.botUserOf('T1'), testSubject.authorize(event('T1'))]);

    expect(fake.calls.map(({ method }) => method)).toEqual(['auth.test']);
    expect(await testSubject.botUserOf('T1')).toBe('UBOTT1');
    expect(await testSubject.authorize(event('T1'))).toMatchObject({
      botToken: fake.workspace('T1').botToken,
      botUserId: 'UBOTT1',
      teamId: 'T1',
    });
  });

  it('of one token name the error where Slack refuses it, for good', async () => {
    await expect(openSingle('xoxb-wrong').start()).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('invalid_auth'),
    });
  });

  it('of one token may be started again after Slack could not be reached', async () => {
    const testSubject = openSingle();
    fake.faults.next('auth.test', { kind: 'status', status: 503 });
    await expect(testSubject.start()).rejects.not.toHaveProperty('permanent');

    await expect(testSubject.start()).resolves.toBeUndefined();
  });

  it('of one token serve no other workspace', async () => {
    const testSubject = openSingle();
    await expect(testSubject.clientOf('T2')).rejects.not.toHaveProperty('permanent');
    const foreign = { authorizations: [{ team_id: 'T2', is_bot: true }] };

    await expect(testSubject.authorize(event('T2'), foreign)).rejects.toThrow('not installed');
    expect(await testSubject.botUserOf('T2')).toBeNull();
  });

  it('of one token answer a click of somebody from a connected workspace as themselves', async () => {
    expect(await openSingle().authorize(event('T2'), { type: 'block_actions' })).toMatchObject({ teamId: 'T1' });
  });

  it('by OAuth each have their own client, kept as long as the token is the same', async () => {
    const { testSubject, installations } = openMany();
    await install(installations, 'T1');
    await install(installations, 'T2');
    const first = await testSubject.clientOf('T1');
    const same = await testSubject.clientOf('T1');
    const other = await testSubject.clientOf('T2');
    await install(installations, 'T1', 'xoxb-new');
    const renewed = await testSubject.clientOf('T1');

    expect(same).toBe(first);
    expect([first, other, renewed].map(({ token }) => token)).toEqual([
      fake.workspace('T1').botToken,
      fake.workspace('T2').botToken,
      'xoxb-new',
    ]);
  });

  it('by OAuth authorize the installation of the event, and nothing where there is none', async () => {
    const { testSubject, installations } = openMany();
    await install(installations, 'T2');

    expect(await testSubject.authorize(event('T2'))).toMatchObject({ botToken: fake.workspace('T2').botToken, teamId: 'T2' });
    await expect(testSubject.authorize(event('T1'))).rejects.toThrow('not installed in T1');
  });

  it('by OAuth serve a workspace of an organisation that installed the app as a whole, after its first event', async () => {
    const { testSubject, installations } = openMany();
    await installations.storeInstallation({
      team: undefined,
      enterprise: { id: 'E1' },
      isEnterpriseInstall: true,
      user: { token: undefined, scopes: undefined, id: 'U1' },
      bot: { token: 'xoxb-org', scopes: [], id: 'BORG', userId: 'UORG' },
    });
    await testSubject.authorize({ teamId: 'T7', enterpriseId: 'E1', isEnterpriseInstall: true });

    expect((await testSubject.clientOf('T7')).token).toBe('xoxb-org');
    await expect(testSubject.clientOf('T8')).rejects.toMatchObject({ permanent: true });
  });

  it('by OAuth are forgotten one by one', async () => {
    const { testSubject, installations } = openMany();
    await install(installations, 'T1');
    await install(installations, 'T2');

    expect([await testSubject.forget('T1'), await testSubject.forget('T1')]).toEqual([true, false]);
    await expect(testSubject.clientOf('T1')).rejects.toMatchObject({ permanent: true });
    expect((await testSubject.clientOf('T2')).token).toBe(fake.workspace('T2').botToken);
  });
});
