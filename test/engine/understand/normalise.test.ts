import fc from 'fast-check';
import { normalise } from '../../../src/engine/understand/normalise.ts';

describe('normalise', () => {
  test.each([
    ['ＮＵＲＯ光', 'nuro光'],
    ['ｱｳﾄﾙｯｸ ｶﾞ', 'アウトルック ガ'],
    ['サ―バ―', 'サーバー'],
    ['“it’s” – ok…', '"it\'s" - ok...'],
    ['０ｘ８００', '0x800'],
    ['a\u200bb\u202ec\u0007d', 'abc d'],
    ['か\u3099', 'が'],
    ['\ue000\ud800x', '  x'],
  ])('%s', (text, expected) => {
    expect(normalise(text).text).toBe(expected);
  });

  test('every place leads back into the original, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const flat = normalise(text);
        const places = [...flat.text].map((_, index) => flat.origin(index));

        expect(places.every((place, index) => place >= (places[index - 1] ?? 0) && place < Math.max(1, text.length))).toBe(true);
        expect(flat.origin(flat.text.length)).toBe(text.length);
      }),
    );
  });
});
