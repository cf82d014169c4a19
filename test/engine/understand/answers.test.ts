import { factsIn, readText } from '../../helpers/reading.ts';

describe('Answers to an open question', () => {
  test.each([
    ['can_receive', 'はい', { can_receive: true }],
    ['can_receive', '届きます', { can_receive: true }],
    ['can_receive', 'No, nothing comes in either.', { can_receive: false }],
    ['can_receive', 'どちらもだめです', { can_receive: false }],
    ['auth_enabled', 'チェックは入っていません', { auth_enabled: false }],
    ['auth_enabled', 'ticked', { auth_enabled: true }],
    ['vpn', '使っていません', { vpn: false }],
    ['vpn', 'NordVPN', { vpn: true }],
    ['attachment', '添付しなくても送れません', { attachment: false }],
    ['attachment', 'only with attachments', { attachment: true }],
    ['isp', 'NURO', { isp: 'nuro' }],
    ['isp', 'えーと、たぶんJ:COMだったと思います', { isp: 'jcom' }],
    ['isp', 'ほっとネット光です', { isp: 'ほっとネット光' }],
    ['isp', "I'm with Wibble Cable", { isp: 'wibble cable' }],
    ['isp', 'Sky', { isp: 'sky-uk' }],
    ['previous_isp', 'J:COMでした', { previous_isp: 'jcom' }],
    ['mail_provider', 'Outlook', { mail_provider: 'outlook-com' }],
    ['mail_provider', 'ヤフー', { mail_provider: 'yahoo-jp' }],
    ['mail_provider', 'Zubble Mail', { mail_provider: 'zubble mail' }],
    ['mail_domain', 'taro@plala.or.jp', { mail_domain: 'plala.or.jp', mail_provider: 'plala' }],
    ['mail_domain', 'example.co.jp', { mail_domain: 'example.co.jp' }],
    ['client', 'アウトルックの2007', { client: 'outlook-2007', client_version: '2007' }],
    ['client', 'iPhoneです', { client: 'ios-mail' }],
    ['client', 'ブラウザ', { client: 'webmail' }],
    ['client', 'Windows 10の「メール」です', { client: 'windows-mail-app' }],
    ['client_version', 'バージョン6', { client_version: '6' }],
    ['os', 'Vista', { os: 'windows-vista' }],
    ['os', 'マック', { os: 'macos' }],
    ['outgoing_server', 'smtp.jcom.home.ne.jp', { outgoing_server: 'smtp.jcom.home.ne.jp' }],
    ['outgoing_server', 'It says mail.btinternet.com', { outgoing_server: 'mail.btinternet.com' }],
    ['can_send_elsewhere', 'Webmail.', { can_send_elsewhere: { webmail: true } }],
    ['can_send_elsewhere', '別のところからなら送れます', { can_send_elsewhere: { other_network: true } }],
    ['started_after', '突然', { started_after: ['nothing'] }],
    ['started_after', 'About two weeks ago', { started_after: [] }],
    ['antivirus', '入れていません', { antivirus: 'none' }],
    ['antivirus', 'SuperGuard Pro', { antivirus: 'superguard pro' }],
    ['line_kind', 'office', { line_kind: 'office' }],
    ['line_kind', '家です', { line_kind: 'home' }],
    ['error_codes', 'エラーは出ません', { error_codes: [] }],
    ['error_codes', '0x800ccc0e', { error_codes: ['0x800ccc0e'] }],
  ] as const)('%s: %s', (asked, text, expected) => {
    expect(factsIn(text, asked)).toMatchObject(expected);
  });

  test.each(['わからない', "I don't know", '今日は寒いですね', 'what do you mean?', '言いたくない'])('no answer, no fact: %s', (text) => {
    expect(factsIn(text, 'isp')).toEqual({});
  });

  test('"nothing else works" is an answer of its own', () => {
    const reading = readText('どれもだめです', 'can_send_elsewhere');

    expect(factsIn('どれもだめです', 'can_send_elsewhere')).toMatchObject({ can_send_elsewhere: {} });
    expect(reading.signs).toContain('elsewhere.nothing_works');
  });

  test.each([
    ['error_codes', '受信はできます'],
    ['error_codes', 'NURO光です'],
    ['error_codes', 'ありがとう'],
    ['error_codes', '今日はいい天気ですね'],
    ['error_codes', 'I have Comcast'],
    ['started_after', '受信はできます'],
    ['started_after', 'Outlookを使っています'],
    ['started_after', 'Thanks a lot!'],
    ['can_send_elsewhere', '送信トレイに残ります'],
    ['client', 'NURO光です'],
    ['isp', 'Gmailです'],
  ] as const)('%s stays open when the message tells of something else: %s', (asked, text) => {
    expect(factsIn(text, asked)).not.toHaveProperty(asked);
  });

  test.each([
    ['error_codes', '何も出ません'],
    ['error_codes', 'サーバーがどうとか書いてあります'],
    ['error_codes', 'Something about the server'],
    ['started_after', '先週の金曜から'],
    ['started_after', 'about an hour ago'],
  ] as const)('%s is answered by words about it, though nothing in them is known: %s', (asked, text) => {
    expect(factsIn(text, asked)).toHaveProperty(asked);
  });

  test.each([
    ['error_codes', 'NURO光です', { isp: 'nuro' }],
    ['current_port', 'Outlook 2007です', { client: 'outlook-2007' }],
  ] as const)('a message that is nothing but a name tells of that name, whatever was asked (%s)', (asked, text, expected) => {
    const facts = factsIn(text, asked);

    expect(facts).toMatchObject(expected);
    expect(facts).not.toHaveProperty(asked);
  });

  test('that a mail came back leaves open what it says', () => {
    const reading = readText('Undelivered Mail Returned to Sender が返ってきました', 'error_codes');

    expect(reading.signs).toContain('symptom.bounce');
    expect(reading.facts.map(({ id }) => id)).not.toContain('error_codes');
  });

  test.each(['いいえ', 'no', 'ありません'])('no line before is nothing known of one: %s', (text) => {
    expect(readText(text, 'previous_isp')).toMatchObject({ facts: [], intent: 'dont_know' });
  });

  test('an answer may tell about something else than was asked', () => {
    expect(factsIn('受信はできます。プロバイダはOCNです', 'current_port')).toMatchObject({ can_receive: true, isp: 'ocn' });
  });
});
