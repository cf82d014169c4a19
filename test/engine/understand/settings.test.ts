import { factsIn, readText } from '../../helpers/reading.ts';

describe('The outgoing port', () => {
  test.each([
    ['ポートは25のままです', 25],
    ['ポート: 25, セキュリティ (SSL): なし', 25],
    ['送信ポートは587にしてあります', 587],
    ['25番ポートになっています', 25],
    ['Port is 465', 465],
    ['587, STARTTLS, normal password', 587],
    ['connect to mx.example.com[192.0.2.1]:25: Connection timed out', 25],
    ['Port is 25. I tried 587 but still the same', 25],
  ])('%s', (text, port) => {
    expect(factsIn(text)).toMatchObject({ current_port: port });
  });

  test.each([
    ['587に変えてもだめです', 'port.tried_587', 587],
    ['I changed it to 465 but no luck', 'port.tried_465', 465],
  ])('what was tried in vain is set now and marked as tried: %s', (text, sign, port) => {
    const reading = readText(text);

    expect(reading.signs).toContain(sign);
    expect(factsIn(text)).toMatchObject({ current_port: port });
  });

  test('several tries leave open what is set now', () => {
    const reading = readText('465も587も試しましたがだめでした');

    expect(reading.signs).toEqual(expect.arrayContaining(['port.tried_465', 'port.tried_587']));
    expect(factsIn('465も587も試しましたがだめでした')).not.toHaveProperty('current_port');
  });

  test.each([
    '587にすればいいですか?',
    'should I use 587?',
    '母は25歳で465円のケーキを買った',
    'Windows 10 and Thunderbird 115',
    'about 25 recipients',
    'サーバー会社は587には対応していないと言います',
    'on May 25 at 14:25',
    'what is port 25?',
  ])('neither questions nor other numbers are ports: %s', (text) => {
    expect(factsIn(text)).not.toHaveProperty('current_port');
  });

  test.each([
    ['25番です', 25],
    ['five eight seven', 587],
    ['twenty-five', 25],
    ['二十五番', 25],
    ['四六五', 465],
    ['２５', 25],
    ['it says 465', 465],
  ])('the answer %s', (text, port) => {
    expect(factsIn(text, 'current_port')).toMatchObject({ current_port: port });
  });
});

describe('The outgoing server, encryption and sign-in', () => {
  test.each([
    ['送信サーバーは smtp.jcom.home.ne.jp になっています', { outgoing_server: 'smtp.jcom.home.ne.jp' }],
    ['my outgoing server is smtp.comcast.net port 587 SSL', { outgoing_server: 'smtp.comcast.net', current_port: 587, security: 'tls' }],
    ['セキュリティ (SSL): なし', { security: 'none' }],
    ['接続の保護はSTARTTLSです', { security: 'starttls' }],
    ['SMTP認証はオンになっています', { auth_enabled: true }],
    ['送信サーバーの認証にチェックは入っていません', { auth_enabled: false }],
    ['no authentication is set', { auth_enabled: false }],
  ])('%s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });

  test('a host in a bounce is not the outgoing server', () => {
    expect(factsIn('host mail.example.com[192.0.2.1] said: 550 5.7.1 relaying denied')).not.toHaveProperty('outgoing_server');
  });

  test.each([
    ['SSL/TLS', 'tls'],
    ['なし', 'none'],
    ['STARTTLSです', 'starttls'],
    ['自動', 'auto'],
  ])('the encryption box says %s', (text, security) => {
    expect(factsIn(text, 'security')).toMatchObject({ security });
  });
});

describe('Program, version and system', () => {
  test.each([
    ['アウトルックの2007', { client: 'outlook-2007', client_version: '2007' }],
    ['Outlookです', { client: 'outlook' }],
    ['Outlook, the 2010 one', { client: 'outlook-2010', client_version: '2010' }],
    ['Outlookの2019', { client: 'outlook-classic', client_version: '2019' }],
    ['新しいOutlookを使っています', { client: 'outlook-new' }],
    ['Outlook Express 6 on Windows XP', { client: 'outlook-express', client_version: '6', os: 'windows-xp' }],
    ['Thunderbird 115.10.1', { client: 'thunderbird', client_version: '115.10.1' }],
    ['thunderbirdが78.2.2に自動更新されてから', { client: 'thunderbird', client_version: '78.2.2', started_after: ['client_update'] }],
    ['Windows Live メール 2012', { client: 'windows-live-mail', client_version: '2012' }],
    ['iPhoneのメールで送れません', { client: 'ios-mail' }],
    ['on my iPhone I cannot send', { client: 'ios-mail' }],
    ['Windows 10 Pro', { os: 'windows-10' }],
    ['Outlookでは送れるけどThunderbirdでは送れない', { client: 'thunderbird', can_send_elsewhere: { other_program: true } }],
    ['It works in Apple Mail but not in Outlook', { client: 'outlook', can_send_elsewhere: { other_program: true } }],
  ])('%s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });

  test('a phone that works is not the program that fails', () => {
    expect(factsIn('from my iphone the same account sends')).toEqual({ can_send_elsewhere: { phone: true } });
  });
});
