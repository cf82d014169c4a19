import { readFile, writeFile } from 'node:fs/promises';
import { openLab, runInside, tryInside } from './lab.ts';
import { trespassFileOf } from './organisations.ts';
import type { PartName } from './parts.ts';
import { POST_HOST } from './plan.ts';
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
    const wait = setTimeout(() => say('timeout'), 1000);
    socket.on('error', (error) => say(error.code));
    socket.on('connect', () => { if (${port} === 465) say('connected'); });
    socket.on('data', (data) => say(String(data)));`;
  return (await runInside(lab, house, [process.execPath, '-e', program])).trim();
}

function knockAtAll(house: 'line' | 'bot'): Promise<readonly string[]> {
  return Promise.all([25, 587, 465].map((port) => knock(house, 'smtp.nifty.com', port)));
}

const GREETING = expect.stringMatching(/^220 smtp\.nifty\.com /);

describe('a well world', () => {
  test('the provider greets on 25 and 587 and takes connections on 465, from the line and from the bot', async () => {
    await setWorld(lab, []);

    const [line, bot] = await Promise.all([knockAtAll('line'), knockAtAll('bot')]);

    expect(line).toEqual([GREETING, GREETING, 'connected']);
    expect(bot).toEqual(line);
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
  const WELL = [GREETING, GREETING, 'connected'];

  test.each<[PartName, { line: readonly unknown[]; bot: readonly unknown[] }]>([
    ['line_drops_25', { line: ['timeout', GREETING, 'connected'], bot: WELL }],
    ['line_rejects_25', { line: ['EHOSTUNREACH', GREETING, 'connected'], bot: WELL }],
    ['line_resets_25', { line: ['ECONNREFUSED', GREETING, 'connected'], bot: WELL }],
    ['line_redirects_25', { line: [expect.stringMatching(/^220 mail\.line\.example /), GREETING, 'connected'], bot: WELL }],
    ['line_answers_25_with_notice', { line: [expect.stringMatching(/^554 /), GREETING, 'connected'], bot: WELL }],
    ['line_passes_names_only', { line: ['timeout', 'timeout', 'timeout'], bot: WELL }],
    ['line_drops_submission', { line: [GREETING, 'timeout', 'timeout'], bot: WELL }],
    ['provider_without_25', { line: ['ECONNREFUSED', GREETING, 'connected'], bot: ['ECONNREFUSED', GREETING, 'connected'] }],
    ['provider_drops_25', { line: ['timeout', GREETING, 'connected'], bot: ['timeout', GREETING, 'connected'] }],
    ['provider_without_587', { line: [GREETING, 'ECONNREFUSED', 'connected'], bot: [GREETING, 'ECONNREFUSED', 'connected'] }],
    ['provider_without_465', { line: [GREETING, GREETING, 'ECONNREFUSED'], bot: [GREETING, GREETING, 'ECONNREFUSED'] }],
    ['provider_is_silent', { line: ['timeout', 'timeout', 'timeout'], bot: ['timeout', 'timeout', 'timeout'] }],
    ['bot_outlet_is_filtered', { line: WELL, bot: ['timeout', 'timeout', 'timeout'] }],
    ['bot_outlet_drops_25', { line: WELL, bot: ['timeout', GREETING, 'connected'] }],
  ])('%s, seen from the line and from the bot', async (part, seen) => {
    await setWorld(lab, [part]);

    const [line, bot] = await Promise.all([knockAtAll('line'), knockAtAll('bot')]);

    expect({ line, bot }).toEqual(seen);
  });

  test('line_drops_25 lets the line’s own mail server be', async () => {
    await setWorld(lab, ['line_drops_25']);

    expect(await knock('line', POST_HOST, 25)).toMatch(/^220 mail\.line\.example /);
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

describe('the other organisations', () => {
  test('write down whoever gives them AUTH or MAIL', async () => {
    await setWorld(lab, []);
    const greet = ['swaks', '--server', 'smtp.gmail.com', '--port', '587', '--tls'];

    await tryInside(lab, 'line', [...greet, '--quit-after', 'TLS']);
    const afterGreeting = await readFile(trespassFileOf(lab), 'utf8');
    await tryInside(lab, 'line', [...greet, '--to', 'a@gmail.com', '--from', 'taro@nifty.com']);
    await tryInside(lab, 'line', [...greet, '--auth', 'PLAIN', '--auth-user', 'a', '--auth-password', 'b', '--quit-after', 'AUTH']);
    const afterMail = await readFile(trespassFileOf(lab), 'utf8');
    await writeFile(trespassFileOf(lab), '');

    expect(afterGreeting).toBe('');
    expect(afterMail).toBe('smtp.gmail.com 587 MAIL\nsmtp.gmail.com 587 AUTH\n');
  });
});
