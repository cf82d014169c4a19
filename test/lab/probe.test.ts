import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { openLab } from './lab.ts';
import { probe } from './okuru.ts';
import { trespassFileOf } from './organisations.ts';
import { ADDRESS } from './plan.ts';
import { providerLog } from './provider.ts';
import { setWorld } from './world.ts';

// `okuru probe` in the bot's house: it sees whether the provider's doors are open, never the person's line (design §1, rules 1, 7, 9).

const lab = openLab();

afterAll(() => setWorld(lab, []));

describe('what the bot sees does not depend on the line', () => {
  test('the block on the line is invisible from its house', async () => {
    await setWorld(lab, ['line_drops_25']);
    const blocked = await probe(lab, 'smtp.nifty.com');
    await setWorld(lab, []);
    const open = await probe(lab, 'smtp.nifty.com');

    expect(blocked.ids).toEqual(open.ids);
    expect(blocked.ids).toEqual(expect.arrayContaining(['outlet_ok', 'submission_587_alive', 'submission_465_alive']));
  });

  test('a cloud that stops port 25 of the bot is not taken for the line', async () => {
    await setWorld(lab, ['bot_outlet_drops_25']);
    const { ids } = await probe(lab, 'smtp.nifty.com');

    expect(ids).toContain('submission_587_alive');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });

  test('a filtered outlet is found before anything is said about the provider', async () => {
    await setWorld(lab, ['bot_outlet_is_filtered']);
    const { ids } = await probe(lab, 'smtp.nifty.com');

    expect(ids).toContain('outlet_filtered');
    expect(ids).not.toContain('submission_dead');
  });

  test('a provider that is down is found so, because known-good hosts answer', async () => {
    await setWorld(lab, ['provider_is_silent']);
    const { ids } = await probe(lab, 'smtp.nifty.com');

    expect(ids).toEqual(expect.arrayContaining(['outlet_ok', 'submission_dead']));
  });
});

describe('manners', () => {
  test('a look ends before AUTH: the provider counts no AUTH, MAIL, RCPT or DATA, and takes its leave with QUIT', async () => {
    await setWorld(lab, []);
    const before = (await readFile(providerLog(lab), 'utf8')).length;

    await probe(lab, 'smtp.nifty.com');

    const sessions = await sessionsSince(before, 3);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((line) => /(auth|mail|rcpt|data)=/.test(line))).toEqual([]);
    expect(sessions.filter((line) => !/quit=1/.test(line))).toEqual([]);
  });

  test('nobody has ever given AUTH or MAIL to a server of the other organisations', async () => {
    expect(await readFile(trespassFileOf(lab), 'utf8')).toBe('');
  });
});

/** Postfix ends each session with a count of its commands: `disconnect from … ehlo=2 starttls=1 quit=1 commands=4`. */
async function sessionsSince(offset: number, expected: number): Promise<readonly string[]> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const log = (await readFile(providerLog(lab), 'utf8')).slice(offset);
    const sessions = log.split('\n').filter((line) => line.includes(`disconnect from unknown[${ADDRESS.bot}]`));
    if (sessions.length >= expected || Date.now() > deadline) return sessions;
    await wait(50);
  }
}
