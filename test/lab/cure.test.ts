import { openLab } from './lab.ts';
import { converse } from './okuru.ts';
import type { PartName } from './parts.ts';
import type { Settings } from './swaks.ts';
import { arrives, OLD_SETTINGS, sendMail, subjectsOf } from './swaks.ts';
import { setWorld } from './world.ts';

// The cure itself: the values that the bot gives, filled into a mail program on the blocked line, make mail leave again.

const STORY =
  '家のネットをJ:COMからNURO光に変えてから、メールが送れません。受信はできます。@nifty.comのメールをOutlook 2007で使っています。送信サーバーはsmtp.nifty.com、ポートは25です。';

const lab = openLab();

afterAll(() => setWorld(lab, []));

async function askBot(): Promise<Settings> {
  const answers = await converse(lab, 'ja', [STORY, 'わかりません']);
  const fix = answers.map(({ turn }) => turn.fix).find((each) => each !== null);
  if (fix?.host == null) throw new Error(`The bot gave no settings: ${answers.map(({ text }) => text).join('\n')}`);
  return { ...fix, host: fix.host };
}

describe.each<[string, readonly PartName[]]>([
  ['the provider of today', ['line_drops_25']],
  ['a provider with 465 only', ['line_drops_25', 'provider_without_587']],
])('on a line that drops port 25, with %s', (_who, world) => {
  beforeAll(() => setWorld(lab, world));

  test('the old settings get nothing out', async () => {
    const subject = `old ${world.join()}`;

    const sent = await sendMail(lab, OLD_SETTINGS, subject);

    expect(sent.code).toBe(2);
    expect(sent.stderr).toMatch(/Error connecting/);
    expect(await subjectsOf(lab, 'hanako')).not.toContain(subject);
  });

  test("the bot's values send, and the mail arrives", async () => {
    const subject = `cured ${world.join()}`;
    const settings = await askBot();

    const sent = await sendMail(lab, settings, subject);

    expect(sent.stdout).toMatch(/235 2\.7\.0/);
    expect(sent.code).toBe(0);
    expect(await arrives(lab, subject)).toBe(true);
  });
});
