import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft, Phrase, PhraseParam } from '../../src/contracts/messages.ts';
import { type LocaleFile, readResources } from '../../src/i18n/resources.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { anyKey } from '../helpers/any-key.ts';

const SENTENCES = {
  ja: {
    plain: 'こんにちは。',
    port: 'ポートは{{port}}です。',
    on: { screen: '{{label}}を開きます。' },
    all: '{{ items }}です。',
    twice: '{{a}}と{{a}}',
  },
  en: {
    plain: 'Hello.',
    port: 'The port is {{port}}.',
    on: { screen: 'Open {{label}}.' },
    all: 'These: {{items}}.',
    twice: '{{a}} and {{a}}',
  },
};

const folders: string[] = [];

function writeLocales(files: { ja: unknown; en: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-locales-'));
  folders.push(folder);
  for (const lang of ['ja', 'en'] as const) {
    mkdirSync(join(folder, lang));
    const content = files[lang];
    writeFileSync(join(folder, lang, 'test.json'), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

function phrase(key: string, params: Readonly<Record<string, PhraseParam>> = {}): Phrase {
  return { key: anyKey(`test:${key}`), params };
}

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true });
  }
});

describe('say', () => {
  const testSubject = loadTranslator(writeLocales(SENTENCES));

  it('says a sentence in the asked language', () => {
    expect(testSubject.say(phrase('plain'), 'ja')).toBe('こんにちは。');
    expect(testSubject.say(phrase('plain'), 'en')).toBe('Hello.');
  });

  it('fills blanks with words and with numbers as they are', () => {
    expect(testSubject.say(phrase('port', { port: 587 }), 'en')).toBe('The port is 587.');
    expect(testSubject.say(phrase('port', { port: 10587 }), 'ja')).toBe('ポートは10587です。');
    expect(testSubject.say(phrase('twice', { a: 'b' }), 'ja')).toBe('bとb');
  });

  it('uses the name of a thing in the language of the chat', () => {
    const label = { ja: '詳細設定', en: 'More Settings' };

    expect(testSubject.say(phrase('on.screen', { label }), 'ja')).toBe('詳細設定を開きます。');
    expect(testSubject.say(phrase('on.screen', { label }), 'en')).toBe('Open More Settings.');
  });

  it('falls back to the English name where a thing has no Japanese one', () => {
    expect(testSubject.say(phrase('on.screen', { label: { ja: '', en: 'Comcast' } }), 'ja')).toBe('Comcastを開きます。');
  });

  it('fills a blank with another sentence', () => {
    expect(testSubject.say(phrase('on.screen', { label: phrase('port', { port: 25 }) }), 'en')).toBe('Open The port is 25..');
  });

  it('joins a list as the language does, whatever its parts are', () => {
    const items = ['A', { ja: 'ビー', en: 'B' }, phrase('plain')];

    expect(testSubject.say(phrase('all', { items }), 'ja')).toBe('A、ビー、こんにちは。です。');
    expect(testSubject.say(phrase('all', { items }), 'en')).toBe('These: A, B, and Hello..');
  });

  it('never reads a value as a sentence, a blank or markup', () => {
    const label = '{{port}} $t(test:plain) <b>&amp;</b>';

    expect(testSubject.say(phrase('on.screen', { label }), 'en')).toBe(`Open ${label}.`);
  });

  it.each(['nowhere', 'on', 'toString', 'on.screen.deeper'])('throws for the missing sentence %s', (key) => {
    expect(() => testSubject.say(phrase(key), 'ja')).toThrow(`locales/ja has no sentence test:${key}`);
  });

  it('throws for a blank without a value, named like a method or not', () => {
    expect(() => testSubject.say(phrase('port'), 'en')).toThrow('test:port needs a value for {{port}}');
    expect(() => testSubject.say({ key: anyKey('test:port') }, 'en')).toThrow('{{port}}');
  });
});

describe('message', () => {
  it('translates every kind of block, the choices and the picker', () => {
    const testSubject = loadTranslator(writeLocales(SENTENCES));
    const plain = phrase('plain');
    const draft: Draft = {
      lang: 'en',
      blocks: [
        { kind: 'text', text: plain },
        { kind: 'steps', title: null, steps: [plain, phrase('port', { port: 465 })] },
        {
          kind: 'values',
          title: plain,
          rows: [
            { label: plain, value: plain, old: plain },
            { label: plain, value: plain, old: null },
          ],
        },
        { kind: 'evidence', title: plain, rows: [{ what: plain, result: plain, basis: 'measured' }] },
        { kind: 'progress', title: plain, items: [{ what: plain, state: 'running' }] },
        { kind: 'card', title: plain, rows: [{ label: plain, value: plain }], note: plain },
      ],
      choices: [{ id: 'isp:nuro', label: plain, style: 'primary' }],
      picker: { question: 'isp', directory: 'isp', placeholder: plain },
    };

    expect(testSubject.message('w1', draft)).toEqual({
      id: 'w1',
      lang: 'en',
      blocks: [
        { kind: 'text', text: 'Hello.' },
        { kind: 'steps', title: null, steps: ['Hello.', 'The port is 465.'] },
        {
          kind: 'values',
          title: 'Hello.',
          rows: [
            { label: 'Hello.', value: 'Hello.', old: 'Hello.' },
            { label: 'Hello.', value: 'Hello.', old: null },
          ],
        },
        { kind: 'evidence', title: 'Hello.', rows: [{ what: 'Hello.', result: 'Hello.', basis: 'measured' }] },
        { kind: 'progress', title: 'Hello.', items: [{ what: 'Hello.', state: 'running' }] },
        { kind: 'card', title: 'Hello.', rows: [{ label: 'Hello.', value: 'Hello.' }], note: 'Hello.' },
      ],
      choices: [{ id: 'isp:nuro', label: 'Hello.', style: 'primary' }],
      picker: { question: 'isp', directory: 'isp', placeholder: 'Hello.' },
    });
  });
});

describe('loadTranslator', () => {
  it('names a file that is not JSON', () => {
    expect(() => loadTranslator(writeLocales({ ja: '{', en: {} }))).toThrow(/ja.test\.json is not valid JSON/);
  });

  it.each([[[]], ['"a"'], [{ a: { b: 1 } }]])('names a file that holds %j instead of sentences', (content) => {
    expect(() => loadTranslator(writeLocales({ ja: {}, en: content }))).toThrow(/en.test\.json must be an object/);
  });

  it.each(['{{a', 'a}}', '{{a, number}}', '{{- a}}', '{{}}', '$t(test:plain)'])('refuses the sentence "%s" when it is said', (sentence) => {
    const testSubject = loadTranslator(writeLocales({ ja: { odd: sentence }, en: {} }));

    expect(() => testSubject.say(phrase('odd', { a: 1 }), 'ja')).toThrow('ja/test:odd has');
  });

  it('can say every sentence of the product in both languages', () => {
    const folder = join(import.meta.dirname, '../../locales');
    const testSubject = loadTranslator(folder);
    const anything = new Proxy(
      {},
      { getOwnPropertyDescriptor: () => ({ value: 'x', configurable: true, enumerable: true }), get: () => 'x' },
    );

    const said = (['ja', 'en'] as const).flatMap((lang) =>
      keysOf(folder, lang).map((key) => testSubject.say({ key: anyKey(key), params: anything }, lang)),
    );

    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((words) => words.trim() === '')).toEqual([]);
  });
});

function keysOf(folder: string, lang: 'ja' | 'en'): string[] {
  const files = readResources(folder)[lang];
  return Object.entries(files).flatMap(([file, content]) => leavesOf(content).map((path) => `${file}:${path}`));
}

function leavesOf(content: LocaleFile): string[] {
  return Object.entries(content).flatMap(([name, part]) =>
    typeof part === 'string' ? [name] : leavesOf(part).map((path) => `${name}.${path}`),
  );
}
