import { advise } from '../../src/advice/advise.ts';
import type { AdviceRequest } from '../../src/contracts/advice.ts';
import type { MailClientRow, MailProviderRow } from '../../src/contracts/catalogue.ts';
import type { CauseId } from '../../src/contracts/diagnosis.ts';
import {
  CAUSES,
  catalogue,
  clientRow,
  evidenceOf,
  LANGS,
  providerRow,
  providerWith,
  requestOf,
  sentencesOf,
  server,
  sign,
  stepsOf,
  told,
} from '../helpers/advice/requests.ts';

const CLIENTS: readonly (MailClientRow | null)[] = [...catalogue.clients.values(), null];
const PROVIDERS: readonly (MailProviderRow | null)[] = [...['nifty', 'ocn', 'outlook-com', 'gmail'].map(providerRow), null];
const SETTINGS_CAUSES: readonly CauseId[] = ['op25b', 'auth_required', 'tls_mismatch', 'wrong_server', 'server_retired'];
const FOUNDING = evidenceOf({
  facts: { isp: told('nuro'), mail_provider: told('nifty'), current_port: told(25), can_receive: told(true) },
  signs: [sign('after.isp_change')],
});

function ask(
  cause: CauseId,
  provider: MailProviderRow | null,
  client: MailClientRow | null,
  screen: AdviceRequest['screen'],
): AdviceRequest {
  const standIn = client?.id === 'outlook' ? clientRow('outlook-classic') : null;
  return requestOf({ cause, provider, client, screen, standIn, evidence: FOUNDING });
}

/** The labels on the way to the settings, as they stand on the person's screen. */
function labelsOf({ client, screen }: AdviceRequest): readonly string[] {
  return client?.path.flatMap(({ label }) => (label === null ? [] : [label[screen]])) ?? [];
}

function everyRequest(cause: CauseId): readonly AdviceRequest[] {
  return PROVIDERS.flatMap((provider) => CLIENTS.flatMap((client) => LANGS.map((screen) => ask(cause, provider, client, screen))));
}

describe('A cure', () => {
  it('exists for all 23 causes', () => {
    expect(CAUSES).toHaveLength(23);
  });

  it.each(CAUSES)('of %s says whole sentences in both languages, whatever the provider, the program and the screen', (cause) => {
    for (const request of everyRequest(cause)) {
      const advice = advise(request);

      for (const lang of LANGS) {
        const sentences = sentencesOf(advice, lang);
        expect(sentences.length).toBeGreaterThan(1);
        expect(sentences.filter((words) => words.trim() === '' || /\{\{|undefined|null/.test(words))).toEqual([]);
      }
    }
  });

  it.each(CAUSES)('of %s never recommends port 25 and never goes without encryption on its own account', (cause) => {
    for (const request of everyRequest(cause)) {
      const { fix } = advise(request);

      expect(fix?.port).not.toBe(25);
      if (fix?.security === 'none') expect(request.client?.encryptionWords.starttls).toBeNull();
    }
  });

  it.each(CAUSES)('of %s keeps every block short enough for a chat', (cause) => {
    for (const request of everyRequest(cause)) {
      for (const block of advise(request).blocks) {
        if (block.kind === 'steps') expect(block.steps.length).toBeLessThanOrEqual(18);
      }
      for (const words of sentencesOf(advise(request), 'ja')) expect(words.length).toBeLessThanOrEqual(240);
    }
  });

  it.each(SETTINGS_CAUSES)('of %s says the labels of the screen in the screen’s language, whatever the language of the chat', (cause) => {
    const nifty = providerRow('nifty');
    const asked = CLIENTS.filter((client) => client !== null).flatMap((client) => LANGS.map((screen) => ask(cause, nifty, client, screen)));

    const missing = asked.flatMap((request) =>
      LANGS.flatMap((lang) => {
        const said = stepsOf(advise(request), lang).join();
        return labelsOf(request).filter((label) => !said.includes(label));
      }),
    );

    expect(missing).toEqual([]);
  });

  it('ends every change of settings with a test and with leaving the outbox alone', () => {
    for (const cause of SETTINGS_CAUSES) {
      for (const client of CLIENTS) {
        const { blocks } = advise(ask(cause, providerRow('nifty'), client, 'ja'));
        const keys = JSON.stringify(blocks);
        if (client?.traits.includes('server_software')) continue;

        expect(keys).toContain('advice:test.');
        expect(keys).toContain('advice:meanwhile.');
      }
    }
  });

  it('never invents a server: without a provider row no host is named', () => {
    for (const cause of CAUSES) {
      for (const client of CLIENTS) {
        const { fix, server } = advise(ask(cause, null, client, 'ja'));

        expect(server).toBeNull();
        expect(fix?.host ?? null).toBeNull();
      }
    }
  });

  it('gives a card exactly where it gives settings, and never a password on it', () => {
    for (const cause of CAUSES) {
      const { fix, card } = advise(ask(cause, providerRow('nifty'), clientRow('thunderbird'), 'ja'));

      expect(card === null).toBe(fix === null);
      expect(JSON.stringify(card)).not.toContain('password');
    }
  });
});

describe('The founding story', () => {
  const request = ask('op25b', providerRow('nifty'), clientRow('outlook-2007'), 'ja');
  const advice = advise(request);

  it('is cured by the provider’s submission port with sign-in', () => {
    expect(advice.fix).toEqual({
      host: 'smtp.nifty.com',
      port: 587,
      security: 'starttls',
      auth: true,
      username: 'local-part',
      client: 'outlook-2007',
    });
  });

  it('says plainly that the record lists no encryption, and the way back', () => {
    expect(sentencesOf(advice, 'ja')).toContainEqual(expect.stringContaining('記録には、このサーバーの暗号化が書かれていません'));
  });

  it('says that a block cannot be seen from the bot’s place', () => {
    expect(sentencesOf(advice, 'ja')[0]).toContain('こちらからは見えません');
    expect(sentencesOf(advice, 'en')[0]).toContain("can't see from here");
  });

  it('goes click by click through Outlook 2007 to the two ticks of its own test', () => {
    expect(stepsOf(advice, 'ja')).toEqual([
      '［ツール］メニューを開きます。',
      '［アカウント設定］を選びます。',
      '［電子メール］タブを押します。',
      '直したいメールアドレス（アカウント）を選びます。',
      '［変更］を押します。',
      ...stepsOf(advice, 'ja').slice(5, -6),
      '［アカウント設定のテスト］を押します。',
      expect.stringContaining('✓✓'),
      '［閉じる］を押します。',
      '［次へ］を押します。',
      '［完了］を押します。',
      '［閉じる］を押します。',
    ]);
    expect(stepsOf(advice, 'ja').slice(5, -6)).toEqual(
      expect.arrayContaining([
        '［送信サーバー］タブを押します。',
        '［送信サーバー (SMTP) は認証が必要］にチェックを入れます。',
        '［使用する暗号化接続の種類］で「TLS」を選びます。',
        '［送信サーバー (SMTP)］の 25 を消して、587 と入れます。',
      ]),
    );
  });

  it('opens a tab once for the settings that share it', () => {
    const said = stepsOf(advise({ ...request, screen: 'en' }), 'en');

    expect(said.filter((words) => words.includes('"Advanced" tab'))).toHaveLength(1);
  });

  it('shows what stands there now', () => {
    const values = advice.blocks.find((block) => block.kind === 'values');

    expect(values?.rows.find(({ label }) => label.key === 'advice:values.port')?.old).toEqual({
      key: 'advice:literal',
      params: { value: 25 },
    });
  });
});

describe('What is right already', () => {
  it('is not told again: on the recommended port, the port is only compared', () => {
    const evidence = evidenceOf({ facts: { current_port: told(587), security: told('tls') } });
    const advice = advise(
      requestOf({ cause: 'tls_mismatch', provider: providerRow('nifty'), client: clientRow('outlook-2010'), evidence }),
    );

    expect(sentencesOf(advice, 'ja')).toContain(
      '番号はもう587番なので、そのままで大丈夫です。ほかの項目が下と同じかどうか、見くらべてください。',
    );
    expect(stepsOf(advice, 'ja')).toContain('［送信サーバー (SMTP)］が 587 になっているのを確かめます。');
  });
});

describe('What is not port 25', () => {
  it('is said to be something else where the story sounds like port 25 and something rules it out', () => {
    const signs = [sign('after.isp_change'), sign('client.cloud', 'recorded')];
    const ruledOut = advise(requestOf({ cause: 'foreign_access_filter', evidence: evidenceOf({ signs }) }));
    const open = advise(requestOf({ cause: 'bad_credentials', evidence: evidenceOf({ signs: signs.slice(0, 1) }) }));

    expect(sentencesOf(ruledOut, 'ja')[0]).toBe('25番ポートの制限は、今回の原因ではなさそうです。');
    expect(JSON.stringify(open.blocks)).not.toContain('op25b.not_this');
  });

  it('is not cured by a port where a filter refuses senders abroad', () => {
    const advice = advise(requestOf({ cause: 'foreign_access_filter', client: clientRow('outlook-new') }));

    expect(advice.fix).toBeNull();
    expect(sentencesOf(advice, 'ja').join('')).not.toContain('587');
  });

  it('is not cured by an app password at Outlook.com, nor by settings in a program without OAuth', () => {
    const advice = advise(
      requestOf({ cause: 'app_password_or_oauth', provider: providerRow('outlook-com'), client: clientRow('outlook-2010') }),
    );

    expect(advice.fix).toBeNull();
    expect(JSON.stringify(advice.blocks)).toContain('app_not_working');
    expect(JSON.stringify(advice.blocks)).toContain('program_cannot');
  });

  it('is cured by OAuth click by click where the program can do it', () => {
    const advice = advise(requestOf({ cause: 'app_password_or_oauth', provider: providerRow('gmail'), client: clientRow('thunderbird') }));

    expect(stepsOf(advice, 'ja')).toContain('［認証方式］で「OAuth2」を選びます。');
  });

  it('is cured by an app password where it cannot', () => {
    const request = requestOf({ cause: 'app_password_or_oauth', provider: providerRow('gmail'), client: clientRow('outlook-2010') });

    expect(JSON.stringify(advise(request).blocks)).toContain('advice:password.app');
  });

  it('leads to the very page where the provider makes app passwords', () => {
    const request = requestOf({ cause: 'app_password_or_oauth', provider: providerRow('docomo'), client: clientRow('outlook-2010') });

    expect(JSON.stringify(advise(request).blocks)).toContain('IMAP用ID・パスワードの確認');
  });

  it('says plainly that the encryption follows from the port where the record names the port alone', () => {
    const evidence = evidenceOf({ facts: { current_port: told(587) } });
    const assumed = advise(
      requestOf({ cause: 'auth_required', provider: providerRow('yahoo-jp'), client: clientRow('thunderbird'), evidence }),
    );
    const recorded = advise(requestOf({ cause: 'op25b', provider: providerRow('nifty'), client: clientRow('thunderbird') }));

    expect(JSON.stringify(assumed.blocks)).toContain('advice:note.security_assumed');
    expect(JSON.stringify(recorded.blocks)).not.toContain('advice:note.security_assumed');
  });

  it('selects a server in a program that keeps a list of them', () => {
    const advice = advise(requestOf({ cause: 'op25b', provider: providerRow('nifty'), client: clientRow('thunderbird') }));

    expect(stepsOf(advice, 'ja')).toContain('一覧から、直したいメールアドレスの送信サーバーを選びます。');
  });

  it.each(['outlook-express', 'hidemaru-mail'])('prefers 465 in %s, whose screen has no STARTTLS', (client) => {
    const row = providerRow('nifty');
    const [first] = row.outgoing;
    const doors = first === undefined ? [] : [first, { ...first, port: 465, security: 'tls' as const }];
    const request = requestOf({ cause: 'op25b', provider: { ...row, outgoing: doors }, client: clientRow(client) });

    expect(advise(request).fix?.port).toBe(465);
  });

  it('is cured by the name where the previous line’s server is still set', () => {
    const facts = { outgoing_server: told('smtp.old.example'), current_port: told(587) };
    const evidence = evidenceOf({ facts, signs: [sign('server.previous_isp', 'recorded', 'server/smtp.old.example')] });
    const advice = advise(requestOf({ cause: 'wrong_server', provider: providerRow('nifty'), client: clientRow('thunderbird'), evidence }));

    expect(advice.fix?.host).toBe('smtp.nifty.com');
    expect(sentencesOf(advice, 'ja')[0]).toContain('smtp.old.example');
  });
});

describe('A server that is no longer in use', () => {
  it('is named, with its successor', () => {
    const source = { url: 'https://www.example.jp/news', date: '2026-01-31', checked: '2026-11-01', licence: null };
    const provider = providerWith([server(465)], { retiredHosts: [{ host: 'mail.example.jp', source }] });
    const evidence = evidenceOf({ facts: { outgoing_server: told('mail.example.jp') }, signs: [sign('server.retired', 'recorded')] });
    const advice = advise(requestOf({ cause: 'server_retired', provider, evidence }));

    expect(advice.fix?.host).toBe('smtp.example.jp');
    expect(sentencesOf(advice, 'ja')[0]).toContain('mail.example.jp');
  });
});

describe('A size limit that a server told', () => {
  it('is said with what really fits', () => {
    const look = {
      id: 'smtp/bot/smtp.example.jp/192.0.2.1/587',
      probe: 'smtp',
      vantage: 'bot',
      host: 'smtp.example.jp',
      address: '192.0.2.1',
      family: 4,
      port: 587,
      control: false,
      at: 0,
      ms: 1,
      failure: null,
      facts: {
        kind: 'smtp',
        banner: null,
        bannerHost: null,
        greetingCode: 220,
        implicitTls: false,
        extensionsBefore: [],
        extensionsInside: [],
        starttls: 'done',
        authBefore: [],
        authInside: [],
        size: 20 * 1024 * 1024,
        tls: null,
      },
    } as const;
    const advice = advise(requestOf({ cause: 'attachment_too_large', observations: [look] }));

    expect(sentencesOf(advice, 'en')).toContainEqual(expect.stringContaining('at most 20 MB'));
    expect(sentencesOf(advice, 'en')).toContainEqual(expect.stringContaining('about 14 MB'));
  });
});

describe('Webmail', () => {
  it('is not offered where it cannot help, and nobody is told to keep what the cure moves out of the outbox', () => {
    const said = (cause: CauseId) => JSON.stringify(advise(requestOf({ cause })).blocks);

    expect(said('network_down')).not.toContain('meanwhile.webmail');
    expect(said('mailbox_quota')).not.toContain('meanwhile.webmail');
    expect(said('attachment_too_large')).not.toContain('meanwhile.');
    expect(said('client_bug_or_outbox_stuck')).not.toContain('meanwhile.');
  });

  it('is not offered to people whose webmail fails too', () => {
    const evidence = evidenceOf({ facts: { can_send_elsewhere: told({ webmail: false }) } });
    const advice = advise(requestOf({ cause: 'op25b', provider: providerRow('nifty'), evidence }));

    expect(JSON.stringify(advice.blocks)).toContain('advice:meanwhile.outbox');
    expect(JSON.stringify(advice.blocks)).not.toContain('advice:meanwhile.webmail');
  });
});
