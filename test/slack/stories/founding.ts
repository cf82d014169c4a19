import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../../src/contracts/lang.ts';
import type { WayIn as Transport } from '../../helpers/slack-program.ts';
import { type House, openHouse } from './house.ts';
import { furnishStage, holds } from './stage.ts';
import { TELLINGS } from './tellings.ts';
import { WAYS_IN } from './ways-in.ts';

const LANGS: readonly Lang[] = ['ja', 'en'];

/** Every way in in both languages on the program as an operator starts it, each against its golden transcript. */
export function describeFoundingStories(transport: Transport): void {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(
      transport,
      LANGS.flatMap((lang) => WAYS_IN.map(({ name }) => helpdeskOf(name, lang))),
    );
  });
  afterAll(() => house?.close());

  describe.each(LANGS)('the founding story (%s)', (lang) => {
    it.each(WAYS_IN)('by $name ends with the cure and the card, as it reads in its transcript', async ({ name, isDeclined, play }) => {
      const { fake, team } = house;
      const helpdesk = helpdeskOf(name, lang);
      const furnished = furnishStage({ fake, team, lang, name: `${name}${lang}`, helpdesk });

      const transcript = await play(name.startsWith('helpdesk') ? { ...furnished, channel: helpdesk } : furnished);

      const { answer, card } = TELLINGS[lang];
      const wanted = isDeclined === true ? [] : [...answer, ...card];
      expectGolden(`${name}.${lang}.txt`, transcript, transport === 'http');
      expect(wanted.filter((words) => !holds(transcript, words))).toEqual([]);
    });
  });

  it('sent nothing Slack would refuse, and had nothing to complain of', async () => {
    expect(await house.troubles()).toEqual([]);
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
