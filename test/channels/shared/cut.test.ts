import fc from 'fast-check';
import { cutLabel, cutText, splitText } from '../../../src/channels/shared/cut.ts';

describe('Cutting', () => {
  const FAMILY = '👨‍👩‍👧‍👦';

  it('never cuts through a character, and says that something is missing', () => {
    expect(cutLabel(FAMILY.repeat(3), 24)).toBe(`${FAMILY.repeat(2)}…`);
    expect(cutLabel('が'.repeat(10), 6)).toMatch(/^(?:が)+…$/u);
  });

  it('leaves a label that fits', () => {
    expect(cutLabel('NURO 光', 7)).toBe('NURO 光');
  });

  it('splits at the end of a sentence, not in the name of a host', () => {
    expect(splitText('サーバーは smtp.nifty.com です。番号は 587 です。', 26)).toEqual([
      'サーバーは smtp.nifty.com です。',
      '番号は 587 です。',
    ]);
  });

  it('splits a sentence too long at a space', () => {
    expect(splitText('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('keeps every piece within the limit and loses no words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 8, max: 40 }), (text, limit) => {
        const pieces = splitText(text, limit);

        expect(pieces.every((piece) => piece.length <= limit)).toBe(true);
        expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        expect(cutText(text, limit).join('')).toBe(text);
      }),
    );
  });
});
