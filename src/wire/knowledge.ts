import { join } from 'node:path';
import { loadCatalogue } from '../catalog/load.ts';
import type { Knowledge } from '../contracts/catalogue.ts';
import type { Translator } from '../contracts/messages.ts';
import { loadLexicons } from '../i18n/lexicons.ts';
import { loadTranslator } from '../i18n/translator.ts';

/** The checkout: `catalog/` and `locales/` stand beside `src/`, wherever the program was started from. */
export const ROOT: string = join(import.meta.dirname, '..', '..');

/** The sentences of every language. */
export function openTranslator(): Translator {
  return loadTranslator(join(ROOT, 'locales'));
}

/** Facts and phrases the engine thinks with. Throws for a broken file and names it. */
export function openKnowledge(): Knowledge {
  return { catalogue: loadCatalogue(join(ROOT, 'catalog')), lexicons: loadLexicons(join(ROOT, 'locales')) };
}
