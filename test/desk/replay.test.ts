import { join } from 'node:path';
import type { Draft } from '../../src/contracts/messages.ts';
import type { TranscriptEntry } from '../../src/contracts/ports.ts';
import { replayLines } from '../../src/desk/replay.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { anyKey } from '../helpers/any-key.ts';
import { draftOf } from '../helpers/cases.ts';
import { A, closeStages, openStage } from '../helpers/desk-stage.ts';
import { createFakeTranslator } from '../helpers/fake-translator.ts';

const NAMES = { ja: 'NURO 光', en: 'NURO Hikari' };
const catalogue = JSON.parse('{}');
catalogue.isps = new Map([['nuro', { names: NAMES }]]);
catalogue.providers = new Map([['nifty', { names: { ja: '', en: 'NIFTY' } }]]);
catalogue.clients = new Map();

function replay(entries: readonly TranscriptEntry[], after = 0): readonly string[] {
  return replayLines(entries, after, { translator: createFakeTranslator(), catalogue }).map((line) =>
    line.kind === 'person' ? `${line.seq} > ${line.text}` : `${line.seq} ${line.message.id}: ${JSON.stringify(line.message.blocks[0])}`,
  );
}

function person(seq: number, text: string): TranscriptEntry {
  return { kind: 'person', seq, at: 0, text };
}

function say(seq: number, id: string, draft: Draft): TranscriptEntry {
  return { kind: 'wish', seq, at: 0, wish: { kind: 'say', id, draft } };
}

function edit(seq: number, target: string, draft: Draft): TranscriptEntry {
  return { kind: 'wish', seq, at: 0, wish: { kind: 'edit', id: `e${seq}`, target, draft } };
}

function asking(text: string): Draft {
  const labels = { 'isp:unknown': 'I do not know', 'isp:how': 'How do I find out?' };
  const choices = Object.entries(labels).map(
    ([id, label]) => ({ id, label: { key: anyKey('fake:label'), params: { text: label } }, style: 'plain' }) as const,
  );
  return { ...draftOf('fake:question', { text }), choices };
}

function textBlock(text: string): string {
  return JSON.stringify({ kind: 'text', text });
}

it('shows what was said by both, in order', () => {
  expect(replay([person(1, 'hello'), say(2, 'w1', draftOf('k', { text: 'hi' })), person(3, 'more')])).toEqual([
    '1 > hello',
    `2 w1: ${textBlock('hi')}`,
    '3 > more',
  ]);
});

it('shows a form as what was asked and told, a line each, and its words as they are', () => {
  const translator = loadTranslator(join(import.meta.dirname, '..', '..', 'locales'));
  const heard = 'isp:nuro\ncurrent_port:25\nclient:nobody\nSMTP: 550 denied\nmail: no';

  expect(replayLines([person(1, heard)], 0, { translator, catalogue })).toEqual([
    { kind: 'person', seq: 1, text: 'いまの回線：NURO 光\nいまのポート番号：25\nclient:nobody\nSMTP: 550 denied\nmail: no' },
  ]);
});

it('shows what was told first in the language it was answered in', () => {
  const answer: Draft = { ...draftOf('k', { text: 'hi' }), lang: 'en' };

  expect(replay([person(1, 'isp:nuro'), say(2, 'w1', answer)])[0]).toBe('1 > NURO Hikari');
});

it('shows a form that told one thing by its words', () => {
  expect(replay([person(1, 'isp:nuro'), person(2, 'current_port:25')])).toEqual(['1 > NURO 光', '2 > questions:current_port.choice.25']);
});

it('shows a changed message where it stands, as it is now, under the number of its last change', () => {
  const entries = [
    say(1, 'w1', draftOf('k', { text: 'looking' })),
    say(2, 'w2', draftOf('k', { text: 'meanwhile' })),
    edit(3, 'w1', draftOf('k', { text: 'found' })),
  ];

  expect(replay(entries)).toEqual([`3 w1: ${textBlock('found')}`, `2 w2: ${textBlock('meanwhile')}`]);
  expect(replay(entries, 2)).toEqual([`3 w1: ${textBlock('found')}`]);
  expect(replay(entries, 3)).toEqual([]);
});

it('shows only what came or changed after a number, with choices of before known', () => {
  const entries = [say(1, 'w1', asking('which line?')), person(2, 'isp:unknown')];

  expect(replay(entries, 1)).toEqual(['2 > I do not know']);
});

it('shows a press by the words of its button, a picked row by its name', () => {
  const entries = [say(1, 'w1', asking('which line?')), person(2, 'isp:how'), person(3, 'isp:nuro'), person(4, 'mail_domain:nifty')];

  expect(replay(entries).slice(1)).toEqual(['2 > How do I find out?', '3 > NURO Hikari', '4 > NIFTY']);
});

it('leaves words as they are that only look like a press', () => {
  expect(replay([person(1, 'isp:nobody'), person(2, 'smtp: 587'), person(3, ':'), person(4, 'client:toString')])).toEqual([
    '1 > isp:nobody',
    '2 > smtp: 587',
    '3 > :',
    '4 > client:toString',
  ]);
});

it('shows no looks and no deletions', () => {
  const wish = { kind: 'delete_received', id: 'w1', eventId: 'e' } as const;

  expect(replay([{ kind: 'wish', seq: 1, at: 0, wish }])).toEqual([]);
});

describe('a desk', () => {
  afterEach(closeStages);

  it('replays under the same ids and numbers as it sent', async () => {
    const { desk, channel, say: type } = openStage();
    await type('many');
    await type('hello');
    await desk.idle(A);

    const lines = await desk.replay(A, 0);
    const bot = lines.flatMap((line) => (line.kind === 'bot' ? [[line.message.id, line.seq]] : []));

    expect(lines.map(({ kind }) => kind)).toEqual(['person', 'bot', 'bot', 'bot', 'person', 'bot']);
    expect(bot).toEqual(channel.sent.map((act) => act.kind === 'send' && [act.id, act.seq]));
  });

  it('replays nothing of a conversation never begun', async () => {
    const { desk } = openStage();

    expect(await desk.replay(A, 0)).toEqual([]);
  });
});
