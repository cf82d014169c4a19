import fc from 'fast-check';
import { loadCatalogue } from '../../src/catalog/load.ts';
import { editDistance, foldName } from '../../src/catalog/search.ts';
import { CATALOGUE_FOLDER } from '../helpers/catalogue-folder.ts';

const catalogue = loadCatalogue(CATALOGUE_FOLDER);

describe('search', () => {
  it.each([
    ['nuro', 'nuro'],
    ['Neuro光', 'nuro'],
    ['ＮＵＲＯ', 'nuro'],
    ['ニューロ', 'nuro'],
    ['にゅーろ', 'nuro'],
    ['J:com', 'jcom'],
    ['ＪＣＯＭ', 'jcom'],
    ['じぇいこむ', 'jcom'],
    ['アットニフティ', 'nifty'],
    ['ニフテイ', 'nifty'],
    ['nifti', 'nifty'],
    ['ビックローブ', 'biglobe'],
    ['メガエッグ', 'megaegg'],
    ['xfinty', 'comcast'],
    ['AT and T', 'att'],
    ['ソフトバンク光', 'softbank-bb'],
  ])('finds the line meant by "%s"', (query, id) => {
    expect(catalogue.search('isp', query, 5)[0]?.id).toBe(id);
  });

  it.each([
    ['outlook', 'outlook'],
    ['アウトルック', 'outlook'],
    ['Outlook 2007', 'outlook-2007'],
    ['アウトルックエキスプレス', 'outlook-express'],
    ['新しいOutlook', 'outlook-new'],
    ['thuderbird', 'thunderbird'],
    ['サンダーバード', 'thunderbird'],
    ['TB', 'thunderbird'],
    ['OE', 'outlook-express'],
    ['WLM', 'windows-live-mail'],
    ['Mail.app', 'apple-mail-mac'],
    ['postfix', 'server-software'],
  ])('finds the program meant by "%s"', (query, id) => {
    expect(catalogue.search('client', query, 5)[0]?.id).toBe(id);
  });

  it.each([
    ['さくら', 'sakura'],
    ['ヤフーメール', 'yahoo-jp'],
    ['hot mail', 'outlook-com'],
    ['Gメール', 'gmail'],
    ['エックスサーバ', 'xserver'],
  ])('finds the provider meant by "%s"', (query, id) => {
    expect(catalogue.search('mail_provider', query, 5)[0]?.id).toBe(id);
  });

  it('offers the common rows while nothing is typed', () => {
    expect(catalogue.search('isp', '', 3).map(({ id }) => id)).toEqual(['nuro', 'jcom', 'ocn']);
  });

  it('gives no more than asked for', () => {
    expect(catalogue.search('isp', 'a', 4)).toHaveLength(4);
  });

  it('finds nothing for nonsense', () => {
    expect(catalogue.search('isp', 'qqqqzzzz', 5)).toEqual([]);
    expect(catalogue.search('isp', '!!!', 5)).toEqual([]);
  });

  it('finds every row by its own id and names, whatever is typed around or before', () => {
    for (const row of [...catalogue.isps.values(), ...catalogue.clients.values()]) {
      const kind = catalogue.isps.has(row.id) ? 'isp' : 'client';
      expect(catalogue.search(kind, row.names.ja, 60).map(({ id }) => id)).toContain(row.id);
    }
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        expect(catalogue.search('mail_provider', query, 5).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });
});

describe('foldName', () => {
  it('makes width, case, kana, long vowels and marks the same', () => {
    expect(foldName('Ｊ：ＣＯＭ')).toBe(foldName('j:com'));
    expect(foldName('ビッグローブ')).toBe(foldName('びっぐろーぶ'));
    expect(foldName('ﾆﾌﾃｨ')).toBe(foldName('ニフティ'));
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('comcast', 'comacst', 2)).toBe(1);
  });

  it('is the same both ways, zero for equal words only, and at most the longer length', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 20);
        expect(editDistance(b, a, 20)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
