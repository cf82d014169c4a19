import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Overlays } from '../../scripts/import/overlay.ts';
import { importCatalog } from '../../scripts/import-catalog.ts';
import { mailProviderRow } from '../../src/catalog/schema/mail-provider.ts';

const FACTS = join(import.meta.dirname, '..', 'fixtures', 'facts');

const OVERLAYS: Overlays = {
  isps: { told: { aliases: ['テル'], domains: ['example.jp'] } },
  providers: { example: { aliases: ['イグザンプル'] } },
  clients: {
    'example-mail': {
      aliases: ['EM'],
      path: ['menu:ツール|Tools', 'select_account'],
      fields: { port: ['enter:ポート|Port'], encryption: [], auth: [] },
      words: { starttls: null, tls: 'SSL|SSL', none: null, auto: null },
      test: null,
      finish: ['press:OK|OK'],
      afterTest: [],
      traits: [],
      quirks: [],
      labelsFrom: { ja: 'source', en: 'source' },
    },
  },
  brands: [{ isps: ['told'], providers: ['example'], aliases: ['共通の名'] }],
};

let target: string;

beforeEach(() => {
  target = mkdtempSync(join(tmpdir(), 'okuru-import-'));
});

afterEach(() => rmSync(target, { recursive: true, force: true }));

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(target, file), 'utf8'));
}

function readProvider(id: string) {
  return mailProviderRow.parse(read(`mail-providers/${id}.json`));
}

/** Name and content of every file written. */
function snapshot(): Record<string, string> {
  const names = readdirSync(target, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(target, name), 'utf8')]));
}

describe('importCatalog', () => {
  it('writes one file a row, the same provider of two tables once', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(Object.keys(snapshot()).toSorted()).toEqual([
      'isps/guessed.json',
      'isps/told.json',
      'mail-clients/example-mail.json',
      'mail-providers/example.json',
      'mail-providers/old.example.org.json',
    ]);
  });

  it('changes nothing when it runs again', () => {
    importCatalog(FACTS, target, OVERLAYS);
    const first = snapshot();

    importCatalog(FACTS, target, OVERLAYS);

    expect(snapshot()).toEqual(first);
  });

  it('leaves rows that were added by hand as they are', () => {
    mkdirSync(join(target, 'isps'));
    writeFileSync(join(target, 'isps', 'by-hand.json'), '{}');

    importCatalog(FACTS, target, OVERLAYS);

    expect(read('isps/by-hand.json')).toEqual({});
  });

  it('takes nothing from memory for a fact', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(read('isps/guessed.json')).toMatchObject({ outbound25: { policy: 'unknown', since: null, sources: [], confidence: null } });
    expect(JSON.stringify(snapshot())).not.toMatch(/rumour|since 2007/);
    expect(readProvider('example').domainSources).not.toContainEqual(expect.objectContaining({ url: 'https://mail.example.jp/help' }));
  });

  it('keeps the source and the dates of a value, and what the page says beside', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(read('isps/told.json')).toMatchObject({
      outbound25: {
        policy: 'all_dynamic',
        since: '2005-11',
        sources: [{ url: 'https://line.example.jp/op25b', date: '2006-07-03', licence: null }],
      },
      notes: ['since: 2005-11 (to mobile carriers)', 'exceptions: fixed IP exempt'],
      mailProvider: 'example',
    });
  });

  it('lets the newer source win where two tables differ, and keeps the other as a note', () => {
    importCatalog(FACTS, target, OVERLAYS);
    const { outgoing, notes } = readProvider('example');

    expect(outgoing[0]).toMatchObject({
      port: 587,
      security: 'starttls',
      username: 'email',
      sources: [{ date: '2026-03-12', licence: 'MPL-2.0' }],
    });
    expect(notes).toContain('another record says smtp.example.jp:587 none password local-part (https://mail.example.jp/help)');
  });

  it('orders servers best first: sourced and encrypted, plain, port 25, unsourced', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(readProvider('example').outgoing.map(({ port, flags }) => [port, ...flags])).toEqual([
      [587],
      [25, 'no_encryption'],
      [465, 'unsourced'],
    ]);
  });

  it('turns blanks in server names into patterns, and fills the only domain in', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(readProvider('example').outgoingPatterns).toMatchObject([
      { host: '*.example.jp', security: 'starttls', username: 'other', flags: ['security_assumed'] },
    ]);
    expect(readProvider('old.example.org').outgoing).toMatchObject([{ host: 'old.example.org', flags: ['port_25_only', 'no_encryption'] }]);
  });

  it('merges the way of signing in, its domains and its dates', () => {
    importCatalog(FACTS, target, OVERLAYS);
    const row = readProvider('example');

    expect(row.policy).toMatchObject({
      plainPassword: 'refused',
      oauth2: 'offered',
      appPassword: 'required',
      smtpSwitch: 'required',
      switchPath: { en: ['Settings', 'Mail', 'SMTP'], ja: null },
    });
    expect(row.domains).toContain('more.example.net');
    expect(row.notes).toContain('2024-01-02: plain passwords ended');
  });

  it('lays overlays and shared names over the rows', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(read('isps/told.json')).toMatchObject({ aliases: ['テル', '共通の名'], domains: ['example.jp'] });
    expect(readProvider('example').aliases).toEqual(['れい', 'Example Mail', '例メール', 'イグザンプル', '共通の名']);
  });

  it('reads click paths in both languages', () => {
    importCatalog(FACTS, target, OVERLAYS);

    expect(read('mail-clients/example-mail.json')).toMatchObject({
      path: [
        { act: 'menu', label: { ja: 'ツール', en: 'Tools' } },
        { act: 'select_account', label: null },
      ],
      sources: [{ url: 'https://client.example.jp/' }, { url: 'https://client.example.jp/quirk' }],
    });
  });

  it('refuses an overlay for a row that does not exist, since it would be lost', () => {
    const overlays = { ...OVERLAYS, isps: { misspelt: { aliases: ['x'] } } };

    expect(() => importCatalog(FACTS, target, overlays)).toThrow('misspelt');
  });

  it('refuses a program without a click path', () => {
    expect(() => importCatalog(FACTS, target, { ...OVERLAYS, clients: {} })).toThrow('no click path for example-mail');
  });
});
