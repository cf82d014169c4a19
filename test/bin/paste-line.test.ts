import { writePasteLine } from '../../src/bin/probe/paste-line.ts';
import type { Observation } from '../../src/contracts/probes.ts';
import { createReader } from '../../src/engine/understand/reader.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { healthy, outletFiltered } from '../helpers/worlds.ts';

const READER = createReader(loadRealKnowledge());
const REQUEST = {
  run: 'r',
  host: 'smtp.nifty.com',
  domain: null,
  ports: [25, 465, 587],
  oldTls: false,
  controls: 'line',
  person: 'p',
  workplace: 'w',
} as const;

function essence({ host, port, control, failure, facts }: Observation) {
  return { host, port, control, failure, greeter: facts?.kind === 'smtp' ? facts.bannerHost : null };
}

describe('the line that okuru check prints for pasting', () => {
  const looks = [...healthy(REQUEST), ...outletFiltered(REQUEST)].filter(({ probe }) => probe === 'smtp');

  it.each([
    ['as it is', (line: string) => line],
    ['among other words', (line: string) => `これが結果です。\n${line}\nよろしくお願いします`],
    ['wrapped by a console', (line: string) => line.replaceAll(/(.{60})/g, '$1\n  ')],
  ])('is read back whole %s, and says nothing else', (_how, paste) => {
    const reading = READER.read(paste(writePasteLine(looks)), { asked: 'isp', lang: 'ja', now: 0 });

    expect(reading.observations.map(essence)).toEqual(looks.map(essence));
    expect(reading.observations.every(({ vantage }) => vantage === 'line')).toBe(true);
    expect(reading).toMatchObject({ facts: [], signs: [], replies: [], intent: null, lang: null });
  });

  it('takes the JSON form alike', () => {
    const reading = READER.read(JSON.stringify({ observations: looks, findings: [] }), { asked: null, lang: 'ja', now: 0 });

    expect(reading.observations.map(({ host, port }) => ({ host, port }))).toEqual(looks.map(({ host, port }) => ({ host, port })));
    expect(reading).toMatchObject({ facts: [], signs: [], lang: null });
  });

  it.each([
    'okuru-check:1;end',
    'okuru-check:1;smtp.nifty.com:25/4=burning@connect;end',
    'okuru-check:1;smtp.nifty.com:25/4=timeout@connect;',
  ])('makes nothing of %s', (text) => {
    expect(READER.read(text, { asked: null, lang: 'ja', now: 0 }).observations).toEqual([]);
  });
});
