import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = join(import.meta.dirname, '..', '..', 'locales');
const SOURCE = 'ja';
const FILES = jsonFiles(SOURCE);
const OTHERS = readdirSync(LOCALES).filter((lang) => lang !== SOURCE);

function jsonFiles(lang: string): readonly string[] {
  return readdirSync(join(LOCALES, lang)).filter((name) => name.endsWith('.json'));
}

/** Path of each sentence with its words. */
function sentences(lang: string, file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') {
      found.set(path, node);
      return;
    }
    if (typeof node !== 'object' || node === null) throw new Error(`locales/${lang}/${file}: ${path} is neither a sentence nor a group.`);
    for (const [name, child] of Object.entries(node)) walk(child, path === '' ? name : `${path}.${name}`);
  };
  walk(JSON.parse(readFileSync(join(LOCALES, lang, file), 'utf8')), '');
  return found;
}

function blanks(sentence: string): readonly string[] {
  return [...new Set(Array.from(sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name = '']) => name))].sort();
}

describe('Every language says the same things', () => {
  it('in the same files', () => {
    for (const lang of OTHERS) expect(jsonFiles(lang)).toEqual(FILES);
  });

  describe.each(OTHERS)('%s', (lang) => {
    it.each(FILES)('%s has the same sentences as the source language', (file) => {
      expect([...sentences(lang, file).keys()].sort()).toEqual([...sentences(SOURCE, file).keys()].sort());
    });

    it.each(FILES)('%s has the same blanks in every sentence', (file) => {
      const translated = sentences(lang, file);

      const differing = [...sentences(SOURCE, file)]
        .map(([path, words]) => ({ path, source: blanks(words), other: blanks(translated.get(path) ?? '') }))
        .filter(({ source, other }) => source.join() !== other.join());

      expect(differing).toEqual([]);
    });
  });

  it.each([SOURCE, ...OTHERS])('%s leaves no sentence empty and no brace half open', (lang) => {
    const broken = FILES.flatMap((file) =>
      [...sentences(lang, file)]
        .filter(([, words]) => words.trim() === '' || /\{\{|\}\}/.test(words.replace(/\{\{\s*\w+\s*\}\}/g, '')))
        .map(([path]) => `${file}: ${path}`),
    );

    expect(broken).toEqual([]);
  });
});
