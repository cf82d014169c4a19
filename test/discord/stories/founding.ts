import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../../src/contracts/lang.ts';
import type { Door } from '../../helpers/discord-program.ts';
import { type House, openHouse } from './house.ts';
import { holds } from './stage.ts';
import { DISCORD_TELLINGS } from './tellings.ts';
import { WAYS_IN } from './ways-in.ts';

const LANGS: readonly Lang[] = ['ja', 'en'];

/** Every way in that the door has, in both languages, on the program as an operator starts it, each against its golden transcript. */
export function describeFoundingStories(door: Door): void {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ door });
  });
  afterAll(() => house?.close());

  describe.each(LANGS)('the founding story (%s)', (lang) => {
    it.each(WAYS_IN.filter(({ isTyped }) => door !== 'http' || isTyped !== true))(
      'by $name ends with the cure and the card, as it reads in its transcript',
      async ({ name, isDeclined, isOtherWithoutGateway, play }) => {
        const transcript = await play(house.meet(`${name} ${lang}`, lang));

        const { answer, card } = DISCORD_TELLINGS[lang];
        const wanted = isDeclined === true ? [] : [...answer, ...card];
        const isOther = isOtherWithoutGateway === true && door === 'http';
        expectGolden(`${name}${isOther ? '-http' : ''}.${lang}.txt`, transcript, isOther || door === 'gateway');
        expect(wanted.filter((words) => !holds(transcript, words))).toEqual([]);
      },
    );
  });

  it('sent nothing Discord would refuse, and had nothing to complain of', () => {
    expect(house.troubles()).toEqual([]);
  });
}

/** If a change is meant: UPDATE_GOLDEN=1, and read the diff. */
function expectGolden(name: string, now: string, writes: boolean): void {
  const file = join(import.meta.dirname, '../transcripts', name);
  if (process.env.UPDATE_GOLDEN === '1' && writes) writeFileSync(file, now);
  expect(existsSync(file)).toBe(true);
  expect(now).toBe(readFileSync(file, 'utf8'));
}
