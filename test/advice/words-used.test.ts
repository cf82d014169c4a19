import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = ['advice', 'glossary'] as const;

function sourceText(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function leaves(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([name, child]) => leaves(child, path === '' ? name : `${path}.${name}`));
}

/** A key as the code may write it: whole, or with one part filled in by a value. */
function spellings(file: string, path: string): readonly RegExp[] {
  const parts = path.split('.');
  const pattern = (hidden: number) =>
    parts.map((part, index) => (index === hidden ? '\\$\\{[^}]+\\}' : part.replace(/[-]/g, '\\-'))).join('\\.');
  const whole = parts.map((_, hidden) => new RegExp(`${file}:${pattern(hidden)}['\`]`));
  return [new RegExp(`${file}:${pattern(-1)}['\`]`), ...whole];
}

describe('Every sentence written for advice', () => {
  const source = sourceText(join(ROOT, 'src'));

  it.each(FILES)('%s.json is said by something', (file) => {
    const words: unknown = JSON.parse(readFileSync(join(ROOT, 'locales', 'ja', `${file}.json`), 'utf8'));

    const unsaid = leaves(words, '').filter((path) => !spellings(file, path).some((spelling) => spelling.test(source)));

    expect(unsaid).toEqual([]);
  });
});
