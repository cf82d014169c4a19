import { join } from 'node:path';
import type { z } from 'zod';
import type { Controls, ErrorRow, IspRow, MailProviderRow } from '../contracts/catalogue.ts';
import { registrableDomain } from './domains.ts';
import { CatalogueError, type CatalogueFault } from './error.ts';
import { faultPhrase } from './faults.ts';
import { foldersOf } from './folders.ts';
import { type Folder, listRows, readFile, readRow } from './read-rows.ts';
import { common, controls } from './schema/controls.ts';
import { CAUSE_IDS } from './schema/ids.ts';

/** What a look over the whole catalogue found. */
export interface CatalogueCheck {
  readonly counts: Readonly<Record<'isps' | 'providers' | 'clients' | 'errors' | 'causes' | 'questions', number>>;
  readonly faults: readonly CatalogueFault[];
}

/** Independent organisations a port-25 control needs: one silent host must not look like a blocked line. */
const INDEPENDENT_RELAYS = 3;

/** Reads, and keeps what is wrong instead of stopping at it. */
class Collector {
  readonly faults: CatalogueFault[] = [];

  read<T>(step: () => T): T | null {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      this.faults.push(...error.faults);
      return null;
    }
  }

  rows<T extends z.ZodType<object>>(folder: Folder<T>): z.output<T>[] {
    return listRows(folder.path).flatMap((file) => this.read(() => readRow(file, folder)) ?? []);
  }
}

function checkDomains(providers: readonly MailProviderRow[], fileOf: (id: string) => string): CatalogueFault[] {
  const holder = new Map<string, string>();
  return providers.flatMap(({ id, domains }) =>
    domains.flatMap((domain): CatalogueFault[] => {
      const other = holder.get(domain);
      if (other === undefined) {
        holder.set(domain, id);
        return [];
      }
      return [{ file: fileOf(id), field: 'domains', what: faultPhrase('domain_twice', { domain, other }) }];
    }),
  );
}

function checkIspReferences(isps: readonly IspRow[], providers: ReadonlySet<string>, fileOf: (id: string) => string): CatalogueFault[] {
  return isps.flatMap(({ id, mailProvider }) =>
    mailProvider === null || providers.has(mailProvider)
      ? []
      : [{ file: fileOf(id), field: 'mailProvider', what: faultPhrase('unknown_row', { id: mailProvider }) }],
  );
}

/** A code as a person would quote it must be found by its own patterns; one with `…` in it is a description. */
function checkCodes(errors: readonly ErrorRow[], fileOf: (id: string) => string): CatalogueFault[] {
  return errors.flatMap(({ id, code, patterns }) => {
    const quoted = code.normalize('NFKC').toLowerCase();
    const found = quoted.includes('...') || patterns.some((pattern) => new RegExp(pattern).test(quoted));
    return found ? [] : [{ file: fileOf(id), field: 'patterns', what: faultPhrase('code_not_found', { code }) }];
  });
}

function checkControls({ relay }: Controls, file: string): CatalogueFault[] {
  const organisations = new Set(relay.map(({ host }) => registrableDomain(host)));
  if (organisations.size >= INDEPENDENT_RELAYS) return [];
  return [{ file, field: 'relay', what: faultPhrase('controls_not_independent', { least: String(INDEPENDENT_RELAYS) }) }];
}

function checkCommon(lists: readonly (readonly [string, readonly string[], ReadonlySet<string>])[], file: string): CatalogueFault[] {
  return lists.flatMap(([field, ids, known]) =>
    ids.filter((id) => !known.has(id)).map((id) => ({ file, field, what: faultPhrase('unknown_row', { id }) })),
  );
}

type KnownIds = Readonly<Record<'isps' | 'providers' | 'clients', ReadonlySet<string>>>;

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}

function checkSingles(root: string, known: KnownIds, collector: Collector): CatalogueFault[] {
  const controlsFile = join(root, 'controls.json');
  const commonFile = join(root, 'common.json');
  const hosts = collector.read(() => readFile(controlsFile, controls));
  const first = collector.read(() => readFile(commonFile, common));
  const lists =
    first === null
      ? []
      : ([
          ['isp', first.isp, known.isps],
          ['mail_provider', first.mail_provider, known.providers],
          ['client', first.client, known.clients],
        ] as const);
  return [...(hosts === null ? [] : checkControls(hosts, controlsFile)), ...checkCommon(lists, commonFile)];
}

/** Reads every file of a catalogue and looks at what stands between them. Never throws for what is wrong in the files: it lists it all. */
export function checkCatalogue(root: string): CatalogueCheck {
  const collector = new Collector();
  const folders = foldersOf(root);
  const isps = collector.rows(folders.isps);
  const providers = collector.rows(folders.providers);
  const clients = collector.rows(folders.clients);
  const errors = collector.rows(folders.errors);
  const causes = collector.rows(folders.causes);
  const questions = collector.rows(folders.questions);

  const fileIn = (folder: { readonly path: string }) => (id: string) => join(folder.path, `${id}.json`);
  const missing = CAUSE_IDS.filter((id) => !idsOf(causes).has(id));
  const between = [
    ...checkDomains(providers, fileIn(folders.providers)),
    ...checkIspReferences(isps, idsOf(providers), fileIn(folders.isps)),
    ...checkCodes(errors, fileIn(folders.errors)),
    ...missing.map((id) => ({ file: folders.causes.path, field: '', what: faultPhrase('missing_cause', { id }) })),
    ...checkSingles(root, { isps: idsOf(isps), providers: idsOf(providers), clients: idsOf(clients) }, collector),
  ];
  const counts = {
    isps: isps.length,
    providers: providers.length,
    clients: clients.length,
    errors: errors.length,
    causes: causes.length,
    questions: questions.length,
  };
  return { counts, faults: [...collector.faults, ...between] };
}
