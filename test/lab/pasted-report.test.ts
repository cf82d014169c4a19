import { openLab } from './lab.ts';
import { check, checkInWords, converse } from './okuru.ts';
import { setWorld } from './world.ts';

// The two houses together: what `okuru check` printed on the line, pasted into the chat with the bot.

const STORY =
  '一週間前に家のネットをJ:COMからNURO光に変えました。メールは前から@nifty.comのものをOutlook 2007で使っています。受信はできるのに、送信だけができません。送信トレイに残ったままです。ポートは25のままです。';
const TOLD = { isp: 'nuro', previous_isp: 'jcom', mail_provider: 'nifty', client: 'outlook-2007', current_port: 25 };
const lab = openLab();

afterAll(() => setWorld(lab, []));

async function pasteCheck(world: Parameters<typeof setWorld>[1], how: 'json' | 'words') {
  await setWorld(lab, world);
  const pasted = how === 'json' ? (await check(lab, 'smtp.nifty.com')).printed : await checkInWords(lab, 'smtp.nifty.com', 'ja');
  const [, after] = await converse(lab, 'ja', [STORY, pasted]);
  if (after === undefined) throw new Error('The bot gave no answer.');
  return after;
}

describe.each(['json', 'words'] as const)('the person pastes what okuru check printed on the line (%s)', (how) => {
  test('of a blocked line: nothing they told is overwritten, and the block is measured', async () => {
    const { turn, text } = await pasteCheck(['line_drops_25'], how);

    expect(turn.facts).toMatchObject(TOLD);
    expect(turn.facts).not.toHaveProperty('error_codes');
    expect(turn.verdict).toMatchObject({ cause: 'op25b' });
    expect(text).not.toMatch(/This is what I understood/);
  });

  test('of an open line: port 25 is no longer the verdict', async () => {
    const { turn } = await pasteCheck([], how);

    expect(turn.facts).toMatchObject(TOLD);
    expect(turn.verdict?.cause).not.toBe('op25b');
  });
});
