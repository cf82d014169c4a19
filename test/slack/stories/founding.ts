import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../../src/contracts/lang.ts';
import { readManifest, type SlackProgram, settingsFor, startSlackProgram, type WayIn as Transport } from '../../helpers/slack-program.ts';
import { type FakeSlack, startFakeSlack } from '../emulator/index.ts';
import { furnishStage, holds } from './stage.ts';
import { TELLINGS } from './tellings.ts';
import { WAYS_IN } from './ways-in.ts';

const LANGS: readonly Lang[] = ['ja', 'en'];

/** Every way in in both languages on the program as an operator starts it, each against its golden transcript. */
export function describeFoundingStories(transport: Transport): void {
  let fake: FakeSlack;
  let program: SlackProgram;
  beforeAll(async () => {
    fake = await startFakeSlack({ app: readManifest() });
    const team = fake.workspace('T1');
    program = await startSlackProgram({
      ...settingsFor(fake, transport, team.botToken),
      HELPDESK_SLACK_CHANNEL: LANGS.flatMap((lang) => WAYS_IN.map(({ name }) => helpdeskOf(name, lang))).join(','),
    });
    await program.untilHealth(200, { slack: 'up' });
    if (transport === 'http') fake.deliverTo({ url: new URL('/slack/events', program.url).href });
  });
  afterAll(async () => {
    await program?.stop();
    await fake?.stop();
  });

  describe.each(LANGS)('the founding story (%s)', (lang) => {
    it.each(WAYS_IN)('by $name ends with the cure and the card, as it reads in its transcript', async ({ name, isDeclined, play }) => {
      const helpdesk = helpdeskOf(name, lang);
      const furnished = furnishStage({ fake, team: fake.workspace('T1'), lang, name: `${name}${lang}`, helpdesk });

      const transcript = await play(name.startsWith('helpdesk') ? { ...furnished, channel: helpdesk } : furnished);

      const { answer, card } = TELLINGS[lang];
      const wanted = isDeclined === true ? [] : [...answer, ...card];
      expectGolden(`${name}.${lang}.txt`, transcript, transport === 'http');
      expect(wanted.filter((words) => !holds(transcript, words))).toEqual([]);
    });
  });

  it('sent nothing Slack would refuse, and had nothing to complain of', async () => {
    await fake.until(() => fake.pending === 0, 'all to be acknowledged');

    expect(fake.refused).toEqual([]);
    expect(fake.errors).toEqual([]);
    expect(program.complaints).toEqual([]);
    expect(fake.deliveries.filter(({ acked }) => !acked)).toEqual([]);
  });
}

function helpdeskOf(name: string, lang: Lang): string {
  return `CHELP${name}${lang}`.toUpperCase().replaceAll(/[^A-Z]/g, '');
}

/** If a change is meant: UPDATE_GOLDEN=1, and read the diff. */
function expectGolden(name: string, now: string, writes: boolean): void {
  const file = join(import.meta.dirname, '../transcripts', name);
  if (process.env.UPDATE_GOLDEN === '1' && writes) writeFileSync(file, now);
  expect(existsSync(file)).toBe(true);
  expect(now).toBe(readFileSync(file, 'utf8'));
}
