import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';

const EMPTY = mkdtempSync(join(tmpdir(), 'okuru-config-'));

describe('settings', () => {
  it('has a safe default for everything', () => {
    expect(readConfig({}, EMPTY)).toEqual({
      port: 5870,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      dataFolder: 'data',
      dns: null,
      probeAllow: [],
      tlsCa: null,
      lang: 'ja',
      logLevel: 'info',
      slack: {
        botToken: null,
        signingSecret: null,
        appToken: null,
        clientId: null,
        clientSecret: null,
        apiUrl: 'https://slack.com/api/',
        helpdeskChannels: [],
        encryptionKey: null,
      },
      discord: { token: null, applicationId: null, apiUrl: 'https://discord.com/api', helpdeskChannels: [], gateway: true },
    });
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', OKURU_DNS: '' }, EMPTY).port).toBe(5870);
  });

  it('reads .env, and the environment wins over it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'okuru-config-'));
    writeFileSync(join(folder, '.env'), 'PORT=6000\nOKURU_LANG=en\n');

    const config = readConfig({ PORT: '7000' }, folder);

    expect(config.port).toBe(7000);
    expect(config.lang).toBe('en');
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['OKURU_LANG', 'fr'],
    ['OKURU_PROBE_ALLOW', '10.0.0.0/33'],
    ['OKURU_DNS', 'dns.example.jp'],
    ['OKURU_TLS_CA', '/nowhere/ca.pem'],
    ['DATABASE_URL', 'mysql://localhost/okuru'],
    ['LOG_LEVEL', 'loud'],
    ['SLACK_API_URL', 'slack.test'],
    ['SLACK_BOT_TOKEN', 'xoxb 1'],
    ['OKURU_ENCRYPTION_KEY', 'short'],
  ])('says what %s takes instead of %s', (name, value) => {
    expect(() => readConfig({ [name]: value }, EMPTY)).toThrow(`cli:settings.expected.${name}`);
  });

  it.each(['192.0.2.53', '192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:5353'])('takes %s as a resolver', (dns) => {
    expect(readConfig({ OKURU_DNS: dns }, EMPTY).dns).toBe(dns);
  });

  it('ends the base of the Web API with a slash, and splits the help-desk channels', () => {
    const { slack } = readConfig({ SLACK_API_URL: 'http://127.0.0.1:9/api', HELPDESK_SLACK_CHANNEL: 'C1, C2' }, EMPTY);

    expect(slack.apiUrl).toBe('http://127.0.0.1:9/api/');
    expect(slack.helpdeskChannels).toEqual(['C1', 'C2']);
  });

  it('takes the base of Discord with or without a version', () => {
    const urls = ['http://127.0.0.1:9/api', 'http://127.0.0.1:9/api/', 'http://127.0.0.1:9/api/v10', 'http://127.0.0.1:9/api/v10/'];

    expect(new Set(urls.map((url) => readConfig({ DISCORD_API_URL: url }, EMPTY).discord.apiUrl))).toEqual(
      new Set(['http://127.0.0.1:9/api']),
    );
  });

  it('splits the networks that may be probed', () => {
    expect(readConfig({ OKURU_PROBE_ALLOW: '10.0.0.0/8, fd00::/8' }, EMPTY).probeAllow).toEqual(['10.0.0.0/8', 'fd00::/8']);
  });
});
