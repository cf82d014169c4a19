import type { Phrase } from '../contracts/messages.ts';

/** One thing wrong with one file of the catalogue. `field` is empty where the whole file is meant. */
export interface CatalogueFault {
  readonly file: string;
  readonly field: string;
  readonly what: Phrase;
}

/** The fault as a sentence that names file, field and what to do. */
export function tellFault({ file, field, what }: CatalogueFault): Phrase {
  if (field === '') return { key: 'cli:catalog.broken_file', params: { file, what } };
  return { key: 'cli:catalog.broken_field', params: { file, field, what } };
}

/** A catalogue that can't be used. Thrown at start; `advice` tells the operator, in their language, which file to mend and how. */
export class CatalogueError extends Error {
  readonly code = 'CATALOGUE';
  readonly faults: readonly CatalogueFault[];
  readonly advice: readonly Phrase[];

  constructor(faults: readonly CatalogueFault[], options?: ErrorOptions) {
    super(faults.map(({ file, field, what }) => `${file}: ${field} ${what.key} ${JSON.stringify(what.params ?? {})}`).join('; '), options);
    this.name = 'CatalogueError';
    this.faults = faults;
    this.advice = faults.map(tellFault);
  }
}
