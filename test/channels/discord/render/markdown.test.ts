import fc from 'fast-check';
import {
  bold,
  escapeMarkdown,
  heading,
  row,
  settingOf,
  small,
  splitWords,
  strike,
} from '../../../../src/channels/discord/render/markdown.ts';
import { readMarkdown } from '../../../../src/channels/discord/render/read-markdown.ts';
import { cleanText } from '../../../../src/channels/shared/clean-text.ts';
import { type Node, parseMarkdown, readShown } from '../../../helpers/discord-page/markdown.ts';

/** Pieces of all that a client could take for a format. */
const FRAGMENTS = [
  '*', '**', '_', '__', '~~', '`', '```', '||', '> ', '>>> ', '# ', '### ', '-# ', '- ', '1. ', '\\', '[', '](', ')', '<', '>', '@everyone', '@here',
  '<@123>', '<@&5>', '<#7>', '<:a:1>', '<t:1:R>', '</x:1>', ':smile:', ':', '//', 'http://', 'https://a.jp/x_y*z', 'https://', 'a', 'ア', ' ', '\n', '。', '0', '~',
]; // biome-ignore format: a table of fragments
const anyWords = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: 'binary' }) },
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

function kindsOf(nodes: readonly Node[]): readonly string[] {
  return nodes.map(({ kind }) => kind);
}

describe('Words as Markdown', () => {
  it('are shown just as they are, and begin no format, whatever they are', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        const shown = parseMarkdown(escapeMarkdown(words));

        expect(kindsOf(shown).filter((kind) => !['text', 'break', 'link'].includes(kind))).toEqual([]);
        expect(readShown(escapeMarkdown(words))).toBe(cleanText(words));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['*太字* _x_ ~~y~~ `z` ||w||', '\\*太字\\* \\_x\\_ \\~\\~y\\~\\~ \\`z\\` \\|\\|w\\|\\|'],
    ['# 見出し\n- 一つ\n1. 二つ\n> 三つ\n-# 四つ', '\\# 見出し\n\\- 一つ\n1\\. 二つ\n\\> 三つ\n\\-# 四つ'],
    ['@everyone <@1> <#2> :smile:', '\\@everyone \\<@1> \\<#2> \\:smile:'],
    ['[こちら](https://evil.example/)', '\\[こちら\\](<https://evil.example/>)'],
    ['taro@nifty.com の smtp.nifty.com、587番', 'taro@nifty.com の smtp.nifty.com、587番'],
  ])('have a backslash before what would begin a format, and no other: %p', (words, markdown) => {
    expect(escapeMarkdown(words)).toBe(markdown);
  });

  it('keep addresses of pages whole, and end them where they end', () => {
    expect(escapeMarkdown('詳しくは https://example.jp/a_b?c=*1。')).toBe('詳しくは <https://example.jp/a_b?c=*1>。');
  });
});

describe('Formats', () => {
  it('show a value that is typed as code, exactly, and any other in bold', () => {
    expect(settingOf('smtp.nifty_1.com')).toBe('`smtp.nifty_1.com`');
    expect(settingOf('587')).toBe('`587`');
    expect(settingOf('受信と同じ*パスワード*')).toBe('**受信と同じ\\*パスワード\\***');
    expect(settingOf('a`1`')).toBe('**a\\`1\\`**');
  });

  it.each([
    ['bold', bold, 'bold'],
    ['struck', strike, 'struck'],
    ['small', small, 'small'],
    ['a heading', heading, 'heading'],
  ] as const)('are one format each, whatever the words: %s', (_, format, kind) => {
    fc.assert(
      fc.property(anyWords, (words) => {
        const line = words.replace(/\s*\n\s*/g, ' ').trim();
        fc.pre(cleanText(line).trim() === line && line !== '' && !line.includes('\\') && !line.endsWith('~'));

        const shown = parseMarkdown(format(line));

        expect(kindsOf(shown)).toEqual([kind]);
        expect(readShown(format(line))).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  it('keep the lines of a row of a list together', () => {
    expect(row('12.', '一行目\n 二行目\n\n三行目')).toBe('12. 一行目\n    二行目\n    三行目');
  });

  it('are read back to the words', () => {
    expect(readMarkdown(`${heading('1. *見出し*')}\n${small('小さく')}\n${bold('太字')}と${settingOf('587')} \`\\<https://a.jp/>`)).toBe(
      '1. *見出し*\n小さく\n太字と587 <https://a.jp/>',
    );
    expect(readMarkdown(escapeMarkdown('https://example.jp/a_b を見て'))).toBe('https://example.jp/a_b を見て');
  });
});

describe('Splitting', () => {
  it('counts what escaping adds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('*', '_', 'あ', '。', ' ', 'b'), { maxLength: 400 }), (parts) => {
        const words = parts.join('');
        const pieces = splitWords(words, 50);

        expect(pieces.every((piece) => escapeMarkdown(piece).length <= 50)).toBe(true);
        expect(pieces.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
      }),
    );
  });
});
