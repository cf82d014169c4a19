import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

export interface Assets {
  /** Changes whenever a file does: files under an address with it may be kept for ever. */
  readonly version: string;
  /** The page with its `{{blanks}}`. */
  readonly html: string;
  find(name: string): Asset | null;
}

/** Reads the page's files once; throws when one is missing, since then the program is not whole. */
export function readAssets(folder: string): Assets {
  const files = new Map<string, Asset>();
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = readFileSync(join(folder, name));
    hash.update(name).update(body);
    files.set(name, { type, body });
  }
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  return { version: hash.digest('hex').slice(0, 16), html, find: (name) => files.get(name) ?? null };
}

/** The page in a language: each `{{name}}` filled with its word, safe for text and attributes. */
export function fillPage(html: string, blanks: Readonly<Record<string, string>>): string {
  return html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const word = blanks[name];
    if (word === undefined) throw new Error(`index.html has a blank {{${name}}} that nothing fills: add it to words.ts`);
    return escapeHtml(word);
  });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
