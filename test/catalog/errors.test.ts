import fc from 'fast-check';
import { loadCatalogue } from '../../src/catalog/load.ts';
import { CATALOGUE_FOLDER } from '../helpers/catalogue-folder.ts';

const catalogue = loadCatalogue(CATALOGUE_FOLDER);
const rows = [...catalogue.errors.values()].map(({ id, patterns }) => ({ id, patterns: patterns.map((pattern) => new RegExp(pattern)) }));

/** Ids of all errors found in a text, flattened as the reader flattens it. */
function find(text: string): string[] {
  const flat = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return rows.filter(({ patterns }) => patterns.some((pattern) => pattern.test(flat))).map(({ id }) => id);
}

describe('error patterns', () => {
  it.each([
    ['0x800ccc0f だとか出ます', '0x800ccc0f'],
    ['Ox800CCC0E', '0x800ccc0e'],
    ['０ｘ８００ＣＣＣ０Ｅ', '0x800ccc0e'],
    ['800CCC0E', '0x800ccc0e'],
    ['0x 800 CCC 0E', '0x800ccc0e'],
    ['エラー番号0x80042109です', '0x80042109'],
    ['ソケット エラー: 10060', 'socket-10060'],
    ['ソケットエラー：１００６１', 'socket-10061'],
    ['サーバーへの接続は失敗しました', '0x800ccc0e'],
    ['サーバーへの接続が中断されました', '0x800ccc0f'],
    ['受信者の 1 人がサーバーによって拒否されたため', '0x800ccc79'],
    ['メッセージのサイズがサーバーの制限を超えたため', '0x800ccc6d'],
    ['送信トレイに未送信のメッセージがあります', 'outlook-unsent-in-outbox'],
    ['Login to server mail.example.net with username a@example.net failed.', 'tb-login-failed'],
    ['The message could not be sent because connecting to Outgoing server (SMTP) mail.example.net failed.', 'tb-connect-failed'],
    ['because the connection to Outgoing server (SMTP) mail.example.net timed out. Try again.', 'tb-timed-out'],
    ['Unable to authenticate to Outgoing server (SMTP) mail.example.net.', 'tb-unable-to-authenticate'],
    ['Peer using unsupported version of security protocol.', 'tb-old-tls'],
    ['The recipient was rejected by the server because it does not allow relaying.', 'apple-relay'],
    ['535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'smtp-535-basic-disabled'],
    ['550 5.7.30 Basic authentication is not supported for Client Submission', 'smtp-535-basic-disabled'],
    ['534-5.7.9 Application-specific password required.', 'smtp-534-app-password'],
    ['535-5.7.8 Username and Password not accepted', 'smtp-535'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'smtp-530-starttls'],
    ['554 5.7.1 <x@example.org>: Relay access denied', 'smtp-relay-access-denied'],
    ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'smtp-rcpthosts'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'smtp-listed'],
    ['550 5.7.1 <x@example.org>... Command rejected', 'smtp-command-rejected'],
    ['552-5.2.3 Your message exceeded Google’s message size limits', 'smtp-message-too-big'],
    ['552 5.2.2 Mailbox is full', 'smtp-mailbox-full'],
    ['550-5.4.5 Daily user sending limit exceeded', 'smtp-daily-limit'],
    ['AUP#Out-1500', 'aup-out-1500'],
    ['Error: connect ETIMEDOUT 192.0.2.1:25', 'etimedout'],
    ['connect to mx.example.net[192.0.2.1]:25: Connection timed out', 'connect-25-timed-out'],
    ['connect ECONNREFUSED 127.0.0.1:587', 'econnrefused-local'],
    ['getaddrinfo ENOTFOUND smtp.example.net', 'enotfound'],
    ['SSL routines:ssl3_get_record:wrong version number', 'tls-wrong-version'],
    ['Retumed mail: see transcript for details', 'bounce'],
  ])('find "%s"', (text, id) => {
    expect(find(text)).toContain(id);
  });

  it.each([
    'こんにちは。メールが送れなくて困っています。',
    '受信はできるのに送信だけできません。先週 NURO 光に変えました。',
    '送信サーバーは認証が必要、にチェックが入っています。',
    'ポートは587で、SSLはオンです。',
    '550円払っても直りませんでした。',
    '電話は 0120-535-578 です。',
    'I changed my ISP last week and now mail will not go out.',
    'My outgoing server requires authentication and port 587 is set.',
    'I am 76 and not very computer savvy.',
    'It works on my phone and in webmail.',
    'I have 550 mails in the inbox and 10061 in the archive.',
    'The order number is 800123456.',
    'SMTP does not work while I am abroad.',
  ])('find nothing in "%s"', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('tell a refusal at home from a refusal by the server', () => {
    expect(find('connect ECONNREFUSED 127.0.0.1:587')).not.toContain('econnrefused');
    expect(find('connect ECONNREFUSED 192.0.2.1:587')).toContain('econnrefused');
  });

  it('find every Outlook code however its zeros, blanks, width and case are typed', () => {
    const codes = [...catalogue.errors.values()].filter(({ id }) => /^0x8/.test(id)).map(({ id }) => id);
    const typed = fc.record({
      code: fc.constantFrom(...codes),
      prefix: fc.constantFrom('0x', '0X', 'Ox', 'ox', '', '0x '),
      oh: fc.boolean(),
      wide: fc.boolean(),
      upper: fc.boolean(),
    });
    fc.assert(
      fc.property(typed, ({ code, prefix, oh, wide, upper }) => {
        const digits = code.slice(2);
        const slipped = oh ? digits.replaceAll('0', 'o') : digits;
        const cased = upper ? slipped.toUpperCase() : slipped;
        const shown = wide ? cased.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)) : cased;
        expect(find(`出たのは ${prefix}${shown} です`)).toEqual([code]);
      }),
    );
  });

  it('stay quick on a very long message', () => {
    const text = 'the server responded: '.repeat(5000);
    const started = performance.now();

    find(text);

    // Linear patterns take well under a second here; one that backtracks takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
