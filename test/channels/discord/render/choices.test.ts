import { join } from 'node:path';
import { renderMessage } from '../../../../src/channels/discord/render/message.ts';
import { COMPONENTS_V2, QUIET, type Rendered } from '../../../../src/channels/discord/render/rendered.ts';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import type { Message } from '../../../../src/contracts/messages.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { readComponents, readParts } from '../../../helpers/discord-words.ts';
import { buildMessage, buildText, EVERY_KIND } from '../../../helpers/messages.ts';

const SAY = sayIn(loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales')), 'ja');
const DM = 'discord:dm/1:main';
const PRIVATE = 'discord:2/1:private';
const THREAD = 'discord:2/1:3';
const CHOICES = [
  { id: 'after:fixed', label: '直った', style: 'primary' as const },
  { id: 'after:not_fixed', label: 'まだ送れない', style: 'plain' as const },
];
const PICKER = { question: 'isp', directory: 'isp' as const, placeholder: '名前で探す' };

function render(message: Message, conversation: string = DM): readonly Rendered[] {
  return renderMessage(message, { conversation, seq: 7 }, SAY);
}

function rowsOf(part: Rendered | undefined): readonly unknown[] {
  return part?.components.filter(({ type }) => type === 1) ?? [];
}

describe('Choices', () => {
  const asked = buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '回線は？' }], choices: CHOICES, picker: PICKER });

  it('are buttons five a row, the long list to search after them', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ id: `isp:${index}`, label: `回線${index}`, style: 'plain' as const }));
    const [part] = render({ ...asked, choices: many });

    expect(rowsOf(part)).toMatchObject([
      { components: { length: 5 } },
      { components: [{ label: '回線5' }, { label: '名前で探す', emoji: { name: '🔎' } }] },
    ]);
  });

  it('are blue where they are what most would press, else grey', () => {
    expect(rowsOf(render(asked)[0])).toMatchObject([
      { components: [{ style: 1, label: '直った' }, { style: 2, label: 'まだ送れない' }, { style: 2 }] },
    ]);
  });

  it('too long for a button are cut there and said in full above', () => {
    const [part] = render({ ...asked, choices: [{ id: 'isp:long', label: '回線'.repeat(60), style: 'plain' }] });

    expect(readComponents(rowsOf(part))).toContain('…');
    expect(readComponents(part?.components[1])).toBe(`1　${'回線'.repeat(60)}`);
  });

  it('stand beside a button to write where nothing can be typed, and only there', () => {
    const hasWrite = (message: Message, conversation: string): boolean => readParts(render(message, conversation)).includes('書いて答える');

    expect(hasWrite(asked, PRIVATE)).toBe(true);
    expect(hasWrite(asked, DM)).toBe(false);
    expect(hasWrite(asked, THREAD)).toBe(false);
    expect(hasWrite(buildMessage({ id: 'm1', blocks: EVERY_KIND.slice(4, 5) }), PRIVATE)).toBe(false);
  });

  it('may be the form where the story is asked for, but not before others', () => {
    const invitation = buildMessage({
      id: 'm1',
      blocks: [
        { kind: 'text', text: 'こんにちは。' },
        { kind: 'text', text: '教えてください。' },
      ],
    });

    expect(readComponents(rowsOf(render(invitation, PRIVATE)[0]))).toBe('書いて答える\nまとめて伝える');
    expect(readComponents(rowsOf(render(invitation, DM)[0]))).toBe('まとめて伝える');
    expect(rowsOf(render(invitation, THREAD)[0])).toEqual([]);
    expect(rowsOf(render(buildText('m1', 'わかりました。'), PRIVATE)[0])).toEqual([]);
  });
});

describe('An offer', () => {
  it('makes no sound; what a person asked for may', () => {
    const offer = buildMessage({ id: 'm1', choices: [{ id: 'offer:here', label: 'お願いする', style: 'plain' }] });

    expect(render(offer, THREAD)[0]?.flags).toBe(COMPONENTS_V2 | QUIET);
    expect(render(buildText('m1', 'はい'), THREAD)[0]?.flags).toBe(COMPONENTS_V2);
  });
});
