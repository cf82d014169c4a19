import fc from 'fast-check';
import { readText } from '../../helpers/reading.ts';

const words = fc.constantFrom(
  '受信はできます',
  '送信',
  'NURO',
  'J:COMから',
  'ニフティ',
  'に変えた',
  '。',
  '、',
  '\n',
  ' ',
  'password: ',
  'port 25',
  'switched from Comcast',
  'to AT&T',
  '550 5.7.1',
  '@nifty.com',
  'smtp.nifty.com',
  '0x800CCC0E',
  '「',
  '」',
  '😀',
  '\u202e',
  '\u0000',
  'ｶﾞ',
  '?',
  'telnet a.example 25',
);
const story = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(''));
const anything = fc.oneof(story, fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 200 }));
const asked = fc.constantFrom(
  'isp',
  'client',
  'mail_provider',
  'current_port',
  'can_send_elsewhere',
  'started_after',
  'error_codes',
  'outgoing_server',
  null,
);

describe('The reader, whatever is typed', () => {
  test('never throws and is pure', () => {
    fc.assert(
      fc.property(anything, asked, (text, question) => {
        expect(readText(text, question)).toEqual(readText(text, question));
      }),
      { numRuns: 300 },
    );
  });

  test('leaves text without a password as it was', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const reading = readText(text);

        expect(reading.secret || reading.text === text).toBe(true);
      }),
    );
  });

  test('keeps no part of an address before the @ in a fact', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,12}[0-9]{3}$/), asked, (name, question) => {
        const { facts } = readText(`アドレスは ${name}@example.co.jp です`, question);

        expect(JSON.stringify(facts)).not.toContain(name);
      }),
    );
  });

  test('names a fact once, unless it denies others', () => {
    fc.assert(
      fc.property(story, asked, (text, question) => {
        const ids = readText(text, question)
          .facts.filter((fact) => !fact.denied)
          .map((fact) => fact.id);

        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test.each([
    'a',
    '@',
    'a.',
    '587 ',
    ' ',
    'ア',
    '😀',
    'password: ',
    'gmail ',
    '送信',
    '(',
    '"',
    'port 25 ',
    'switched from comcast to ',
    'telnet a.b 25 ',
    'a@gmail.com ',
    '{"observations"',
    '550 5.7.1 ',
    '回線を',
    'もし',
    'should i use ',
    '\u0301',
  ])('a hundred thousand characters of %j cost about what ten times ten thousand cost', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    const tenth = text.slice(0, 10_000);

    const spent = (run: () => void) => {
      const start = process.cpuUsage();
      run();
      return process.cpuUsage(start).user;
    };
    const tenTimes = spent(() => {
      for (let round = 0; round < 10; round += 1) readText(tenth);
    });
    const once = spent(() => readText(text));

    // A quadratic reader would need ten times as long; four times and a quarter second leave room for a busy machine.
    expect(once).toBeLessThan(tenTimes * 4 + 250_000);
  });
});
