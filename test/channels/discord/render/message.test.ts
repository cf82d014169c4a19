import { join } from 'node:path';
import fc from 'fast-check';
import { readMark } from '../../../../src/channels/discord/render/mark.ts';
import { renderMessage } from '../../../../src/channels/discord/render/message.ts';
import { COMPONENTS_V2, type Rendered } from '../../../../src/channels/discord/render/rendered.ts';
import { cleanText } from '../../../../src/channels/shared/clean-text.ts';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import type { Block, Message } from '../../../../src/contracts/messages.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { checkMessage } from '../../../discord/emulator/validate/message.ts';
import { anyMessage } from '../../../helpers/any-message.ts';
import { readComponents, readParts } from '../../../helpers/discord-words.ts';
import { buildMessage, buildText, EVERY_KIND } from '../../../helpers/messages.ts';

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales'));
const SEQ = 1_799_999_999_999_123;
const IDS = ['18446744073709551615', '18446744073709551614', '18446744073709551613'] as const;
const DM = `discord:dm/${IDS[0]}:main`;
const PRIVATE = `discord:${IDS[1]}/${IDS[0]}:private`;
const THREAD = `discord:${IDS[1]}/${IDS[0]}:${IDS[2]}`;
const RULES = { flags: COMPONENTS_V2, before: null };
const CHOICES = [
  { id: 'after:fixed', label: '直った', style: 'primary' as const },
  { id: 'after:not_fixed', label: 'まだ送れない', style: 'plain' as const },
];

function render(message: Message, conversation: string = DM): readonly Rendered[] {
  return renderMessage(message, { conversation, seq: SEQ }, sayIn(TRANSLATOR, message.lang));
}

/** Ids of choices have room for 40 characters in a button. */
const sendable = anyMessage.map((message) => ({
  ...message,
  choices: message.choices.map((choice) => ({ ...choice, id: choice.id.slice(0, 40) })),
}));

const anyConversation = fc.constantFrom(DM, PRIVATE, THREAD);

/** All that a block says; a title over nothing to see says nothing. */
function wordsOf(block: Block<string>): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [];
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
      return titled(
        block.title,
        block.rows.flatMap(({ label, value }) => [label, value]),
      );
  }
}

function titled(title: string | null, words: readonly string[]): readonly string[] {
  return words.every((each) => visible(each) === '') ? [] : [title ?? '', ...words];
}

/** What is left of words when only what can be seen counts. */
function visible(text: string): string {
  return cleanText(text).replace(/\s/gu, '');
}

/** Long texts, cut into pieces: their words, in order. */
function textsOf(message: Message): string {
  return visible(message.blocks.map((block) => (block.kind === 'text' ? block.text : '')).join(''));
}

function rowsOf(part: Rendered | undefined): readonly unknown[] {
  return part?.components.filter(({ type }) => type === 1) ?? [];
}

describe('Any message becomes payloads that Discord takes', () => {
  it('within every limit, each part with a mark of its own', () => {
    fc.assert(
      fc.property(sendable, anyConversation, (message, conversation) => {
        const parts = render(message, conversation);

        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(checkMessage({ components: JSON.parse(JSON.stringify(part.components)), flags: part.flags }, RULES)).toMatchObject({
            ok: true,
          });
          expect(part.flags & COMPONENTS_V2).not.toBe(0);
        }
        const marks = parts.map(({ components }) => readMark(components));
        expect(marks).not.toContain(null);
        expect(new Set(marks).size).toBe(parts.length);
      }),
      { numRuns: 150 },
    );
  });

  it('and none of its words is lost on the way', () => {
    fc.assert(
      fc.property(sendable, (message) => {
        const shown = visible(readParts(render(message)));

        for (const words of message.blocks.flatMap(wordsOf).map(visible)) {
          expect(shown).toContain(words);
        }
        for (const { label } of message.choices) {
          expect(shown).toContain(visible(label));
        }
        const texts = render(
          { ...message, blocks: message.blocks.filter(({ kind }) => kind === 'text'), choices: [], picker: null },
          THREAD,
        );
        expect(visible(readParts(texts)).replace(/^…$/, '')).toBe(textsOf(message).replace(/^…$/, ''));
      }),
      { numRuns: 100 },
    );
  });

  it('the same each time, so that a repeat is known again, and another for another message', () => {
    const marks = [1, 1, 2].map((seq) =>
      readMark(renderMessage(buildText('m1', 'あ'), { conversation: DM, seq }, sayIn(TRANSLATOR, 'ja'))[0]?.components),
    );

    expect(marks[0]).toBe(marks[1]);
    expect(marks[0]).not.toBe(marks[2]);
    expect(readMark(render(buildText('m1', 'あ'), PRIVATE)[0]?.components)).not.toBe(
      readMark(render(buildText('m1', 'あ'))[0]?.components),
    );
  });
});

describe('Each kind of block', () => {
  const parts = render(buildMessage({ id: 'm1', blocks: EVERY_KIND }));
  const contents = JSON.stringify(parts[0]?.components);

  it('stands in one message: the answer, the look and the card in boxes of their own', () => {
    expect(parts).toHaveLength(1);
    expect(parts[0]?.components.map(({ type }) => type)).toEqual([17, 17, 17]);
  });

  it('shows what matters most as a heading', () => {
    expect(contents).toContain('"### 送信だけが止まっているようです。"');
  });

  it('numbers the steps', () => {
    expect(contents).toContain(
      '**次の順に操作してください**\\n1. 「ツール」を開きます\\n2. 「アカウント設定」を選びます\\n3. 「変更」を押します',
    );
  });

  it('strikes through what stands there now and shows what is typed as code', () => {
    expect(contents).toContain('- 送信サーバー：`smtp.nifty.com`\\n- ポート番号：~~25~~ → `587`');
  });

  it('says what each line of evidence rests on', () => {
    expect(readParts(parts)).toContain(
      '- 回線： NURO 光は外向きの25番を止めています（記録から）\n- 症状： 受信はできて、送信だけできない（お話から）',
    );
  });

  it('tells the state of a look in words beside the marks', () => {
    expect(readParts(parts)).toContain('⏳ 587番：調べています');
  });

  it('has the card as a block of code, to be copied whole, and its note below', () => {
    expect(contents).toContain('```\\n送信サーバー：smtp.nifty.com\\nポート番号：587\\n```');
    expect(contents).toContain('-# 更新のあとで25に戻ることがあります。');
  });

  it('shows a card with a backtick in it as a list, since it would end the block of code', () => {
    const [part] = render(
      buildMessage({ id: 'm1', blocks: [{ kind: 'card', title: '控え', rows: [{ label: '```', value: '`587`' }], note: null }] }),
    );

    expect(readComponents(part?.components)).toBe('控え\n- ```：`587`');
  });
});

describe('An answer', () => {
  const steps: Block<string> = { kind: 'steps', title: null, steps: ['押します'] };

  it('ends with its question before the buttons, outside the box', () => {
    const blocks: readonly Block<string>[] = [{ kind: 'text', text: '原因です。' }, steps, { kind: 'text', text: '送れましたか？' }];
    const [part] = render(buildMessage({ id: 'm1', blocks, choices: CHOICES }));

    expect(part?.components.map(({ type }) => type)).toEqual([17, 10, 1]);
    expect(readComponents(part?.components[1])).toBe('送れましたか？');
  });

  it('has no heading of a long text', () => {
    const [part] = render(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '長い文です。'.repeat(40) }, steps] }));

    expect(JSON.stringify(part?.components)).not.toContain('###');
  });
});

describe('A message too long for one', () => {
  const sentence = `${'あ'.repeat(79)}。`;

  it('is cut at the ends of sentences, and the buttons go with the last part, after the words they answer', () => {
    const parts = render(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: sentence.repeat(150) }], choices: CHOICES }));

    expect(parts.length).toBeGreaterThan(2);
    const texts = parts.flatMap(({ components }) => components.filter(({ type }) => type === 10).map(readComponents));
    expect(texts.every((text) => text.endsWith('。'))).toBe(true);
    expect(parts.map((part) => rowsOf(part).length)).toEqual([...parts.slice(1).map(() => 0), 1]);
    expect(parts.at(-1)?.components[0]?.type).toBe(10);
  });

  it('takes the question along where the buttons alone would be too much', () => {
    const blocks = Array.from({ length: 37 }, (_, index): Block<string> => ({ kind: 'text', text: `質問${index + 1}` }));
    const parts = render(buildMessage({ id: 'm1', blocks, choices: CHOICES }));

    expect(parts).toHaveLength(2);
    expect(readComponents(parts[1]?.components)).toBe('質問37\n直った\nまだ送れない');
  });

  it('goes on counting its steps', () => {
    const steps = Array.from({ length: 80 }, (_, index) => `${index + 1}番目：${sentence}`);
    const parts = render(buildMessage({ id: 'm1', blocks: [{ kind: 'steps', title: '手順', steps }] }));

    expect(parts.length).toBeGreaterThan(1);
    expect(readParts(parts.slice(-1))).toContain(`80. 80番目：${sentence}`);
    expect(readParts(parts).split('手順')).toHaveLength(2);
  });
});

describe('A message with nothing to see in it', () => {
  it.each(['', ' \n ', '\u202e\u0007'])('still is one, since Discord takes none without words: %j', (text) => {
    expect(readParts(render(buildText('m1', text)))).toBe('…');
  });
});
