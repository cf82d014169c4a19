import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../src/catalog/load.ts';
import type { MailProviderRow } from '../../src/contracts/catalogue.ts';
import { CATALOGUE_FOLDER } from '../helpers/catalogue-folder.ts';

const catalogue = loadCatalogue(CATALOGUE_FOLDER);

function provider(id: string): MailProviderRow {
  const row = catalogue.providers.get(id);
  if (row === undefined) throw new Error(`no provider ${id}`);
  return row;
}

describe('loadCatalogue', () => {
  it('reads every row file under its own id', () => {
    const files = readdirSync(join(CATALOGUE_FOLDER, 'mail-providers')).filter((name) => name.endsWith('.json'));

    expect([...catalogue.providers.keys()].map((id) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  });

  it('holds all lines, providers, programs, errors and causes it was made for', () => {
    expect(catalogue.isps.size).toBeGreaterThanOrEqual(134);
    expect(catalogue.providers.size).toBeGreaterThanOrEqual(240);
    expect(catalogue.clients.size).toBeGreaterThanOrEqual(18);
    expect(catalogue.errors.size).toBeGreaterThanOrEqual(120);
    expect(catalogue.causes.size).toBe(23);
  });

  it('has a source for every value that may be stated', () => {
    const blocking = [...catalogue.isps.values()].filter(
      ({ outbound25 }) => outbound25.policy !== 'unknown' && outbound25.sources.length === 0,
    );
    const servers = [...catalogue.providers.values()].flatMap(({ outgoing }) => outgoing);

    expect(blocking).toEqual([]);
    expect(servers.filter(({ sources, flags }) => sources.length === 0 && !flags.includes('unsourced'))).toEqual([]);
  });

  it('does not claim that NURO blocks port 25, since no page of the provider was read', () => {
    expect(catalogue.isps.get('nuro')?.outbound25).toEqual({ policy: 'unknown', since: null, sources: [], confidence: null });
  });

  it('puts the sourced 587 of nifty before the 465 nobody vouches for', () => {
    const [first, second] = provider('nifty').outgoing;

    expect(first).toMatchObject({ host: 'smtp.nifty.com', port: 587, security: 'none', username: 'local-part', flags: ['no_encryption'] });
    expect(second).toMatchObject({ host: 'smtp.nifty.com', port: 465, flags: ['unsourced'] });
  });

  it('never puts port 25 before a submission port', () => {
    const wrong = [...catalogue.providers.values()].filter(
      ({ outgoing }) => outgoing[0]?.port === 25 && outgoing.some(({ port }) => port !== 25),
    );

    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('flags a provider that has port 25 and nothing else', () => {
    expect(provider('bb-niigata.jp').outgoing[0]?.flags).toEqual(['port_25_only', 'no_encryption']);
  });

  it.each([
    ['ocn', 465],
    ['jcom', 465],
    ['biglobe', 465],
    ['yahoo-jp', 465],
  ])('recommends port 465 for %s', (id, port) => {
    expect(provider(id).outgoing[0]).toMatchObject({ port, security: 'tls' });
  });

  it('records what some providers refuse, with the page that says so', () => {
    expect(provider('onamae').foreignFilter?.source.url).toContain('help.onamae.com');
    expect(provider('sakura').foreignFilter).not.toBeNull();
    expect(provider('jet.ne.jp').ownNetworkOnly).not.toBeNull();
    expect(provider('goo').retired?.date).toBe('2026-02-25');
    expect(provider('nifty').popBeforeSmtpEnded?.date).toBe('2013-09-26');
  });

  it('knows how Microsoft and Google let programs sign in', () => {
    expect(provider('outlook-com').policy).toMatchObject({ plainPassword: 'refused', oauth2: 'required', appPassword: 'not_working' });
    expect(provider('gmail').policy).toMatchObject({ plainPassword: 'refused', oauth2: 'offered', appPassword: 'required' });
  });

  it('leads Outlook 2007 to the fields, its own test and out again, in both languages', () => {
    const row = catalogue.clients.get('outlook-2007');
    const labels = (lang: 'ja' | 'en') =>
      [...(row?.path ?? []), ...(row?.fields.auth ?? []), ...(row?.fields.port ?? []), ...(row?.finish ?? []), ...(row?.test ?? [])].map(
        ({ label }) => label?.[lang],
      );

    expect(labels('ja')).toEqual([
      'ツール',
      'アカウント設定',
      '電子メール',
      undefined,
      '変更',
      '詳細設定',
      '送信サーバー',
      '送信サーバー (SMTP) は認証が必要',
      '受信メール サーバーと同じ設定を使用する',
      '詳細設定',
      '送信サーバー (SMTP)',
      'OK',
      'アカウント設定のテスト',
    ]);
    expect(labels('en')).toEqual([
      'Tools',
      'Account Settings',
      'E-mail',
      undefined,
      'Change',
      'More Settings',
      'Outgoing Server',
      'My outgoing server (SMTP) requires authentication',
      'Use same settings as my incoming mail server',
      'Advanced',
      'Outgoing server (SMTP)',
      'OK',
      'Test Account Settings',
    ]);
  });

  it('does not take a plain Outlook for one of its versions', () => {
    expect(catalogue.clients.get('outlook')).toMatchObject({ path: [], versions: [] });
    expect(catalogue.clients.get('outlook-new')?.traits).toContain('cloud');
    expect(catalogue.clients.get('outlook-mobile')?.traits).toContain('cloud');
  });

  it('throws for a folder that is not a catalogue, and says which file is missing', () => {
    expect(() => loadCatalogue('/nowhere')).toThrow('/nowhere/common.json');
  });
});
