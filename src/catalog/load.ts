import { join } from 'node:path';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Localised } from '../contracts/lang.ts';
import { registrableDomain } from './domains.ts';
import { fitProvider } from './fit.ts';
import { foldersOf } from './folders.ts';
import { buildHostDirectory } from './hosts.ts';
import { readFile, readRows } from './read-rows.ts';
import { common, controls } from './schema/controls.ts';
import { buildSearch, type Entry, type Searches } from './search.ts';

interface Named {
  readonly id: string;
  readonly names: Localised;
  readonly aliases: readonly string[];
}

/** So many of a provider's domains are searched by name: the first are its own, long lists behind them are brands. */
const SEARCHED_DOMAINS = 5;

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
export function loadCatalogue(root: string): Catalogue {
  const folders = foldersOf(root);
  const isps = readRows(folders.isps);
  const providers = readRows(folders.providers);
  const clients = readRows(folders.clients);
  const first = readFile(join(root, 'common.json'), common);
  const searches: Searches = {
    isp: buildSearch(
      toEntries(isps, ({ lineBrands }) => lineBrands),
      first.isp,
    ),
    mail_provider: buildSearch(
      toEntries(providers, ({ domains }) => domains.slice(0, SEARCHED_DOMAINS)),
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
    errors: readRows(folders.errors),
    causes: new Map([...readRows(folders.causes).values()].map((row) => [row.id, row])),
    questions: new Map([...readRows(folders.questions).values()].map((row) => [row.fact, row])),
    controls: readFile(join(root, 'controls.json'), controls),
    ...buildHostDirectory(isps, providers),
    fit: fitProvider,
    registrableDomain,
    search: (kind, query, limit) => searches[kind].find(query, limit).map(({ id, names }) => ({ id, names })),
  };
}
