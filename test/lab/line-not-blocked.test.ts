import { readFile } from 'node:fs/promises';
import { openLab } from './lab.ts';
import { check } from './okuru.ts';
import { trespassFileOf } from './organisations.ts';
import type { PartName } from './parts.ts';
import { setWorld } from './world.ts';

// `okuru check` on lines that do not stop port 25: whatever else is wrong, it is never called a block.

const HOST = 'smtp.nifty.com';
const lab = openLab();

afterAll(() => setWorld(lab, []));

test.each([HOST, null])('a line that lets port 25 through is found open (looking at %s)', async (host) => {
  await setWorld(lab, []);

  const { ids, code } = await check(lab, host);

  expect(ids).toContain('port_25_open_on_line');
  expect(ids).not.toContain('port_25_blocked_on_line');
  expect(code).toBe(0);
});

test('what is printed for machines is one line, so that it can be pasted whole', async () => {
  await setWorld(lab, []);

  const { printed } = await check(lab, HOST);

  expect(printed.split('\n')).toHaveLength(1);
});

test('the name servers of the computer are asked where no others are set', async () => {
  await setWorld(lab, []);

  const { ids } = await check(lab, HOST, { OKURU_DNS: '' });

  expect(ids).toContain('port_25_open_on_line');
});

test.each<[string, readonly PartName[]]>([
  ['has no port 25', ['provider_without_25']],
  ['swallows port 25 at its own firewall', ['provider_drops_25']],
  ['is silent on every port', ['provider_is_silent']],
])('an open line is not blamed for a provider that %s', async (_how, world) => {
  await setWorld(lab, world);

  const { ids, code } = await check(lab, HOST);

  expect(ids).not.toContain('port_25_blocked_on_line');
  expect(ids).not.toContain('line_down');
  expect(code).not.toBe(1);
});

test('a box on the line that takes STARTTLS away is noticed', async () => {
  await setWorld(lab, ['line_strips_starttls']);

  const { ids } = await check(lab, HOST);

  expect(ids.some((id) => id === 'starttls_missing' || id === 'starttls_stripped')).toBe(true);
});

test('a line that redirects port 25 to its own mail server is found out, and the port is not called open', async () => {
  await setWorld(lab, ['line_redirects_25']);

  const { ids } = await check(lab, HOST);

  expect(ids).toContain('port_25_intercepted');
  expect(ids).not.toContain('port_25_open_on_line');
});

test('a line that answers port 25 with a notice is not called open', async () => {
  await setWorld(lab, ['line_answers_25_with_notice']);

  const { ids } = await check(lab, HOST);

  expect(ids).not.toContain('port_25_open_on_line');
  expect(ids.some((id) => id === 'port_25_intercepted' || id === 'port_25_not_proven')).toBe(true);
});

test('the independent organisations that were greeted got neither AUTH nor MAIL', async () => {
  await setWorld(lab, []);

  const { observations } = await check(lab, null);

  expect(observations.some(({ port, failure }) => port === 25 && failure === null)).toBe(true);
  expect(await readFile(trespassFileOf(lab), 'utf8')).toBe('');
});
