import { join } from 'node:path';
import { loadCatalogue } from '../../src/catalog/load.ts';
import type { Knowledge } from '../../src/contracts/catalogue.ts';
import { loadLexicons } from '../../src/i18n/lexicons.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The real catalogue and phrases, as the program loads them. */
export function loadRealKnowledge(): Knowledge {
  return { catalogue: loadCatalogue(join(ROOT, 'catalog')), lexicons: loadLexicons(join(ROOT, 'locales')) };
}
