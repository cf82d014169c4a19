import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOT_SCOPES } from '../../src/channels/slack/scopes.ts';
import { DEFAULT_APP as DISCORD_APP, startFakeDiscord } from '../discord/emulator/index.ts';
import { DEFAULT_APP as SLACK_APP, startFakeSlack } from '../slack/emulator/index.ts';

/** `okuru doctor` as an operator runs it, in a folder of its own; no look leaves this machine. */
async function examine(env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly told: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-doctor-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/bin/okuru.ts'), 'doctor'], {
    cwd: folder,
    env: { PATH: process.env.PATH, OKURU_DATA: folder, OKURU_DNS: '127.0.0.1:9', OKURU_LANG: 'en', LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += String(chunk);
  });
  await once(child, 'close');
  rmSync(folder, { recursive: true, force: true });
  return { code: child.exitCode, told };
}

describe('okuru doctor, at Slack', () => {
  it('signs in, opens a socket, and says which help-desk channel it was not invited to', async () => {
    const fake = await startFakeSlack({ app: { scopes: [...BOT_SCOPES] } });
    const workspace = fake.workspace('T1');
    workspace.channel('C0HELP', { withBot: true });
    workspace.channel('C0AWAY', { withBot: false });
    const settings = { SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: SLACK_APP.appToken, SLACK_API_URL: fake.apiUrl };

    const good = await examine({ ...settings, HELPDESK_SLACK_CHANNEL: 'C0HELP' });
    const away = await examine({ ...settings, HELPDESK_SLACK_CHANNEL: 'C0HELP,C0AWAY' });
    await fake.stop();

    expect(good.told).toMatch(/✓ Slack: signs in to/);
    expect(good.told).toContain('Socket Mode connects');
    expect(good.code).toBe(0);
    expect(away.told).toContain('the help-desk channel C0AWAY cannot be read');
    expect(away.code).toBe(1);
    expect(fake.refused).toEqual([]);
  });

  it('names the permissions that are missing, and a token that is refused', async () => {
    const fake = await startFakeSlack({ app: { scopes: BOT_SCOPES.filter((scope) => scope !== 'im:write') } });
    const settings = { SLACK_SIGNING_SECRET: 's', SLACK_API_URL: fake.apiUrl, PUBLIC_URL: 'https://okuru.example.jp' };

    const missing = await examine({ ...settings, SLACK_BOT_TOKEN: fake.workspace('T1').botToken });
    const refused = await examine({ ...settings, SLACK_BOT_TOKEN: 'xoxb-nobody' });
    await fake.stop();

    expect(missing.told).toContain('the app lacks permissions: im:write');
    expect(missing.told).toContain('https://okuru.example.jp/slack/events');
    expect(refused.told).toContain('Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
    expect([missing.code, refused.code]).toEqual([1, 1]);
  });
});

describe('okuru doctor, at Discord', () => {
  it('signs in, and tells a refused token and a wrong application', async () => {
    const fake = await startFakeDiscord();
    const settings = { DISCORD_TOKEN: DISCORD_APP.token, DISCORD_APPLICATION_ID: DISCORD_APP.id, DISCORD_API_URL: fake.apiUrl };

    const good = await examine(settings);
    const refused = await examine({ ...settings, DISCORD_TOKEN: 'nobody' });
    const wrong = await examine({ ...settings, DISCORD_APPLICATION_ID: '1' });
    const absent = await examine({ ...settings, HELPDESK_DISCORD_CHANNEL: '123456789012345678' });
    await fake.stop();

    expect(good.told).toMatch(/✓ Discord: signs in as/);
    expect(refused.told).toContain('Discord refuses DISCORD_TOKEN');
    expect(wrong.told).toContain(`Set ${DISCORD_APP.id}`);
    expect(absent.told).toContain('the help-desk channel 123456789012345678 cannot be seen');
    expect([good.code, refused.code, wrong.code, absent.code]).toEqual([0, 1, 1, 1]);
  });
});
