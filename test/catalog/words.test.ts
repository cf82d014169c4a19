import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../src/catalog/load.ts';
import { CATALOGUE_FOLDER } from '../helpers/catalogue-folder.ts';

const catalogue = loadCatalogue(CATALOGUE_FOLDER);

function readWords(lang: string, file: string): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'locales', lang, file), 'utf8'));
}

describe.each(['ja', 'en'])('words of the catalogue in %s', (lang) => {
  it('has a sentence for every warning of a mail program', () => {
    const quirks = [...catalogue.clients.values()].flatMap((row) => row.quirks);

    expect(Object.keys(readWords(lang, 'clients.json').quirks ?? {})).toEqual(expect.arrayContaining([...new Set(quirks)]));
  });

  it('has a sentence for every act of a click path', () => {
    const rows = [...catalogue.clients.values()];
    const steps = rows.flatMap(({ path, fields, test, finish, afterTest }) =>
      [path, fields.port, fields.encryption, fields.auth, test ?? [], finish, afterTest].flat(),
    );

    expect(Object.keys(readWords(lang, 'advice.json').do ?? {})).toEqual(expect.arrayContaining([...new Set(steps.map(({ act }) => act))]));
  });
});
