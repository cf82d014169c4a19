import fc from 'fast-check';
import { measureWidth, padToWidth, wrapText } from '../../../src/channels/terminal/width.ts';

describe('measureWidth', () => {
  it.each([
    ['abc', 3],
    ['送信', 4],
    ['ﾒｰﾙ', 3],
    ['「587」', 7],
    ['が', 2],
    ['か\u3099', 2],
    ['📧', 2],
    ['👩‍💻', 2],
    ['é', 1],
    ['𠮷', 2],
    ['', 0],
  ])('gives %s its columns', (text, columns) => {
    expect(measureWidth(text)).toBe(columns);
  });
});

describe('padToWidth', () => {
  it('fills up to the column, and cuts nothing', () => {
    expect(padToWidth('送信', 6)).toBe('送信  ');
    expect(padToWidth('送信する', 6)).toBe('送信する');
  });
});

describe('wrapText', () => {
  it('breaks English between words and hangs what follows below the first word', () => {
    expect(wrapText(' 1. Open the menu Tools and choose Account Settings', 24)).toBe(
      ' 1. Open the menu Tools\n    and choose Account\n    Settings',
    );
  });

  it('begins no Japanese line with a closing mark', () => {
    for (let columns = 12; columns < 40; columns += 1) {
      const lines = wrapText('送信サーバー（SMTP）のポート番号は、「587」です。変更を押してください。', columns).split('\n');
      expect(lines.filter((line) => /^[、。」）ー]/.test(line.trim()))).toEqual([]);
    }
  });

  it('hangs what follows in the second column of a row under that column', () => {
    expect(wrapText('  Line    your line blocks port 25 (published record)', 30)).toBe(
      '  Line    your line blocks\n          port 25 (published\n          record)',
    );
  });

  it('keeps a number with what it counts', () => {
    for (let columns = 12; columns < 30; columns += 1) {
      expect(
        wrapText('2026年3月12日の記録では、送信は587番です', columns)
          .split('\n')
          .filter((line) => /^[年月日番]/.test(line)),
      ).toEqual([]);
    }
  });

  it('keeps host names whole', () => {
    expect(wrapText('サーバーは smtp.nifty.com です', 20).split('\n')).toContain('smtp.nifty.com です');
  });

  it('loses no letter of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 10, max: 80 }), (text, columns) => {
        expect(wrapText(text, columns).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
