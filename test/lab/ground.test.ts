import { openLab, runInside, tryInside } from './lab.ts';
import type { PartName } from './parts.ts';
import { arrives, OLD_SETTINGS, sendMail } from './swaks.ts';
import { setWorld } from './world.ts';

// The lab has to be what it says before it may prove anything: every part is tried here without the product.

const lab = openLab();

afterAll(() => setWorld(lab, []));

/** What a plain connection meets, seen from a house. */
async function knock(house: 'line' | 'bot', host: string, port: number): Promise<string> {
  const program = `
    const socket = require('node:net').connect({ host: ${JSON.stringify(host)}, port: ${port}, family: 4 });
    const say = (text) => { console.log(text.trim()); process.exit(0); };
    const wait = setTimeout(() => say('timeout'), 1500);
    socket.on('error', (error) => say(error.code));
    socket.on('connect', () => { if (${port} === 465) say('connected'); });
    socket.on('data', (data) => say(String(data)));`;
  return (await runInside(lab, house, [process.execPath, '-e', program])).trim();
}

async function knockIn(world: readonly PartName[], house: 'line' | 'bot', ports: readonly number[]): Promise<readonly string[]> {
  await setWorld(lab, world);
  return Promise.all(ports.map((port) => knock(house, 'smtp.nifty.com', port)));
}

const GREETING = expect.stringMatching(/^220 smtp\.nifty\.com /);

describe('a well world', () => {
  test('the provider greets on 25 and 587 and takes connections on 465, from the line and from the bot', async () => {
    const fromLine = await knockIn([], 'line', [25, 587, 465]);
    const fromBot = await knockIn([], 'bot', [25, 587, 465]);

    expect(fromLine).toEqual([GREETING, GREETING, 'connected']);
    expect(fromBot).toEqual([GREETING, GREETING, 'connected']);
  });

  test('a name that the lab does not know does not exist', async () => {
    expect(await knock('line', 'smtp.nosuch.example', 25)).toBe('ENOTFOUND');
  });

  test('no house has a way out to the machine and its network', async () => {
    const routes = await runInside(lab, 'exchange', ['ip', 'route', 'get', '192.0.2.1']).catch(String);

    expect(routes).toMatch(/unreachable/i);
  });
});

describe('each part does what its name says', () => {
  test.each<[PartName, readonly unknown[]]>([
    ['line_drops_25', ['timeout', GREETING, 'connected']],
    ['line_rejects_25', ['EHOSTUNREACH', GREETING, 'connected']],
    ['line_resets_25', ['ECONNREFUSED', GREETING, 'connected']],
    ['line_redirects_25', [expect.stringMatching(/^220 mail\.line\.example /), GREETING, 'connected']],
    ['line_answers_25_with_notice', [expect.stringMatching(/^554 /), GREETING, 'connected']],
    ['line_passes_names_only', ['timeout', 'timeout', 'timeout']],
    ['line_drops_submission', [GREETING, 'timeout', 'timeout']],
    ['provider_without_25', ['ECONNREFUSED', GREETING, 'connected']],
    ['provider_without_587', [GREETING, 'ECONNREFUSED', 'connected']],
    ['provider_without_465', [GREETING, GREETING, 'ECONNREFUSED']],
    ['provider_is_silent', ['timeout', 'timeout', 'timeout']],
    ['bot_outlet_is_filtered', [GREETING, GREETING, 'connected']],
  ])('%s, seen from the line', async (part, seen) => {
    expect(await knockIn([part], 'line', [25, 587, 465])).toEqual(seen);
  });

  test.each<[PartName, readonly unknown[]]>([
    ['line_drops_25', [GREETING, GREETING, 'connected']],
    ['bot_outlet_is_filtered', ['timeout', 'timeout', 'timeout']],
    ['bot_outlet_drops_25', ['timeout', GREETING, 'connected']],
  ])('%s, seen from the bot', async (part, seen) => {
    expect(await knockIn([part], 'bot', [25, 587, 465])).toEqual(seen);
  });

  test('line_is_down leaves not even names', async () => {
    await setWorld(lab, ['line_is_down']);

    expect(await knock('line', 'smtp.nifty.com', 587)).toMatch(/^(timeout|EAI_AGAIN)$/);
  });

  test('line_strips_starttls hides STARTTLS on the line and nowhere else', async () => {
    await setWorld(lab, ['line_strips_starttls']);
    const command = ['swaks', '--server', 'smtp.nifty.com', '--port', '587', '--quit-after', 'FIRST-HELO'];

    const [onLine, atBot] = await Promise.all([tryInside(lab, 'line', command), tryInside(lab, 'bot', command)]);

    expect(onLine.stdout).toMatch(/250-XXXXXXXX/);
    expect(atBot.stdout).toMatch(/250-STARTTLS/);
  });
});

describe('the provider', () => {
  test('takes a mail on 25 without a password, for its own mailboxes, while the line lets it through', async () => {
    await setWorld(lab, []);

    const sent = await sendMail(lab, OLD_SETTINGS, 'old settings, open line');

    expect(sent.code).toBe(0);
    expect(await arrives(lab, 'old settings, open line')).toBe(true);
  });

  test('refuses a mail on 587 without a password', async () => {
    await setWorld(lab, []);

    const sent = await sendMail(lab, { ...OLD_SETTINGS, port: 587, security: 'starttls' }, 'no password');

    expect(sent.code).not.toBe(0);
    expect(sent.stdout).toMatch(/<~\* 554 5\.7\.1/);
  });

  test('takes no mail for strangers from a line without a password', async () => {
    const relay = await tryInside(lab, 'line', [
      'swaks',
      '--server',
      'smtp.nifty.com',
      '--to',
      'someone@elsewhere.example',
      '--from',
      'taro@nifty.com',
    ]);

    expect(relay.stdout).toMatch(/<\*\* 454 4\.7\.1|<\*\* 554 5\.7\.1/);
  });
});
