import { renderText } from '../../../src/channels/terminal/render.ts';
import { buildMessage, buildText, EVERY_KIND } from '../../helpers/messages.ts';
import { TRANSLATOR } from '../../helpers/terminal-stage.ts';

describe('renderText', () => {
  it('renders every kind of block, columns aligned by the width of the letters', () => {
    expect(renderText(buildMessage({ id: 'm1', blocks: EVERY_KIND }), TRANSLATOR)).toBe(
      [
        '送信だけが止まっているようです。',
        '',
        '次の順に操作してください',
        ' 1. 「ツール」を開きます',
        ' 2. 「アカウント設定」を選びます',
        ' 3. 「変更」を押します',
        '',
        '変更する設定',
        '  送信サーバー  smtp.nifty.com',
        '  ポート番号    25 → 587',
        '',
        'この答えのよりどころ',
        '  回線   NURO 光は外向きの25番を止めています（記録から）',
        '  症状   受信はできて、送信だけできない（お話から）',
        '  587番  返事がありました（測定から）',
        '',
        'サーバーを確かめています',
        '  ✓ 名前を調べる  確認できました',
        '  … 587番         調べています',
        '  ○ 465番         これから',
        '  × 25番          確認できませんでした',
        '  - 古い方式      省きました',
        '',
        '────────────────────────────────────────',
        'メール設定の控え',
        '  送信サーバー  smtp.nifty.com',
        '  ポート番号    587',
        '更新のあとで25に戻ることがあります。',
        '────────────────────────────────────────',
      ].join('\n'),
    );
  });

  it('says basis and states in the language of the message', () => {
    const evidence = { kind: 'evidence', title: 'Evidence', rows: [{ what: 'Port 587', result: 'answers', basis: 'measured' }] } as const;

    expect(renderText(buildMessage({ id: 'm1', lang: 'en', blocks: [evidence] }), TRANSLATOR)).toBe(
      'Evidence\n  Port 587  answers (measured)',
    );
  });

  it('numbers more than nine steps in one column', () => {
    const steps = Array.from({ length: 10 }, (_, index) => `step ${index + 1}`);

    const lines = renderText(buildMessage({ id: 'm1', blocks: [{ kind: 'steps', title: null, steps }] }), TRANSLATOR).split('\n');
    expect([lines[8], lines[9]]).toEqual(['  9. step 9', ' 10. step 10']);
  });

  it('lets no control character or direction mark through to the terminal', () => {
    expect(renderText(buildText('m1', '220 \x1b[2Jhello\u0007 \u202eolleh\nnext'), TRANSLATOR)).toBe('220 [2Jhello olleh\nnext');
  });
});
