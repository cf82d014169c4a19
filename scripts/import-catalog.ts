import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ispRow } from '../src/catalog/schema/isp.ts';
import { mailClientRow } from '../src/catalog/schema/mail-client.ts';
import { mailProviderRow } from '../src/catalog/schema/mail-provider.ts';
import { type Facts, readFacts } from './import/facts.ts';
import { toIsp } from './import/isps.ts';
import { toClient } from './import/mail-clients.ts';
import { checkOverlays, layIsp, layProvider, type Overlays, readOverlays } from './import/overlay.ts';
import { buildProviders } from './import/provider-table.ts';

/** Policies of providers that no table has; their rows are written by hand in `catalog/mail-providers/`. */
const HOMELESS_POLICIES = ['hinet'];

interface Row {
  readonly id: string;
}

function buildAll(facts: Facts, overlays: Overlays): Readonly<Record<string, readonly Row[]>> {
  const providers = buildProviders(facts, HOMELESS_POLICIES);
  const isps = facts.isps.map((isp) => toIsp(isp, providers));
  checkOverlays(overlays, { isps: new Set(isps.map(({ id }) => id)), providers: new Set(providers.map(({ id }) => id)) });
  const clients = facts.clients.map((client) => {
    const overlay = overlays.clients[client.id];
    if (overlay === undefined) throw new Error(`overlays/mail-clients.json has no click path for ${client.id}`);
    return toClient(client, overlay);
  });
  return {
    isps: isps.map((row) => ispRow.parse(layIsp(row, overlays))),
    'mail-providers': providers.map((row) => mailProviderRow.parse(layProvider(row, overlays))),
    'mail-clients': clients.map((row) => mailClientRow.parse(row)),
  };
}

/** Writes `<catalogue>/<kind>/<id>.json` for every row of the facts; files of other rows stay as they are. */
export function importCatalog(
  factsFolder: string,
  catalogueFolder: string,
  overlays: Overlays = readOverlays(),
): Readonly<Record<string, number>> {
  const tables = buildAll(readFacts(factsFolder), overlays);
  const counts = Object.entries(tables).map(([kind, rows]) => {
    const folder = join(catalogueFolder, kind);
    mkdirSync(folder, { recursive: true });
    for (const row of rows) writeFileSync(join(folder, `${row.id}.json`), `${JSON.stringify(row, null, 2)}\n`);
    return [kind, rows.length] as const;
  });
  return Object.fromEntries(counts);
}

if (import.meta.main) {
  const [factsFolder] = process.argv.slice(2);
  if (factsFolder === undefined) {
    console.error('Usage: npm run catalog -- FACTS_DIR');
    process.exitCode = 2;
  } else {
    console.log(JSON.stringify(importCatalog(factsFolder, join(import.meta.dirname, '..', 'catalog'))));
  }
}
