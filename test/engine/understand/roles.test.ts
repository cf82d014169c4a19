import { factsIn } from '../../helpers/reading.ts';

describe('Which name plays which part, in Japanese', () => {
  test.each([
    ['J:COM から NURO に変えた', { previous_isp: 'jcom', isp: 'nuro' }],
    ['J:COMからNURO光に乗り換えてから送信できません', { previous_isp: 'jcom', isp: 'nuro' }],
    ['NUROにする前はJ:COMでした', { previous_isp: 'jcom', isp: 'nuro' }],
    ['J:COMをやめてNUROにしました', { previous_isp: 'jcom', isp: 'nuro' }],
    ['家のネットがNURO光に変わりました。前はJ:COMです', { previous_isp: 'jcom', isp: 'nuro', started_after: ['isp_change'] }],
    ['ＪＣＯＭ→ＮＵＲＯ', { previous_isp: 'jcom', isp: 'nuro' }],
    ['前はOCNで、今はソフトバンク光です', { previous_isp: 'ocn', isp: 'softbank-bb' }],
    [
      'ぷららからauひかりに切り替えたら、ぷららのメールだけ送れなくなりました',
      { previous_isp: 'plala', isp: 'au-hikari', mail_provider: 'plala' },
    ],
    ['コミュファに変えてから送信できん。メアドはOCN', { isp: 'commufa', mail_provider: 'ocn' }],
    ['メールはニフティのままで回線だけ楽天ひかりにした', { isp: 'rakuten-hikari', mail_provider: 'nifty' }],
    ['プロバイダはBIGLOBE、メールはSo-netです', { isp: 'biglobe', mail_provider: 'so-net' }],
    ['回線はeo光ですが、ニフティのメールが送信できません', { isp: 'eo', mail_provider: 'nifty' }],
    ['ニフティの光を使っています', { isp: 'nifty' }],
    ['ニフティのアドレスです', { mail_provider: 'nifty' }],
    ['@nifty.com のメールです', { mail_provider: 'nifty', mail_domain: 'nifty.com' }],
    ['Gmailから友達に送れません', { mail_provider: 'gmail' }],
  ])('%s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });

  test.each(['Gmail宛だけ届かない', 'ドコモのメールに送っても届きません', 'ヤフーの人にだけ送れません', 'hanako@gmail.com に送れません'])(
    'whom it is sent to is nobody’s mailbox: %s',
    (text) => {
      const facts = factsIn(text);

      expect(facts).not.toHaveProperty('mail_provider');
      expect(facts).not.toHaveProperty('mail_domain');
    },
  );

  test('what is denied takes a value away, and what is said instead counts', () => {
    expect(factsIn('Gmailではないです。ヤフーメールです')).toEqual({ 'not mail_provider': 'gmail', mail_provider: 'yahoo-jp' });
  });

  test('a brand of both kinds without telling words takes the part that was asked for', () => {
    expect(factsIn('ニフティ', 'isp')).toEqual({ isp: 'nifty' });
    expect(factsIn('ニフティ', 'mail_provider')).toEqual({ mail_provider: 'nifty' });
    expect(factsIn('ニフティ', 'previous_isp')).toEqual({ previous_isp: 'nifty' });
  });

  test.each(['プロバイダを変えたりはしていません', '回線もソフトも何も変えていません'])('no change is no change: %s', (text) => {
    expect(factsIn(text).started_after ?? []).not.toContain('isp_change');
  });
});

describe('Which name plays which part, in English', () => {
  test.each([
    ['switched from Comcast to AT&T', { previous_isp: 'comcast', isp: 'att' }],
    ['I used to have Xfinity, now Frontier', { previous_isp: 'comcast', isp: 'frontier' }],
    ['since I got the new NURO line (was J:COM)', { previous_isp: 'jcom', isp: 'nuro', started_after: ['isp_change'] }],
    ['It was J:COM before', { previous_isp: 'jcom' }],
    ['My mail is at nifty', { mail_provider: 'nifty' }],
    ['now on Spectrum instead of Frontier', { previous_isp: 'frontier', isp: 'charter' }],
    [
      'moved from Verizon to Spectrum and kept my verizon.net address',
      { previous_isp: 'verizon', isp: 'charter', mail_provider: 'verizon.net', mail_domain: 'verizon.net' },
    ],
    ['We changed our internet provider from TalkTalk to Plusnet', { previous_isp: 'talktalk', isp: 'bt' }],
    ['cancelled Cox and got T-Mobile home internet', { previous_isp: 'cox' }],
    ['My ISP is BT but my email is with Virgin Media', { isp: 'bt', mail_provider: 'virginmedia.com' }],
    ['I am with Sky and my mail is sky.com', { isp: 'sky-uk', mail_provider: 'sky.com' }],
    [
      'BT broadband, Gmail account in Outlook 2016',
      { isp: 'bt', mail_provider: 'gmail', client: 'outlook-classic', client_version: '2016' },
    ],
    ['I have Free in France and an orange.fr address', { isp: 'free-fr', mail_provider: 'orange.fr' }],
  ])('%s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });

  test.each([
    'Sending to hotmail addresses fails',
    'it just can not forward out to outlook or yahoo',
    'I cannot mail to jane@yahoo.com',
    'works on my phone with Gmail',
  ])('neither whom it is sent to nor a comparison is a mailbox: %s', (text) => {
    const facts = factsIn(text);

    expect(facts).not.toHaveProperty('mail_provider');
    expect(facts).not.toHaveProperty('mail_domain');
  });

  test('the own address among others gives the domain, never the part before the @', () => {
    const facts = factsIn('My address is bob@btinternet.com and I cannot mail to jane@yahoo.com');

    expect(facts).toMatchObject({ mail_domain: 'btinternet.com', mail_provider: 'btinternet.com' });
    expect(JSON.stringify(facts)).not.toContain('bob');
  });

  test.each([
    ['I feel free to ask', 'isp'],
    ['the sky is blue today', 'isp'],
    ['so net is down and I do not know', 'isp'],
    ['that rings a bell', 'isp'],
    ['my cable modem is old', 'isp'],
  ])('everyday words are no brands: %s', (text, id) => {
    expect(factsIn(text)).not.toHaveProperty(id);
  });

  test('not Outlook, Thunderbird', () => {
    expect(factsIn('Not Outlook, Thunderbird')).toEqual({ 'not client': 'outlook', client: 'thunderbird' });
  });
});

describe('Misspelt names', () => {
  test.each([
    ['サンダーバドを使っています', { client: 'thunderbird' }],
    ['アウトルクです', { client: 'outlook' }],
    ['I use tunderbird', { client: 'thunderbird' }],
    ['my hotmial account', { mail_provider: 'outlook-com' }],
    ['my verison line', { isp: 'verizon' }],
  ])('one slip is understood: %s', (text, expected) => {
    expect(factsIn(text)).toMatchObject(expected);
  });

  test.each(['the copper line', 'I was encouraged', 'posted a letter'])('ordinary words are not bent into names: %s', (text) => {
    expect(factsIn(text)).toEqual({});
  });
});
