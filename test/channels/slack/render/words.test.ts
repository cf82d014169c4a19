import fc from 'fast-check';
import { escapeEntities, escapeText, readSlackText } from '../../../../src/channels/slack/render/words.ts';

const BOT = { botUser: 'UBOT' };

describe('What a person typed', () => {
  it.each([
    ['entities', 'a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['a mail address', 'アドレスは <mailto:taro@nifty.com|taro@nifty.com> です', 'アドレスは taro@nifty.com です'],
    ['a bare mail address', '<mailto:taro@nifty.com>', 'taro@nifty.com'],
    ['a host that Slack made a link of', 'サーバーは <http://smtp.nifty.com|smtp.nifty.com> の 587', 'サーバーは smtp.nifty.com の 587'],
    ['an address of a page', '<https://example.jp/?a=1&amp;b=2>', 'https://example.jp/?a=1&b=2'],
    ['a telephone number', '<tel:0312345678|03-1234-5678>', '03-1234-5678'],
    ['a person', '<@U123> さんも <@U456|taro> も送れません', '@someone さんも @someone も送れません'],
    ['a channel', '<#C123|help> と <#C456> と <#C789|>', '#help と #channel と #channel'],
    ['everybody', '<!here> <!channel|channel>', '@here @channel'],
    ['a group', '<!subteam^S1|@helpdesk> <!subteam^S2>', '@helpdesk @group'],
    ['a date', '<!date^1392734382^{date}|2014年2月18日>から', '2014年2月18日から'],
  ])('comes through exactly: %s', (_, typed, words) => {
    expect(readSlackText(typed, BOT)).toBe(words);
  });

  it.each([
    ['<@UBOT> メールが送れません', 'メールが送れません'],
    ['メールが送れません <@UBOT>', 'メールが送れません'],
    ['すみません　<@UBOT|okuru>　送れません', 'すみません 送れません'],
    ['<@UBOT>\n1行目\n  2行目  字下げ', '\n1行目\n  2行目  字下げ'],
    ['<@UBOT>', ''],
  ])('has the bot’s own name taken out: %p', (typed, words) => {
    expect(readSlackText(typed, BOT)).toBe(words);
  });

  it('keeps the name of a person whose id begins like the bot’s', () => {
    expect(readSlackText('<@UBOT2> 送れません', BOT)).toBe('@someone 送れません');
  });

  it('is the same after Slack has escaped it, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(readSlackText(escapeEntities(typed), BOT)).toBe(typed);
      }),
    );
  });
});

describe('Text for mrkdwn', () => {
  it.each(['smtp.nifty.com', 'taro_suzuki@example.ne.jp', 'a*b', '送信~受信', '12:30:45', 'smtp.example.jp:587:tls', '0x800CCC0E'])(
    'leaves %s as it is',
    (text) => {
      expect(escapeText(text)).toBe(text);
    },
  );

  it.each([
    ['*太字*', '＊太字＊'],
    ['_x_ ~y~ `z`', '＿x＿ ～y～ ｀z｀'],
    ['```code```', '｀｀｀code｀｀｀'],
    [':smile: :+1: :100:', '：smile: ：+1: ：100:'],
    ['> 引用\n>引用', '＞ 引用\n＞引用'],
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['220 smtp\u202e.evil\u0007', '220 smtp.evil'],
  ])('lets %p begin no format', (text, shown) => {
    expect(escapeText(text)).toBe(shown);
  });
});
