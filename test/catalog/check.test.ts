import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalogue } from '../../src/catalog/check.ts';
import { CatalogueError } from '../../src/catalog/error.ts';
import { loadCatalogue } from '../../src/catalog/load.ts';
import { CATALOGUE_FOLDER, changeRow, copyCatalogue, removeCopies } from '../helpers/catalogue-folder.ts';

afterEach(removeCopies);

/** `<file> <field> <fault>` of everything wrong. */
function faultsOf(folder: string): string[] {
  return checkCatalogue(folder).faults.map(
    ({ file, field, what }) => `${file.slice(folder.length + 1)} ${field} ${what.key.split('.').at(-1)}`,
  );
}

const NO_SOURCE = { policy: 'all', since: null, sources: [], confidence: 'high' };
const SERVER = {
  host: 'smtp.example.jp',
  port: 587,
  security: 'starttls',
  auth: ['password'],
  username: null,
  sources: [],
  confidence: 'low',
  flags: ['unsourced'],
};

describe('checkCatalogue', () => {
  it('finds nothing wrong with the project’s catalogue', () => {
    expect(checkCatalogue(CATALOGUE_FOLDER).faults).toEqual([]);
  });

  it.each([
    ['isps/ocn.json', { outbound25: NO_SOURCE }, 'outbound25.sources policy_without_source'],
    ['isps/ocn.json', { colour: 'blue' }, ' unknown_field'],
    ['isps/ocn.json', { country: 'Japan' }, 'country country'],
    ['isps/ocn.json', { id: 'other' }, 'id wrong_name'],
    ['isps/ocn.json', { mailProvider: 'nobody' }, 'mailProvider unknown_row'],
    ['isps/ocn.json', { names: { ja: 'OCN' } }, 'names.en wrong_type'],
    ['isps/ocn.json', { aliases: ['a', 'a'] }, 'aliases twice'],
    ['isps/ocn.json', { aliases: [' a'] }, 'aliases.0 blanks'],
    ['mail-providers/ocn.json', { domains: ['nifty.com'] }, 'domains domain_twice'],
    ['mail-providers/ocn.json', { outgoing: [{ ...SERVER, host: 'SMTP.example.jp:587' }] }, 'outgoing.0.host host'],
    ['mail-providers/ocn.json', { outgoing: [{ ...SERVER, flags: [] }] }, 'outgoing.0 unsourced_flag'],
    ['mail-providers/ocn.json', { outgoing: [{ ...SERVER, security: 'none' }] }, 'outgoing.0 no_encryption_flag'],
    ['mail-providers/ocn.json', { outgoing: [{ ...SERVER, port: 25 }] }, 'outgoing.0 port_25_only_flag'],
    ['mail-providers/ocn.json', { outgoing: [{ ...SERVER, port: 25 }, SERVER] }, 'outgoing.1 server_order'],
    ['mail-providers/ocn.json', { outgoing: [SERVER, SERVER] }, 'outgoing same_server_twice'],
    ['mail-clients/thunderbird.json', { sources: [] }, 'confidence client_confidence'],
    ['mail-clients/thunderbird.json', { quirks: ['Not An Id'] }, 'quirks.0 quirk'],
    ['errors/etimedout.json', { signs: ['no.such.sign'] }, 'signs.0 sign'],
    ['errors/etimedout.json', { patterns: ['ETIMEDOUT'] }, 'patterns.0 pattern_not_flat'],
    ['errors/etimedout.json', { patterns: ['etimedout.*'] }, 'patterns.0 pattern_unbounded'],
    ['errors/etimedout.json', { patterns: ['(etimedout'] }, 'patterns.0 pattern_broken'],
    ['errors/etimedout.json', { patterns: ['something else'] }, 'patterns code_not_found'],
    ['causes/op25b.json', { signs: { 'no.such.sign': 1 } }, 'signs weights'],
    [
      'controls.json',
      {
        relay: Array(3).fill({
          host: 'mx.example.com',
          port: 25,
          sources: [{ url: 'https://example.com/', date: null, checked: '2026-11-24', licence: null }],
        }),
      },
      'relay controls_not_independent',
    ],
    ['common.json', { isp: ['nobody'] }, 'isp unknown_row'],
  ])('names file, field and fault of %s changed to %j', (file, change, fault) => {
    const folder = copyCatalogue();
    changeRow(folder, file, change);

    expect(faultsOf(folder)).toContain(`${file} ${fault}`);
  });

  it('lists all broken files, not only the first', () => {
    const folder = copyCatalogue();
    writeFileSync(join(folder, 'isps', 'ocn.json'), '{ "id": ');
    changeRow(folder, 'isps/nifty.json', { country: 'Japan' });

    expect(faultsOf(folder)).toEqual(expect.arrayContaining(['isps/ocn.json  not_json', 'isps/nifty.json country country']));
  });

  it('misses a cause whose row is gone', () => {
    const folder = copyCatalogue();
    rmSync(join(folder, 'causes', 'vpn.json'));

    expect(faultsOf(folder)).toContain('causes  missing_cause');
  });
});

describe('loadCatalogue with a broken file', () => {
  it('throws an error that carries the file, the field and what to do', () => {
    const folder = copyCatalogue();
    changeRow(folder, 'isps/ocn.json', { outbound25: NO_SOURCE });

    expect(() => loadCatalogue(folder)).toThrow(CatalogueError);
    expect(() => loadCatalogue(folder)).toThrow(/isps\/ocn\.json: outbound25\.sources cli:catalog\.fault\.policy_without_source/);
  });
});
