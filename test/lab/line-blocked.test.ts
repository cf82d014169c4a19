import { openLab } from './lab.ts';
import { check, checkInWords } from './okuru.ts';
import type { PartName } from './parts.ts';
import { endOfCheck, lastLine } from './words.ts';
import { setWorld } from './world.ts';

// `okuru check` on a line that stops port 25. A block is proven by a matched pair with a control (design §1, rule 2).

const HOST = 'smtp.nifty.com';
const lab = openLab();

afterAll(() => setWorld(lab, []));

test('the proof: 25 silent, submission of the same host open, 25 of independent hosts silent too', async () => {
  await setWorld(lab, ['line_drops_25']);

  const { findings, observations, code } = await check(lab, HOST);

  const proof = findings.find(({ id }) => id === 'port_25_blocked_on_line');
  const looks = observations.filter(({ id }) => proof?.from.includes(id));
  const silentRelays = new Set(looks.filter((look) => look.control && look.port === 25 && look.failure !== null).map(({ host }) => host));
  expect(proof).toMatchObject({ host: HOST, port: 25 });
  expect(looks).toContainEqual(expect.objectContaining({ host: HOST, port: 25, failure: expect.objectContaining({ kind: 'timeout' }) }));
  expect(looks.some((look) => look.host === HOST && look.port !== 25 && look.failure === null)).toBe(true);
  expect(silentRelays.size).toBeGreaterThanOrEqual(2);
  expect(code).toBe(1);
});

test.each<[string, readonly PartName[]]>([
  ['says that it is prohibited', ['line_rejects_25']],
  ['resets it', ['line_resets_25']],
  ['drops it, and the provider has 465 only', ['line_drops_25', 'provider_without_587']],
  ['drops it, and the provider has 587 only', ['line_drops_25', 'provider_without_465']],
])('a line that %s is proven to stop port 25', async (_how, world) => {
  await setWorld(lab, world);

  const { ids, code } = await check(lab, HOST);

  expect(ids).toContain('port_25_blocked_on_line');
  expect(ids).not.toContain('port_25_not_proven');
  expect(ids).not.toContain('line_down');
  expect(code).toBe(1);
});

test('without a host to look at, known-good hosts alone prove it', async () => {
  await setWorld(lab, ['line_drops_25']);

  const { ids, code } = await check(lab, null);

  expect(ids).toContain('port_25_blocked_on_line');
  expect(code).toBe(1);
});

test('a person is told that the block is proven, and which port to use instead', async () => {
  await setWorld(lab, ['line_drops_25', 'provider_without_587']);

  const [ja, en] = await Promise.all([checkInWords(lab, HOST, 'ja'), checkInWords(lab, HOST, 'en')]);

  expect(lastLine(ja)).toBe(endOfCheck('ja', 'blocked', { host: HOST, port: 465 }));
  expect(lastLine(en)).toBe(endOfCheck('en', 'blocked', { host: HOST, port: 465 }));
});

test('a blocked line whose own mail server answers on 25 is not called open', async () => {
  await setWorld(lab, ['line_drops_25']);

  const { findings, code } = await check(lab, 'mail.line.example');

  expect(findings.map(({ id }) => id)).not.toContain('port_25_open_on_line');
  expect(code).not.toBe(0);
});
