import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../contracts/lang.ts';

/** The languages the bot speaks; a folder of this name lies in `locales/`. */
export const LANGS = ['ja', 'en'] as const satisfies readonly Lang[];

/** Sentences of one language by file and path, as nested as in the file. */
export interface LocaleFile {
  readonly [part: string]: string | LocaleFile;
}

/** All files of all languages: `ja` → `talk` → sentences. */
export type Resources = Readonly<Record<Lang, Readonly<Record<string, LocaleFile>>>>;

/** Reads `locales/<lang>/*.json`. Throws, naming the file, when one is missing, broken or holds anything but sentences. */
export function readResources(folder: string): Resources {
  return { ja: readLanguage(join(folder, 'ja')), en: readLanguage(join(folder, 'en')) };
}

function readLanguage(folder: string): Record<string, LocaleFile> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name.slice(0, -'.json'.length), readFile(join(folder, name))]));
}

function readFile(path: string): LocaleFile {
  const content = parse(path);
  if (isLocaleFile(content)) {
    return content;
  }
  throw new Error(`${path} must be an object whose leaves are sentences: put every sentence in quotes.`);
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} is not valid JSON: correct the file.`, { cause });
  }
}

function isLocaleFile(value: unknown): value is LocaleFile {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  return Object.values(value).every((part) => typeof part === 'string' || isLocaleFile(part));
}
