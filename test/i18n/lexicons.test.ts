import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLexicons } from '../../src/i18n/lexicons.ts';

function localesWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'okuru-lexicon-'));
  for (const lang of ['ja', 'en']) mkdirSync(join(root, lang, 'lexicon'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

describe('loadLexicons', () => {
  test('knows a group by its section and name, per language', () => {
    const root = localesWith({
      'ja/lexicon/signs.json': '{"signs": {"symptom.outbox": ["送信トレイ"]}}',
      'en/lexicon/signs.json': '{"signs": {"symptom.outbox": ["outbox"]}}',
    });

    const lexicons = loadLexicons(root);

    expect(lexicons.ja).toEqual({ lang: 'ja', groups: { 'signs/symptom.outbox': ['送信トレイ'] } });
    expect(lexicons.en.groups['signs/symptom.outbox']).toEqual(['outbox']);
  });

  test('names the file that is of another shape', () => {
    const root = localesWith({ 'ja/lexicon/signs.json': '{"signs": ["送信トレイ"]}' });

    expect(() => loadLexicons(root)).toThrow(/ja.lexicon.signs\.json/);
  });

  test('refuses a group listed in two files', () => {
    const root = localesWith({ 'en/lexicon/a.json': '{"signs": {"x": ["a"]}}', 'en/lexicon/b.json': '{"signs": {"x": ["b"]}}' });

    expect(() => loadLexicons(root)).toThrow(/signs\/x/);
  });
});
