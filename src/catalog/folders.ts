import { join } from 'node:path';
import { causeRow, questionRow } from './schema/diagnosis.ts';
import { errorRow } from './schema/error.ts';
import { ispRow } from './schema/isp.ts';
import { mailClientRow } from './schema/mail-client.ts';
import { mailProviderRow } from './schema/mail-provider.ts';

/** The folders of a catalogue: where each kind of row stands, its schema, and what its files are named after. */
export function foldersOf(root: string) {
  return {
    isps: { path: join(root, 'isps'), schema: ispRow, idOf: ({ id }: { readonly id: string }) => id },
    providers: { path: join(root, 'mail-providers'), schema: mailProviderRow, idOf: ({ id }: { readonly id: string }) => id },
    clients: { path: join(root, 'mail-clients'), schema: mailClientRow, idOf: ({ id }: { readonly id: string }) => id },
    errors: { path: join(root, 'errors'), schema: errorRow, idOf: ({ id }: { readonly id: string }) => id },
    causes: { path: join(root, 'causes'), schema: causeRow, idOf: ({ id }: { readonly id: string }) => id },
    questions: { path: join(root, 'questions'), schema: questionRow, idOf: ({ fact }: { readonly fact: string }) => fact },
  };
}
