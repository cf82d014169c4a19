import { openLab } from './lab.ts';
import { type CheckReport, check, checkInWords } from './okuru.ts';
import type { PartName } from './parts.ts';
import { setWorld } from './world.ts';

// `okuru check` on the person's own line: what it may say, and above all what it must never say (design §1, rules 1 and 2).

const HOST = 'smtp.nifty.com';
const lab = openLab();

afterAll(() => setWorld(lab, []));

async function checkIn(world: readonly PartName[], host: string | null = HOST): Promise<CheckReport> {
  await setWorld(lab, world);
  return check(lab, host);
}

function idsOf(report: CheckReport): readonly string[] {
  return report.findings.map(({ id }) => id);
}

describe('a line that stops port 25', () => {
  test.each<[string, readonly PartName[]]>([
    ['drops it', ['line_drops_25']],
    ['says that it is prohibited', ['line_rejects_25']],
    ['resets it', ['line_resets_25']],
    ['drops it, and the provider has 465 only', ['line_drops_25', 'provider_without_587']],
    ['drops it, and the provider has 587 only', ['line_drops_25', 'provider_without_465']],
  ])('%s: the block is proven', async (_how, world) => {
    const ids = idsOf(await checkIn(world));

    expect(ids).toContain('port_25_blocked_on_line');
    expect(ids).not.toContain('port_25_not_proven');
    expect(ids).not.toContain('line_down');
  });

  test('the proof is a matched pair with a control: 25 silent, submission of the same host open, independent hosts silent too', async () => {
    const report = await checkIn(['line_drops_25']);

    const proof = report.findings.find(({ id }) => id === 'port_25_blocked_on_line');
    const looks = report.observations.filter(({ id }) => proof?.from.includes(id));
    const silentHosts = new Set(looks.filter((look) => look.control && look.port === 25 && look.failure !== null).map(({ host }) => host));
    expect(proof).toMatchObject({ host: HOST, port: 25 });
    expect(looks).toContainEqual(expect.objectContaining({ host: HOST, port: 25, failure: expect.objectContaining({ kind: 'timeout' }) }));
    expect(looks.some((look) => look.host === HOST && look.port !== 25 && look.failure === null)).toBe(true);
    expect(silentHosts.size).toBeGreaterThanOrEqual(2);
  });

  test('without a host to look at, known-good hosts alone prove it', async () => {
    const ids = idsOf(await checkIn(['line_drops_25'], null));

    expect(ids).toContain('port_25_blocked_on_line');
  });
});

describe('a line that lets port 25 through', () => {
  test('is found open, and nothing is called a block', async () => {
    const ids = idsOf(await checkIn([]));

    expect(ids).toContain('port_25_open_on_line');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });

  test.each<[string, readonly PartName[]]>([
    ['has no port 25', ['provider_without_25']],
    ['swallows port 25 at its own firewall', ['provider_drops_25']],
    ['is silent on every port', ['provider_is_silent']],
  ])('is not blamed for a provider that %s', async (_how, world) => {
    const ids = idsOf(await checkIn(world));

    expect(ids).not.toContain('port_25_blocked_on_line');
    expect(ids).not.toContain('line_down');
  });
});

describe('a line on which nothing works', () => {
  test.each<[string, readonly PartName[]]>([
    ['the cable is out', ['line_is_down']],
    ['names are found and nothing else', ['line_passes_names_only']],
    ['no mail port gets through', ['line_drops_25', 'line_drops_submission']],
  ])('%s: nothing is proven about port 25', async (_how, world) => {
    const ids = idsOf(await checkIn(world));

    expect(ids).not.toContain('port_25_blocked_on_line');
    expect(ids).not.toContain('port_25_open_on_line');
    expect(ids.some((id) => id === 'line_down' || id === 'port_25_not_proven')).toBe(true);
  });
});

describe('a line that answers port 25 itself', () => {
  test.each<[string, readonly PartName[]]>([
    ['redirects it to its own mail server', ['line_redirects_25']],
    ['answers with a notice', ['line_answers_25_with_notice']],
  ])('%s: somebody else is heard, and the port is not called open', async (_how, world) => {
    const ids = idsOf(await checkIn(world));

    expect(ids).toContain('port_25_intercepted');
    expect(ids).not.toContain('port_25_open_on_line');
  });
});

test('a box on the line that takes STARTTLS away is noticed', async () => {
  const ids = idsOf(await checkIn(['line_strips_starttls']));

  expect(ids.some((id) => id === 'starttls_missing' || id === 'starttls_stripped')).toBe(true);
});

describe('in words', () => {
  test.each([
    ['ja', /25\s*番/],
    ['en', /port 25/i],
  ] as const)('a blocked line and a line that is down are told differently (%s)', async (lang, port25) => {
    await setWorld(lab, ['line_drops_25']);
    const blocked = await checkInWords(lab, HOST, lang);
    await setWorld(lab, ['line_is_down']);
    const down = await checkInWords(lab, HOST, lang);

    expect(blocked).toMatch(port25);
    expect(lastSentence(down)).not.toBe(lastSentence(blocked));
  });
});

function lastSentence(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
