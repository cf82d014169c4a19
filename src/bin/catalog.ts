import { join } from 'node:path';
import { checkCatalogue } from '../catalog/check.ts';
import { tellFault } from '../catalog/error.ts';
import { loadCatalogue } from '../catalog/load.ts';
import type { Catalogue, DirectoryKind } from '../contracts/catalogue.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Translator } from '../contracts/messages.ts';
import { ROOT } from '../wire/knowledge.ts';
import { Lines } from './catalog/lines.ts';
import { showAll } from './catalog/rows.ts';

interface Speech {
  readonly translator: Translator;
  readonly lang: Lang;
  /** Defaults to standard output. */
  readonly print?: (text: string) => void;
  /** Folder of the catalogue; defaults to the project's own. */
  readonly folder?: string;
}

const KINDS: readonly DirectoryKind[] = ['isp', 'mail_provider', 'client'];

/** So many near names are offered of each kind of row. */
const NEAR = 3;

function printOut(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** `okuru catalog check`: every file against its schema and against the others. Exit code 1 where something must be mended. */
export function checkCommand({ translator, lang, print = printOut, folder = join(ROOT, 'catalog') }: Speech): number {
  const { counts, faults } = checkCatalogue(folder);
  for (const fault of faults) print(translator.say(tellFault(fault), lang));
  const sum = faults.length === 0 ? ({ key: 'cli:catalog.check.ok', params: counts } as const) : null;
  print(translator.say(sum ?? { key: 'cli:catalog.check.bad', params: { count: faults.length } }, lang));
  return faults.length === 0 ? 0 : 1;
}

function nearIds(catalogue: Catalogue, query: string): string[] {
  return [...new Set(KINDS.flatMap((kind) => catalogue.search(kind, query, NEAR).map(({ id }) => id)))];
}

/** `okuru catalog show nifty`: every value of a row with its source. A name that can only mean one row shows that row. Exit code 1 for nothing. */
export function showCommand(query: string, { translator, lang, print = printOut, folder = join(ROOT, 'catalog') }: Speech): number {
  const catalogue = loadCatalogue(folder);
  const lines = new Lines(translator, lang);
  const near = nearIds(catalogue, query);
  const [only] = near.length === 1 ? near : [];
  const isShown = showAll(catalogue, query.toLowerCase(), lines) || (only !== undefined && showAll(catalogue, only, lines));
  if (!isShown) {
    lines.say({ key: 'cli:catalog.show.nothing', params: { query } });
    if (near.length > 0) lines.say({ key: 'cli:catalog.show.near', params: { names: near.join(', ') } });
  }
  print(lines.text);
  return isShown ? 0 : 1;
}
