import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Freezes a small part of the catalogue as the world of the golden transcripts (`test/fixtures/world`), so that adding a row or correcting a
 * weight changes no transcript. Run it when a schema changes, or when the frozen world has become a poor likeness; then read the
 * transcripts' diff: `node scripts/freeze-world.ts && UPDATE_GOLDEN=1 npx jest test/transcripts && git diff test/transcripts`.
 */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  isps: ['nuro', 'jcom', 'ocn', 'nifty', 'so-net', 'comcast', 'att', 'verizon'],
  'mail-providers': ['nifty', 'so-net', 'jcom', 'ocn', 'gmail', 'outlook-com', 'comcast.net', 'onamae'],
  errors: [
    '0x800ccc0e',
    '0x800ccc0f',
    '0x800ccc79',
    'smtp-535',
    'smtp-535-basic-disabled',
    'smtp-foreign-refused',
    'smtp-relay-access-denied',
    'outlook-encryption-type-unsupported',
    'outlook-unsent-in-outbox',
  ],
  'mail-clients': ['outlook-2007', 'outlook-2013', 'outlook-classic', 'outlook-new', 'outlook', 'thunderbird', 'ios-mail'],
};

/** Taken whole: the ranking needs every cause, the conversation every question. */
const WHOLE = ['causes', 'questions', 'common.json', 'controls.json'];

const CATALOG = join(import.meta.dirname, '..', 'catalog');
const WORLD = join(import.meta.dirname, '..', 'test', 'fixtures', 'world');

rmSync(WORLD, { recursive: true, force: true });
for (const [folder, ids] of Object.entries(ROWS)) {
  mkdirSync(join(WORLD, folder), { recursive: true });
  for (const id of ids) {
    cpSync(join(CATALOG, folder, `${id}.json`), join(WORLD, folder, `${id}.json`));
  }
}
for (const name of WHOLE) {
  cpSync(join(CATALOG, name), join(WORLD, name), { recursive: true });
}
