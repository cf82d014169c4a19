import { DEFAULT_APP, type FakeWorkspace } from '../../../slack/emulator/index.ts';
import { openSlackHouse, type SlackHouse, until } from '../house.ts';

describe('Many workspaces', () => {
  let house: SlackHouse;
  let second: FakeWorkspace;

  beforeEach(async () => {
    const { clientId, clientSecret } = DEFAULT_APP;
    house = await openSlackHouse({
      door: 'http',
      installed: false,
      settings: { clientId, clientSecret },
      publicUrl: 'https://okuru.example.jp/',
      slack: { retryAfterMs: [0] },
    });
    second = house.slack.workspace('T2', { installed: false });
  });

  afterEach(async () => {
    await house.close();
  });

  it('an administrator is led to Slack, asked for just the scopes we need, and back', async () => {
    const { status, body, authorizeUrl } = await house.hana.installs({ at: house.url });
    const asked = new URL(authorizeUrl ?? '');

    expect(status).toBe(200);
    expect(body).toContain('Okuru を追加しました');
    expect(asked.origin + asked.pathname).toBe(`${house.slack.url}/oauth/v2/authorize`);
    expect(asked.searchParams.get('redirect_uri')).toBe('https://okuru.example.jp/slack/oauth_redirect');
    expect(asked.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(asked.searchParams.get('scope')).not.toMatch(/admin|files|users:read\.email/);
  });

  it('each workspace is answered with its own token', async () => {
    const taro = second.user('U0HANA', { locale: 'en-US' });
    await house.hana.installs({ at: house.url });
    await taro.installs({ at: house.url });
    await house.hana.writes('dm', '送れない');
    await taro.writes('dm', 'cannot send');

    expect(house.desk.envelopes.map(({ conversation, locale }) => [conversation, locale])).toEqual([
      ['slack:T1/U0HANA:dm', 'ja'],
      ['slack:T2/U0HANA:dm', 'en'],
    ]);
    const asked = house.slack.calls.filter(({ method }) => method === 'users.info');
    expect(asked.map(({ team, token }) => [team, token])).toEqual([
      ['T1', house.workspace.botToken],
      ['T2', second.botToken],
    ]);
  });

  it.each([
    ['a state nobody gave', { forges: true }, 400],
    ['another browser', { losesCookies: true }, 400],
    ['a "no"', { denies: true }, 403],
  ])('an installation that comes back with %s is refused', async (_name, manner, expected) => {
    const { status, body } = await house.hana.installs({ at: house.url, ...manner });

    expect(status).toBe(expected);
    expect(body).toContain('もう一度');
    expect([...house.notes.pages.keys()].filter((key) => key.endsWith('installation'))).toEqual([]);
  });

  it('an event of a workspace that never installed the app comes to nobody', async () => {
    await house.hana.installs({ at: house.url });
    second.row.installed = true;
    await second.user('U0TARO').writes('dm', '送れない');

    expect(house.desk.envelopes).toEqual([]);
  });

  it('removed from a workspace, it keeps nothing of it, and all of the others', async () => {
    const taro = second.user('U0HANA');
    await house.hana.installs({ at: house.url });
    await taro.installs({ at: house.url });
    await house.hana.runsCommand('/mailfix', 'lang en', house.hana.dm);
    await taro.runsCommand('/mailfix', 'lang en', taro.dm);
    await house.hana.uninstalls();
    await until(() => house.desk.forgotten.length > 0);

    expect(house.desk.forgotten).toEqual([{ workplace: 'T1' }]);
    const keys = [...house.notes.pages.keys()];
    expect(keys.filter((key) => key.startsWith('slack/T1/'))).toEqual([]);
    expect(keys).toEqual(expect.arrayContaining(['slack/T2/installation', 'slack/T2/U0HANA/lang']));
  });

  it('where its token was revoked, the token goes and the cases stay', async () => {
    await house.hana.installs({ at: house.url });
    await house.hana.revokesTokens();

    expect(house.desk.forgotten).toEqual([]);
    expect([...house.notes.pages.keys()]).not.toContain('slack/T1/installation');
  });
});

describe('Starting', () => {
  it('a refused bot token is no use, and the error names what Slack says', async () => {
    const house = await openSlackHouse({ door: 'http', settings: { botToken: 'xoxb-wrong' }, started: false });

    await expect(house.channel.start(house.desk)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('invalid_auth'),
    });
    await house.close();
  });

  it('a refused app token is no use either', async () => {
    const house = await openSlackHouse({ door: 'socket', settings: { appToken: 'xapp-wrong' }, started: false });

    await expect(house.channel.start(house.desk)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('invalid_auth'),
    });
    await house.close();
  });

  it('where Slack can’t be reached, a start fails for now, and the next may work', async () => {
    const house = await openSlackHouse({ door: 'http', started: false });
    house.slack.faults.next('auth.test', { kind: 'status', status: 503 });

    await expect(house.channel.start(house.desk)).rejects.not.toHaveProperty('permanent');
    await house.channel.start(house.desk);
    await house.hana.writes('dm', '送れない');
    expect(house.desk.envelopes).toHaveLength(1);
    await house.close();
  });

  it('both doors may be open at once', async () => {
    const house = await openSlackHouse({ door: 'socket', settings: { signingSecret: DEFAULT_APP.signingSecret } });
    await house.hana.writes('dm', '一');
    house.slack.deliverTo({ url: `${house.url}/slack/events` });
    await house.hana.writes('dm', '二');

    expect(house.desk.envelopes.map(({ event }) => event)).toEqual([
      { kind: 'text', text: '一' },
      { kind: 'text', text: '二' },
    ]);
    await house.close();
  });

  it('without a signing secret there is no HTTP door, without a client no installation', async () => {
    const house = await openSlackHouse({ door: 'socket' });
    const answers = await Promise.all([
      fetch(`${house.url}/slack/events`, { method: 'POST', body: '{}' }),
      fetch(`${house.url}/slack/install`),
      fetch(`${house.url}/slack/oauth_redirect`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    await house.close();
  });
});
