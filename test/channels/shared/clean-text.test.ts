import fc from 'fast-check';
import { cleanText, hasWords, isTyped } from '../../../src/channels/shared/clean-text.ts';

describe('Clean text', () => {
  it('has no character that steers a screen, and none that is half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(`${text}\ud800\u202e\u0007`);

        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('keeps words, lines and emoji as they are', () => {
    expect(cleanText('が\t１行目\n👨‍👩‍👧‍👦')).toBe('が\t１行目\n👨‍👩‍👧‍👦');
  });

  it.each([
    ['', false],
    [' \n　', false],
    ['\u202e\u0007', false],
    ['。', true],
  ])('has words or not: %j', (text, answer) => {
    expect(hasWords(text)).toBe(answer);
  });
});

describe('What is typed letter by letter', () => {
  it.each(['smtp.nifty.com', '587', 'STARTTLS', 'SSL/TLS', 'user1'])('is told from words: %s', (text) => {
    expect(isTyped(text)).toBe(true);
  });

  it.each(['オン', 'on', 'Outlook 2007', 'メールアドレス', '受信と同じ587'])('is not: %s', (text) => {
    expect(isTyped(text)).toBe(false);
  });
});
