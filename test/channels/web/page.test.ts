import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import { ECHO, openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

describe('GET /', () => {
  let house: WebHouse;
  let client: PageClient;

  beforeEach(async () => {
    house = await openWebHouse(ECHO);
    client = createPageClient(house.url);
  });

  afterEach(async () => {
    await house.close();
  });

  it('comes in the first language of the browser that it speaks', async () => {
    const english = await client.request('/', { headers: { 'Accept-Language': 'fr, en;q=0.8, ja;q=0.5' } });
    const japanese = await client.request('/', { headers: { 'Accept-Language': 'ja,en;q=0.9' } });
    const neither = await client.request('/', { headers: { 'Accept-Language': 'fr' } });

    expect([english, japanese, neither].map(({ headers }) => headers.get('Content-Language'))).toEqual(['en', 'ja', 'ja']);
    expect(await english.text()).toContain('<html lang="en">');
    expect(await japanese.text()).toContain('メールが送れないときの相談');
  });

  it('keeps a language asked for in the address', async () => {
    await client.visit('/?lang=en');
    const later = await client.request('/', { headers: { 'Accept-Language': 'ja' } });

    expect(later.headers.get('Content-Language')).toBe('en');
  });

  it('allows nothing inline and nothing from elsewhere', async () => {
    const response = await client.visit();
    const html = await response.text();

    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)| on\w+=|https?:\/\//);
    expect(html).not.toContain('{{');
  });

  it('gives a browser one conversation, in a cookie that scripts and other sites do not get', async () => {
    const first = await client.visit();
    const second = await client.visit();

    expect(first.headers.getSetCookie()[0]).toMatch(/^okuru=[0-9a-f]{32}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect(second.headers.getSetCookie()[0]?.slice(0, 38)).toBe(first.headers.getSetCookie()[0]?.slice(0, 38));
  });

  it('takes no thread it did not give out', async () => {
    const response = await fetch(house.url, { headers: { Cookie: 'okuru=../../etc/passwd' } });

    expect(response.headers.getSetCookie()[0]).toMatch(/^okuru=[0-9a-f]{32};/);
  });

  it('marks the cookie secure where people come by https', async () => {
    const secure = await openWebHouse(ECHO, { publicUrl: 'https://okuru.example' });
    const response = await createPageClient(secure.url).visit();
    await secure.close();

    expect(response.headers.getSetCookie()[0]).toContain('; Secure');
  });

  it('names files that may be kept for ever, and answers a known page with nothing', async () => {
    const page = await client.visit();
    const [, path = ''] = /src="(\/assets\/[0-9a-f]+\/app\.js)"/.exec(await page.text()) ?? [];
    const script = await client.request(path);
    const again = await client.request('/', {
      headers: { 'If-None-Match': page.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' },
    });
    const old = await client.request('/assets/old/app.js');

    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(old.headers.get('Cache-Control')).toBe('no-cache');
    expect(again.status).toBe(304);
  });

  it.each(['/assets/x/index.html', '/assets/x/tsconfig.json', '/assets/x/..%2F..%2Fchannel.ts', '/assets/x/%00'])(
    'does not give out %s',
    async (path) => {
      expect((await client.request(path)).status).toBe(404);
    },
  );
});
