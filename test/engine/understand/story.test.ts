import { factsIn, readText } from '../../helpers/reading.ts';

describe('Can it be received?', () => {
  test.each([
    ['受信はできるのに送信ができません', true],
    ['受信は問題ないです', true],
    ['届くのですが出せません', true],
    ['受信もできません', false],
    ['送受信できなくなりました', false],
    ['社内同士なら送受信できます', undefined],
    ['相手にメールが届きません', undefined],
    ['I can receive but not send', true],
    ['receiving works fine', true],
    ['Incoming OK', true],
    ['I can neither send nor receive', false],
    ['neither sending nor receiving works', false],
  ])('%s', (text, expected) => {
    expect(factsIn(text).can_receive).toBe(expected);
  });

  test.each(['受信だけできない', '送信はできるけど受信ができない', 'I can send but not receive'])('only receiving fails: %s', (text) => {
    const reading = readText(text);

    expect(reading.intent).toBe('cannot_receive_only');
    expect(factsIn(text)).toMatchObject({ can_receive: false });
  });
});

describe('What else can send?', () => {
  test.each([
    ['ウェブメールなら送れます', { webmail: true }],
    ['ブラウザからは見られます', { webmail: true }],
    ['スマホからは送れます', { phone: true }],
    ['テザリングにすると送れます', { other_network: true }],
    ['家では送れます', { other_network: true }],
    ['BIGLOBEの回線なら送れます', { other_network: true }],
    ['別のメールソフトでも送れません', { other_program: false }],
    ['どのパソコンからも送れません', { other_computer: false }],
    ['webmail works fine', { webmail: true }],
    ['at work it sends fine', { other_network: true }],
    ['my wife cannot send either', { other_computer: false }],
    ['I CANNOT SEND from my desktop but can from my phone', { phone: true }],
  ])('%s', (text, expected) => {
    expect(factsIn(text).can_send_elsewhere).toEqual(expected);
  });
});

describe('What happened before?', () => {
  test.each([
    ['ルーターを替えました', ['router_change']],
    ['引っ越してから', ['moved']],
    ['パスワードを変えてから送れない', ['password_change']],
    ['Windowsを更新したら送れなくなった', ['os_update']],
    ['新しいパソコンにしました', ['new_device']],
    ['ウイルス対策ソフトを入れてから', ['antivirus_install']],
    ['サーバーを移転しました', ['server_move']],
    ['設定は何も変えていません', ['nothing']],
    ['回線をほかの会社に替えました', ['isp_change']],
    ['nothing has changed', ['nothing']],
    ['since I changed my password', ['password_change']],
    ['after the Thunderbird update', ['client_update']],
    ['we got a new router', ['router_change']],
    ['I am in Thailand now', ['travel']],
    ['we went over to fibre', ['isp_change']],
  ])('%s', (text, expected) => {
    expect(factsIn(text).started_after).toEqual(expected);
  });
});

describe('Line, VPN, security software and attachments', () => {
  test.each([
    ['海外に来ています', { line_kind: 'abroad' }],
    ['ホテルのWi-Fiです', { line_kind: 'public_wifi' }],
    ['会社の回線です', { line_kind: 'office' }],
    ['別の会社の光にしました', { started_after: ['isp_change'] }],
    ['a droplet at DigitalOcean', { line_kind: 'cloud_server', isp: 'digitalocean' }],
    ['VPNを使っています', { vpn: true }],
    ['VPNは使っていません', { vpn: false }],
    ['No VPN.', { vpn: false }],
    ['ノートンを入れています', { antivirus: 'ノートン' }],
    ['I run Trend Micro', { antivirus: 'trend micro' }],
    ['no antivirus', { antivirus: 'none' }],
    ['添付ファイル付きのメールだけ送れません', { attachment: true }],
    ['添付は付けていません', { attachment: false }],
  ])('%s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });
});

describe('A mail server of one’s own', () => {
  test.each([
    '自宅サーバーから送れません',
    '自分で立てたメールサーバーです',
    '自社のメールサーバーから外に届きません',
    'I run my own mail server',
  ])('%s', (text) => {
    expect(factsIn(text)).toMatchObject({ client: 'server-software' });
  });

  test.each(['会社のメールサーバーの設定はOutlookに入れました', "my provider's mail server"])('is not %s', (text) => {
    expect(factsIn(text).client).not.toBe('server-software');
  });
});

describe('Small signs', () => {
  test.each([
    ['送信トレイに残ったままです', 'symptom.outbox'],
    ['送信ボタンが灰色で押せません', 'symptom.send_disabled'],
    ['パスワードを何度も聞かれます', 'symptom.password_prompt'],
    ['変な英語のメールが戻ってきます', 'symptom.bounce'],
    ['友達にだけ送れません', 'scope.one_recipient'],
    ['もう一度押すと送れます', 'scope.intermittent'],
    ['もう一回押せば送れます', 'auth.pop_first'],
    ['最初に送ると必ず失敗します', 'auth.pop_first'],
    ['the second attempt always works', 'auth.pop_first'],
    ['送信サーバーも受信サーバーも同じ名前にしました', 'server.incoming_name'],
    ['the same name in both boxes', 'server.incoming_name'],
    ['quotaと出ます', 'quota.own_full'],
    ['回線とメールは別の会社です', 'provider.other_than_line'],
    ['my mail is with a different company than my internet', 'provider.other_than_line'],
    ['サンダーバードが固まって動きません', 'stage.local'],
    ['学外へのメールがなかなか届きません', 'symptom.send_ok_not_arriving'],
    ['ネットに接続できません', 'symptom.no_internet'],
    ['社内の全員が送れません', 'scope.everyone_here'],
    ['プロバイダが25番を止めたそうです', 'said.block_25'],
    ['VPNを切ったら送れました', 'vpn.off_helped'],
    ['ブラックリストに載っていると出ます', 'listed.ip'],
    ['mails sit in the outbox', 'symptom.outbox'],
    ['it keeps asking for my password', 'symptom.password_prompt'],
    ['the Send button is greyed out', 'symptom.send_disabled'],
    ['my ISP blocks port 25', 'said.block_25'],
    ['disabled Avast and now it works', 'antivirus.off_helped'],
    ['only messages with attachments', 'scope.attachments_only'],
    ['my friend says my account was hacked', 'said.virus_or_hacked'],
  ])('%s', (text, sign) => {
    expect(readText(text).signs).toContain(sign);
  });

  test.each([
    ['ホームページは見られます', 'symptom.no_internet'],
    ['ネットは見られるんですが', 'symptom.no_internet'],
    ['ネットには接続できています', 'symptom.no_internet'],
    ['lost connection to the mail server', 'symptom.no_internet'],
    ['ぷららのアドレスだけ送れません', 'scope.some_recipients'],
    ['特定の人からのメールが届きません', 'scope.one_recipient'],
    ['メールの会社は前と同じです', 'provider.other_than_line'],
    ['障害情報は出ていません', 'said.outage'],
    ['after a power outage', 'said.outage'],
    ['they changed the office hours', 'symptom.slow'],
    ['パスワードは合っています', 'auth.failed'],
  ])('%s is not %s', (text, sign) => {
    expect(readText(text).signs).not.toContain(sign);
  });
});
