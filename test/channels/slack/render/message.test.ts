import { join } from 'node:path';
import fc from 'fast-check';
import { cleanText } from '../../../../src/channels/shared/clean-text.ts';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import { blockPrefix, readBlockId } from '../../../../src/channels/slack/render/block-id.ts';
import { renderMessage } from '../../../../src/channels/slack/render/message.ts';
import type { Rendered } from '../../../../src/channels/slack/render/rendered.ts';
import { plainer } from '../../../../src/channels/slack/render/table.ts';
import type { Block, Message } from '../../../../src/contracts/messages.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { anyMessage } from '../../../helpers/any-message.ts';
import { buildMessage, buildText, EVERY_KIND } from '../../../helpers/messages.ts';
import { readParts, readShown } from '../../../helpers/slack-words.ts';
import { checkMessage } from '../../../slack/emulator/validate/message.ts';

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales'));
const AT = { conversation: 'slack:T0123456789/C0123456789:1712345678.000100/U0123456789', seq: 1_799_999_999_999_123 };

function render(message: Message): readonly Rendered[] {
  return renderMessage(message, AT, sayIn(TRANSLATOR, message.lang));
}

/** All that a block says; a title over no rows says nothing. */
function wordsOf(block: Block<string>): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'steps':
      return titled(block.title, block.steps);
    case 'values':
      return titled(
        block.title,
        block.rows.flatMap(({ label, value, old }) => [label, value, old ?? '']),
      );
    case 'evidence':
      return titled(
        block.title,
        block.rows.flatMap(({ what, result }) => [what, result]),
      );
    case 'progress':
      return titled(
        block.title,
        block.items.map(({ what }) => what),
      );
    case 'card':
      return [
        ...titled(
          block.title,
          block.rows.flatMap(({ label, value }) => [label, value]),
        ),
        block.note ?? '',
      ];
  }
}

function titled(title: string | null, words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [title ?? '', ...words];
}

/** What is left of words when only what can be seen counts. */
function visible(text: string): string {
  return cleanText(text).replace(/\s/gu, '');
}

describe('Any message becomes payloads that Slack takes', () => {
  it('within every limit, with a text, and every block under an id of its own', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const parts = render(message);

        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(checkMessage({ text: part.text, blocks: part.blocks })).toMatchObject({ ok: true });
          expect(part.text.trim()).not.toBe('');
          expect(part.text.length).toBeLessThanOrEqual(3000);
        }
        const ids = parts.flatMap(({ blocks }) => blocks.map(({ block_id: id }) => id ?? ''));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.map(readBlockId)).toEqual(ids.map(() => AT));
      }),
      { numRuns: 150 },
    );
  });

  it('also with lists in place of tables', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const part of render(message).map((full) => plainer(full) ?? full)) {
          expect(part.blocks.some(({ type }) => type === 'table')).toBe(false);
          expect(checkMessage({ text: part.text, blocks: part.blocks })).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('and none of its words is lost on the way', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const shown = visible(readParts(render(message)));

        for (const words of message.blocks.flatMap(wordsOf).map(visible)) {
          expect(shown).toContain(words);
        }
        for (const { label } of message.choices) {
          expect(shown).toContain(visible(label));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('Each kind of block', () => {
  const parts = render(buildMessage({ id: 'm1', blocks: EVERY_KIND }));
  const [part] = parts;
  const blocks = part?.blocks ?? [];

  it('stands in one message, in order', () => {
    expect(parts).toHaveLength(1);
    expect(blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'rich_text',
      'rich_text',
      'rich_text',
      'table',
      'rich_text',
      'rich_text',
      'context',
    ]);
  });

  it('shows steps as a list that Slack numbers', () => {
    expect(blocks[1]).toMatchObject({
      elements: [{ type: 'rich_text_section' }, { type: 'rich_text_list', style: 'ordered', elements: { length: 3 } }],
    });
  });

  it('marks what stands there now as gone and what is typed as code', () => {
    expect(JSON.stringify(blocks[2])).toContain('{"type":"text","text":"25","style":{"strike":true}}');
    expect(JSON.stringify(blocks[2])).toContain('{"type":"text","text":"587","style":{"code":true}}');
    expect(JSON.stringify(blocks[2])).toContain('{"type":"text","text":"smtp.nifty.com","style":{"code":true}}');
  });

  it('shows evidence as a table that says what each line rests on', () => {
    const table = blocks[4];
    const rows = table?.type === 'table' ? table.rows.map((row) => row.map(readShown)) : [];

    expect(rows).toEqual([
      ['手がかり', 'わかったこと', 'よりどころ'],
      ['回線', 'NURO 光は外向きの25番を止めています', '記録から'],
      ['症状', '受信はできて、送信だけできない', 'お話から'],
      ['587番', '返事がありました', '測定から'],
    ]);
  });

  it('tells the state of a look in words beside the marks', () => {
    expect(readShown(blocks[5])).toContain('587番：調べています');
  });

  it('has all its words in the notification, as one plain text', () => {
    expect(part?.text).toContain('送信だけが止まっているようです。');
    expect(part?.text).toContain('ポート番号：25 → 587');
    expect(part?.text).toContain('3. 「変更」を押します');
  });
});

describe('A message too long for one', () => {
  const sentence = `${'あ'.repeat(79)}。`;

  it('is cut at the ends of sentences, and the buttons go with the last part', () => {
    const choices = [{ id: 'after:fixed', label: '直った', style: 'primary' as const }];
    const parts = render(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: sentence.repeat(300) }], choices }));

    expect(parts.length).toBeGreaterThan(1);
    const texts = parts.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'rich_text').map(readShown));
    expect(texts.every((text) => text.endsWith('。'))).toBe(true);
    expect(parts.map(({ blocks }) => blocks.filter(({ type }) => type === 'actions').length)).toEqual([...parts.slice(1).map(() => 0), 1]);
  });

  it('writes the numbers of steps that do not fit one list', () => {
    const steps = Array.from({ length: 60 }, (_, index) => `${index + 1}番目：${sentence}`);
    const shown = readParts(render(buildMessage({ id: 'm1', blocks: [{ kind: 'steps', title: '手順', steps }] })));

    expect(shown).toContain(`1. 1番目：${sentence}`);
    expect(shown).toContain(`60. 60番目：${sentence}`);
  });

  it('tells the first sentences in the notification, cut between sentences', () => {
    const [part] = render(buildText('m1', 'あいうえお。'.repeat(400)));

    expect(part?.text.length).toBeLessThanOrEqual(3000);
    expect(part?.text).toMatch(/。$/);
  });
});

describe('Words that look like markup', () => {
  it('stay just as they are, so that a name can be copied', () => {
    const text = '*送信* _smtp_ `x` ~y~ :smile: <b> & smtp.nifty.com';

    expect(readParts(render(buildText('m1', `${text}\n> 引用`)))).toBe(`${text}\n> 引用`);
  });

  it('begin no format in the notification either', () => {
    const [part] = render(buildText('m1', '> *送信* :smile: <b> & smtp.nifty.com'));

    expect(part?.text).toBe('＞ ＊送信＊ ：smile: &lt;b&gt; &amp; smtp.nifty.com');
  });
});

describe('A message with nothing to see in it', () => {
  it.each(['', ' \n ', '\u202e\u0007'])('still has a text, which Slack asks for: %j', (text) => {
    expect(render(buildText('m1', text)).map((part) => part.text)).toEqual(['…']);
  });
});

describe('Choices', () => {
  const choices = [
    { id: 'isp:nuro', label: 'NURO 光', style: 'primary' as const },
    { id: 'isp:long', label: '回線'.repeat(50), style: 'plain' as const },
  ];
  const picker = { question: 'isp', directory: 'isp' as const, placeholder: '名前で探す' };

  it('are buttons that carry their id, the long list beside them', () => {
    const [part] = render(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '回線は？' }], choices, picker }));

    expect(part?.blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'choice.0', value: 'isp:nuro', style: 'primary', text: { text: 'NURO 光' } },
        { type: 'button', action_id: 'choice.1', value: 'isp:long' },
        { type: 'external_select', action_id: 'pick.isp.isp', min_query_length: 1 },
      ],
    });
  });

  it('too long for a button are cut there and said in full above', () => {
    const [part] = render(buildMessage({ id: 'm1', choices }));

    expect(readShown(part?.blocks.at(-1))).toContain('…');
    expect(readShown(part?.blocks[0])).toContain('回線'.repeat(50));
  });

  it('are what the notification says where there is nothing else', () => {
    const [part] = render(buildMessage({ id: 'm1', choices: choices.slice(0, 1) }));

    expect(part?.text).toBe('NURO 光');
  });
});

describe('The id of a block', () => {
  it('begins with the prefix by which a message is found again', () => {
    const [part] = render(buildText('m1', 'こんにちは。'));

    expect(part?.blocks[0]?.block_id).toBe(`${blockPrefix(AT.conversation, AT.seq)}1`);
  });

  it.each(['', 'xyz', 'slack:T1/U1:dm', 'slack:T1/U1:dm#1', '#1.2', 'slack:T1/U1:dm#a.1'])('is not read from %p', (id) => {
    expect(readBlockId(id)).toBeNull();
  });
});
