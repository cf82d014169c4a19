import { openLab } from './lab.ts';
import type { Look } from './okuru.ts';
import { check, checkInWords } from './okuru.ts';
import type { PartName } from './parts.ts';
import { endOfCheck, lastLine } from './words.ts';
import { setWorld } from './world.ts';

// `okuru check` on lines on which nothing works: silence on every port proves nothing about port 25 (design §1, rule 2).

const HOST = 'smtp.nifty.com';
const lab = openLab();

afterAll(() => setWorld(lab, []));

/** Nothing is proven, and nothing is called open either. */
function expectNothingProven({ ids, code }: Look): void {
  expect(ids).not.toContain('port_25_blocked_on_line');
  expect(ids).not.toContain('port_25_open_on_line');
  expect(ids.some((id) => id === 'line_down' || id === 'port_25_not_proven')).toBe(true);
  expect(code).toBe(3);
}

test('the cable is out: nothing is proven about port 25, and the person is told so', async () => {
  await setWorld(lab, ['line_is_down']);

  const [look, ja, en] = await Promise.all([check(lab, HOST), checkInWords(lab, HOST, 'ja'), checkInWords(lab, HOST, 'en')]);

  expectNothingProven(look);
  expect(look.ids).toContain('line_down');
  expect(lastLine(ja)).toBe(endOfCheck('ja', 'line_down', { host: HOST }));
  expect(lastLine(en)).toBe(endOfCheck('en', 'line_down', { host: HOST }));
});

test.each<[string, readonly PartName[]]>([
  ['names are found and nothing else', ['line_passes_names_only']],
  ['no mail port gets through', ['line_drops_25', 'line_drops_submission']],
])('%s: nothing is proven about port 25', async (_how, world) => {
  await setWorld(lab, world);

  expectNothingProven(await check(lab, HOST));
});
