import fc from 'fast-check';
import { factsIn, readText } from '../../helpers/reading.ts';

describe('Passwords', () => {
  test.each([
    'パスワードは hunter2abc です',
    'パスワード：hunter2abc',
    'パスワードはhunter2abcで合っています',
    'password: hunter2abc',
    'my password is hunter2abc',
    'My smtp password is "hunter2abc" and it fails',
    'pw: hunter2abc',
    'pw hunter2abc',
    'i changed my password to hunter2abc yesterday',
    'username: taro password: hunter2abc',
    'ＰＡＳＳＷＯＲＤ：ｈｕｎｔｅｒ２ａｂｃ',
    'AUTH PLAIN hunter2abc',
  ])('is masked in what may be kept: %s', (text) => {
    const reading = readText(text);

    expect(reading.secret).toBe(true);
    expect(reading.text).toContain('●●●●');
    expect(reading.text.normalize('NFKC')).not.toContain('hunter2abc');
  });

  test.each([
    'パスワードは合っています',
    'パスワードが違いますと出ます',
    'パスワードを変えました',
    'パスワードは前と同じです',
    'my password is wrong',
    'my password is correct',
    'the password is not accepted',
    'it keeps asking for the password',
    'password: required',
    'app password set, still no luck',
  ])('is not seen where only its state is told: %s', (text) => {
    const reading = readText(text);

    expect(reading.secret).toBe(false);
    expect(reading.text).toBe(text);
  });

  test('never survives, whatever was asked and whatever stands around it', () => {
    const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGH23456789!#$%&';
    const secret = fc.array(fc.constantFrom(...letters), { minLength: 6, maxLength: 20 }).map((chars) => `${chars.join('')}7q`);
    const said = fc.constantFrom('パスワードは ', 'password: ', 'my password is ', 'pw=', 'パスワード：');
    const asked = fc.constantFrom('isp', 'client', 'mail_provider', 'antivirus', 'outgoing_server', null);

    fc.assert(
      fc.property(secret, said, asked, (word, before, question) => {
        const reading = readText(`受信はできます。${before}${word}\n25番です`, question);

        expect(JSON.stringify([reading.text, reading.facts])).not.toContain(word);
      }),
    );
  });

  test('what else the message says is still read', () => {
    expect(factsIn('NUROです。パスワードは hunter2abc です。ポートは25です')).toMatchObject({ isp: 'nuro', current_port: 25 });
  });
});
