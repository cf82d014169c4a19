import { factsIn, readText } from '../../helpers/reading.ts';

describe('Quoted replies of servers', () => {
  test.each([
    ['550 5.7.1 Relaying denied. Proper authentication required.', { code: 550, enhanced: '5.7.1', host: null, port: null }],
    ['535-5.7.8 Username and Password not accepted', { code: 535, enhanced: '5.7.8', host: null, port: null }],
    ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", { code: 553, enhanced: '5.7.1', host: null, port: null }],
    ['554 Relay access denied', { code: 554, enhanced: null, host: null, port: null }],
    ['host mail.example.com[192.0.2.1] said: 450 4.1.2 try later', { code: 450, enhanced: '4.1.2', host: 'mail.example.com', port: null }],
    ["Server Response: '550 5.7.1 no', Port: 25, Server Error: 550", { code: 550, enhanced: '5.7.1', host: null, port: 25 }],
    ['サーバーの応答: 553 sorry, ポート: 25', { code: 553, enhanced: null, host: null, port: 25 }],
  ])('%s', (text, reply) => {
    const reading = readText(text);

    expect(reading.replies).toEqual([reply]);
    expect(reading.signs).toContain('reply.quoted');
  });

  test('a reply on 25 proves that 25 is open', () => {
    expect(readText("Server Response: '550 5.7.1 no', Port: 25").signs).toContain('reply.on_25');
    expect(readText("Server Response: '550 5.7.1 no', Port: 587").signs).not.toContain('reply.on_25');
  });

  test.each([
    'I have 550 mails in my inbox',
    'port 465',
    'ポート: 587',
    '約500通のメール',
    'the server says 127.0.0.1',
    'the bill was 421 dollars',
  ])('other numbers are no replies: %s', (text) => {
    const reading = readText(text);

    expect(reading.replies).toEqual([]);
    expect(reading.signs).not.toContain('reply.quoted');
  });

  test('a whole bounce is read, and the address in it is not the own mailbox', () => {
    const bounce = [
      'This is the mail system at host mail.example.net.',
      "I'm sorry to have to inform you that your message could not be delivered.",
      '<hanako@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1',
      '    <hanako@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)',
    ].join('\n');

    const reading = readText(bounce);

    expect(reading.replies).toEqual([{ code: 550, enhanced: '5.1.1', host: 'mx.example.org', port: null }]);
    expect(factsIn(bounce)).not.toHaveProperty('mail_domain');
  });
});

describe('Error codes', () => {
  test.each(['0x800CCC0E', 'Ox800CCC0E が出ます', '０ｘ８００ＣＣＣ０Ｅ', '0X800ccc0e', '800CCC0E'])('as people type them: %s', (text) => {
    expect(factsIn(text).error_codes).toContain('0x800ccc0e');
  });

  test('several in one box', () => {
    expect(factsIn('ソケット エラー: 10060, エラー番号: 0x800CCC0E').error_codes).toEqual(
      expect.arrayContaining(['0x800ccc0e', 'socket-10060']),
    );
  });
});
