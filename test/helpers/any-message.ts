import fc from 'fast-check';
import type { Block, Choice, Message } from '../../src/contracts/messages.ts';

/** Words with all that a chat could take for markup in them. */
const FRAGMENTS = [
  'smtp.nifty.com',
  '587',
  'user_name@example.ne.jp',
  '*bold*',
  '_under_',
  '~gone~',
  '`code`',
  ':smile:',
  '> quoted',
  '<@U123>',
  '<!channel>',
  'a & b',
  '&lt;',
  'https://example.jp/a?b=1&c=2',
  'http://',
  '送信できません。',
  'Cannot send. ',
  '👨‍👩‍👧‍👦',
  'が',
  '\n',
  ' ',
  '\u0000',
  '\u202e',
  '\ud800',
];

const words = (longest: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 8, unit: 'grapheme' })), { maxLength: longest })
    .map((parts) => parts.join(''));

const filled = (longest: number): fc.Arbitrary<string> => words(longest).map((text) => (text.trim() === '' ? 'x' : text));

const orNull = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null, freq: 3 });

const anyBlock: fc.Arbitrary<Block<string>> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.oneof(words(20), words(900)) }),
  fc.record({ kind: fc.constant('steps' as const), title: orNull(words(4)), steps: fc.array(filled(40), { maxLength: 40 }) }),
  fc.record({
    kind: fc.constant('values' as const),
    title: orNull(words(4)),
    rows: fc.array(fc.record({ label: filled(4), value: filled(6), old: orNull(filled(3)) }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('evidence' as const),
    title: words(4),
    rows: fc.array(
      fc.record({
        what: words(4),
        result: filled(30),
        basis: fc.constantFrom('stated' as const, 'recorded' as const, 'measured' as const),
      }),
      { maxLength: 130 },
    ),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    title: words(4),
    items: fc.array(
      fc.record({
        what: filled(4),
        state: fc.constantFrom('waiting' as const, 'running' as const, 'done' as const, 'failed' as const, 'skipped' as const),
      }),
      { maxLength: 8 },
    ),
  }),
  fc.record({
    kind: fc.constant('card' as const),
    title: words(4),
    rows: fc.array(fc.record({ label: filled(4), value: filled(6) }), { maxLength: 12 }),
    note: orNull(words(60)),
  }),
);

const anyChoice: fc.Arbitrary<Choice<string>> = fc.record({
  id: fc.stringMatching(/^[a-z_]{1,20}:[a-z0-9_-]{1,40}$/),
  label: fc.oneof(filled(3), filled(30)),
  style: fc.constantFrom('primary' as const, 'plain' as const),
});

/** Any message the engine could ever mean, and many it never would. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  id: fc.constant('m1'),
  lang: fc.constantFrom('ja' as const, 'en' as const),
  blocks: fc.array(anyBlock, { maxLength: 8 }),
  choices: fc.array(anyChoice, { maxLength: 30 }),
  picker: orNull(
    fc.record({
      question: fc.constantFrom('isp', 'previous_isp', 'client'),
      directory: fc.constantFrom('isp' as const, 'mail_provider' as const, 'client' as const),
      placeholder: fc.oneof(words(3), words(40)),
    }),
  ),
});
