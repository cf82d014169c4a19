import { loadCatalogue } from '../../src/catalog/load.ts';
import { CATALOGUE_FOLDER } from '../helpers/catalogue-folder.ts';

const catalogue = loadCatalogue(CATALOGUE_FOLDER);

describe('providerOfDomain', () => {
  it.each([
    ['nifty.com', 'nifty'],
    ['mb1.nifty.com', 'nifty'],
    ['NIFTY.COM', 'nifty'],
    ['jcom.zaq.ne.jp', 'jcom'],
    ['jcom.home.ne.jp', 'jcom-home'],
    ['aa2.so-net.ne.jp', 'so-net'],
    ['d7.dion.ne.jp', 'auone-net'],
    ['example.sakura.ne.jp', 'sakura'],
    ['hotmail.co.jp', 'outlook-com'],
    ['comcast.net', 'comcast.net'],
    ['sbcglobal.net', 'att.net'],
    ['proton.me', 'protonmail'],
  ])('finds %s under %s', (domain, id) => {
    expect(catalogue.providerOfDomain(domain)?.id).toBe(id);
  });

  it.each(['example.com', 'notnifty.com', 'nifty.com.example.org', 'ne.jp', 'com', '', '...'])('finds nobody for "%s"', (domain) => {
    expect(catalogue.providerOfDomain(domain)).toBeNull();
  });
});

describe('providerOfHost', () => {
  it.each([
    ['smtp.nifty.com', 'nifty'],
    ['smtp.gmail.com', 'gmail'],
    ['smtp.aol.com', 'aol.com'],
    ['smtp.zoho.eu', 'zoho.eu'],
    ['smtp.fastmail.com', 'fastmail'],
    ['mail.plala.or.jp', 'plala'],
    ['sv1234.xserver.jp', 'xserver'],
    ['smtp-unheard-of.biglobe.ne.jp', 'biglobe'],
    ['msa.d.dion.ne.jp', 'auone-net'],
  ])('knows that %s is run by %s', (host, id) => {
    expect(catalogue.providerOfHost(host)?.id).toBe(id);
  });

  it.each(['mail.example.com', 'localhost', '192.0.2.1', ''])('knows nobody for "%s"', (host) => {
    expect(catalogue.providerOfHost(host)).toBeNull();
  });
});

describe('ispOfHost', () => {
  it.each([
    ['smtp.nifty.com', 'nifty'],
    ['mail.so-net.ne.jp', 'so-net'],
    ['smtp.jcom.home.ne.jp', 'jcom'],
    ['smtpa.jcom.zaq.ne.jp', 'jcom'],
    ['mail.bbiq.jp', 'bbiq'],
    ['msa.d.dion.ne.jp', 'au-hikari'],
    ['smtp.comcast.net', 'comcast'],
  ])('knows that %s belongs to the line %s', (host, id) => {
    expect(catalogue.ispOfHost(host)?.id).toBe(id);
  });

  it('does not give a line the servers of the company that carries its mail', () => {
    expect(catalogue.ispOfHost('smtp.aol.com')).toBeNull();
  });
});

describe('registrableDomain', () => {
  it.each([
    ['smtp.jcom.zaq.ne.jp', 'zaq.ne.jp'],
    ['smtp.nifty.com', 'nifty.com'],
    ['mail.example.co.uk.', 'example.co.uk'],
    ['example.sakura.ne.jp', 'sakura.ne.jp'],
    ['ne.jp', null],
    ['192.0.2.1', null],
  ])('of %s is %s', (host, domain) => {
    expect(catalogue.registrableDomain(host)).toBe(domain);
  });
});

describe('fit', () => {
  function hosts(id: string, known: { domain: string | null; host: string | null }): string[] {
    const row = catalogue.providers.get(id);
    return row === undefined ? [] : catalogue.fit(row, known).outgoing.map(({ host, port }) => `${host}:${port}`);
  }

  it('fills in a server that is named after the mail domain', () => {
    expect(hosts('onamae', { domain: 'example.jp', host: null })).toEqual(['smtp.example.jp:465', 'smtp.example.jp:587']);
    expect(hosts('sakura', { domain: 'example.sakura.ne.jp', host: null })).toEqual(['example.sakura.ne.jp:587']);
  });

  it('keeps or drops the number of an au address as the provider says', () => {
    expect(hosts('auone-net', { domain: 'd5.dion.ne.jp', host: null })).toContain('msa.d5.dion.ne.jp:465');
    expect(hosts('auone-net', { domain: 'h5.dion.ne.jp', host: null })).toContain('msa.h.dion.ne.jp:465');
    expect(hosts('auone-net', { domain: 'ab.auone-net.jp', host: null })).toContain('msa.ab.auone-net.jp:465');
  });

  it('takes the name that stands in the box where only the person knows it', () => {
    expect(hosts('xserver', { domain: 'example.jp', host: 'sv99.xserver.jp' })).toEqual(['sv99.xserver.jp:465', 'sv99.xserver.jp:587']);
  });

  it('leaves out what cannot be filled, so that no blank is ever shown', () => {
    expect(hosts('xserver', { domain: 'example.jp', host: null })).toEqual([]);
    expect(hosts('xserver', { domain: null, host: 'sv99.xserver.jp.example.com' })).toEqual([]);
    expect(hosts('sakura', { domain: 'example.jp', host: null })).toEqual([]);
  });

  it('returns the same row where no name depends on the contract', () => {
    const row = catalogue.providers.get('nifty');

    expect(row !== undefined && catalogue.fit(row, { domain: 'nifty.com', host: null })).toBe(row);
  });
});
