import fc from 'fast-check';
import { readDiscordText } from '../../../../src/channels/discord/render/words.ts';

const BOT = { botUser: '99' };

describe('What a person typed', () => {
  it.each([
    ['a person', '<@123> さんも <@!456> も送れません', '@someone さんも @someone も送れません'],
    ['a group', '<@&7> に聞きました', '@group に聞きました'],
    ['a channel', '<#5> で聞きました', '#channel で聞きました'],
    ['an emoji of the server', '<:komatta:1> <a:naki:2>', ':komatta: :naki:'],
    ['a command', '</mailfix:12> と </mailfix help:12>', '/mailfix と /mailfix help'],
    ['a moment', '<t:1763942400:D> から', '2025-11-24 00:00 から'],
    ['a moment no calendar has', '<t:99999999999999999>', '<t:99999999999999999>'],
    ['an address of a page', 'https://example.jp/?a=1&b=2', 'https://example.jp/?a=1&b=2'],
    ['all else', 'a <b> &amp; `c` *d* \\* <taro@nifty.com> @everyone', 'a <b> &amp; `c` *d* \\* <taro@nifty.com> @everyone'],
  ])('comes through: %s', (_, typed, words) => {
    expect(readDiscordText(typed, BOT)).toBe(words);
  });

  it.each([
    ['<@99> メールが送れません', 'メールが送れません'],
    ['メールが送れません <@!99>', 'メールが送れません'],
    ['すみません　<@99>　送れません', 'すみません 送れません'],
    ['<@99>\n1行目\n  2行目  字下げ', '\n1行目\n  2行目  字下げ'],
    ['<@99> <@1> も', '@someone も'],
    ['<@99>', ''],
  ])('has the bot’s own name taken out: %p', (typed, words) => {
    expect(readDiscordText(typed, BOT)).toBe(words);
  });

  it('keeps the name of a person whose id begins like the bot’s, and everybody’s where the bot has none', () => {
    expect(readDiscordText('<@991> 送れません', BOT)).toBe('@someone 送れません');
    expect(readDiscordText('<@99> 送れません', { botUser: null })).toBe('@someone 送れません');
  });

  it('is just as it was, whatever it was, where nobody and nothing is named', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        fc.pre(!/<[@#:at/]/.test(typed));

        expect(readDiscordText(typed, BOT)).toBe(typed);
      }),
    );
  });
});
