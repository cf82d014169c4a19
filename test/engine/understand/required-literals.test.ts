import fc from 'fast-check';
import { lexiconSources } from '../../../src/engine/understand/lexicon.ts';
import { requiredLiterals } from '../../../src/engine/understand/required-literals.ts';
import { loadKnowledge } from '../../helpers/knowledge.ts';

describe('requiredLiterals', () => {
  test.each([
    ['ポート', ['ポート']],
    ['送(?:信|れ)', ['送信', '送れ']],
    ['a(?:b|c)?d', ['abd', 'acd', 'ad']],
    ['x{0,3}outbox', ['outbox']],
    ['(?<port>\\d{2,5})番', ['番']],
    ['[^。]{0,8}', null],
    ['a|\\d', null],
    ['(?!no)(?=yes)', ['yes']],
  ])('%s', (source, expected) => {
    expect(requiredLiterals(source)).toEqual(expected);
  });

  test('a text that matches always contains one of them', () => {
    const texts = [
      '受信はできるのに送信ができません。ポートは25のままです',
      'I switched from Comcast to AT&T and cannot send on port 25, webmail works fine',
      'パスワードを何度も聞かれます',
      'my ISP blocks port 25 since the update',
    ];
    const sources = [...lexiconSources(loadKnowledge(), 'story'), ...lexiconSources(loadKnowledge(), 'short')].map(([, source]) => source);

    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(60), fc.nat(60), (text, start, length) => {
        const piece = text.slice(start, start + length);
        const missed = sources.filter(
          (source) => new RegExp(source).test(piece) && requiredLiterals(source)?.some((literal) => piece.includes(literal)) === false,
        );

        expect(missed).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
