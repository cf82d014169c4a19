import { join } from 'node:path';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Localised } from '../contracts/lang.ts';
import { registrableDomain } from './domains.ts';
import { fitProvider } from './fit.ts';
import { buildHostDirectory } from './hosts.ts';
import { readFile, readRows } from './read-rows.ts';
import { common, controls } from './schema/controls.ts';
import { causeRow, questionRow } from './schema/diagnosis.ts';
import { errorRow } from './schema/error.ts';
import { ispRow } from './schema/isp.ts';
import { mailClientRow } from './schema/mail-client.ts';
import { mailProviderRow } from './schema/mail-provider.ts';
import { buildSearch, type Entry } from './search.ts';

/** Folders of rows, by what they hold. */
export const FOLDERS = {
  isps: 'isps',
  providers: 'mail-providers',
  clients: 'mail-clients',
  errors: 'errors',
  causes: 'causes',
  questions: 'questions',
} as const;

interface Named {
  readonly id: string;
  readonly names: Localised;
  readonly aliases: readonly string[];
}

function toEntries<Row extends Named>(rows: ReadonlyMap<string, Row>, more: (row: Row) => readonly string[]): Entry[] {
  return [...rows.values()].map((row) => ({
    id: row.id,
    names: row.names,
    words: [row.id, row.names.ja, row.names.en, ...row.aliases, ...more(row)],
  }));
}

/**
 * Reads a catalogue folder. Synchronous, once at start; every row is checked against its schema, what stands between rows is left to
 * `checkCatalogue`. Throws `CatalogueError` naming file, field and what to do.
 */
export function loadCatalogue(folder: string): Catalogue {
  const isps = readRows(join(folder, FOLDERS.isps), ispRow, ({ id }) => id);
  const providers = readRows(join(folder, FOLDERS.providers), mailProviderRow, ({ id }) => id);
  const clients = readRows(join(folder, FOLDERS.clients), mailClientRow, ({ id }) => id);
  const first = readFile(join(folder, 'common.json'), common);
  const hosts = buildHostDirectory(isps, providers);
  const searches = {
    isp: buildSearch(
      toEntries(isps, ({ lineBrands }) => lineBrands),
      first.isp,
    ),
    mail_provider: buildSearch(
      toEntries(providers, ({ domains }) => domains.slice(0, 5)),
      first.mail_provider,
    ),
    client: buildSearch(
      toEntries(clients, () => []),
      first.client,
    ),
  };
  return {
    isps,
    providers,
    clients,
    errors: readRows(join(folder, FOLDERS.errors), errorRow, ({ id }) => id),
    causes: new Map([...readRows(join(folder, FOLDERS.causes), causeRow, ({ id }) => id).values()].map((row) => [row.id, row])),
    questions: new Map(
      [...readRows(join(folder, FOLDERS.questions), questionRow, ({ fact }) => fact).values()].map((row) => [row.fact, row]),
    ),
    controls: readFile(join(folder, 'controls.json'), controls),
    ...hosts,
    fit: fitProvider,
    registrableDomain,
    search: (kind, query, limit) => searches[kind].find(query, limit).map(({ id, names }) => ({ id, names })),
  };
}
