import { buildText } from '../../helpers/messages.ts';
import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import type { Script } from '../../helpers/scripted-desk.ts';
import { openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

const ECHO: Script = {
  hear: ({ event }) => (event.kind === 'text' ? event.text.replace('hunter2', '●●●●') : null),
  rows: { isp: [{ id: 'nuro', label: 'NURO 光' }] },
  answer: async ({ event }, { say }) => {
    if (event.kind === 'text') await say(buildText(`re ${event.text}`, `re ${event.text}`));
  },
};

describe('the web channel', () => {
  let house: WebHouse;
  let client: PageClient;
  let now = 0;

  beforeEach(async () => {
    now = 1_000_000;
    house = await openWebHouse(ECHO, { clock: { now: () => now } });
    client = createPageClient(house.url);
  });

  afterEach(async () => {
    await house.close();
  });

  describe('the page', () => {
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

  describe('POST /api/events', () => {
    it('answers when the act is on disk, with the line as it is kept', async () => {
      await client.visit();
      const { status, body } = await client.post({ kind: 'text', text: ' パスワードは hunter2 です\u0000 ' });

      expect([status, body]).toEqual([202, { line: { kind: 'person', seq: 1, text: 'パスワードは ●●●● です' } }]);
      expect(house.desk.envelopes[0]?.event).toEqual({ kind: 'text', text: 'パスワードは hunter2 です' });
    });

    it('keeps events of two browsers apart, whatever numbers they use', async () => {
      const other = createPageClient(house.url);
      await client.visit();
      await other.visit();
      await client.post({ kind: 'text', text: 'a' }, 'same');
      await other.post({ kind: 'text', text: 'b' }, 'same');

      const [first, second] = house.desk.envelopes;
      expect(house.desk.envelopes).toHaveLength(2);
      expect(first?.conversation).not.toBe(second?.conversation);
      expect(first).toMatchObject({ channel: 'web', workplace: 'web', person: first?.conversation, locale: 'ja' });
    });

    it('takes a repeated number once', async () => {
      await client.visit();
      await client.post({ kind: 'text', text: 'a' }, 'one');
      const again = await client.post({ kind: 'text', text: 'a' }, 'one');

      expect([again.status, again.body]).toEqual([202, { line: null }]);
      expect(house.desk.envelopes).toHaveLength(1);
    });

    it('gives each of many acts at once its own line', async () => {
      await client.visit();
      const texts = Array.from({ length: 10 }, (_, index) => `text ${index}`);
      const posted = await Promise.all(texts.map((text) => client.post({ kind: 'text', text })));

      expect(posted.map(({ body }) => body)).toEqual(texts.map((text) => ({ line: expect.objectContaining({ text }) })));
    });

    it.each([
      ['another site', { Origin: 'https://evil.example' }],
      ['an unknown origin', { Origin: 'null' }],
      ['another site, as the browser says', { 'Sec-Fetch-Site': 'cross-site' }],
    ])('takes nothing from %s', async (_name, headers) => {
      await client.visit();
      const response = await client.request('/api/events', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ eventId: 'e', event: { kind: 'text', text: 'a' } }),
      });

      expect(response.status).toBe(403);
      expect(house.desk.envelopes).toEqual([]);
    });

    it('takes what a page sends from behind a proxy', async () => {
      const proxied = await openWebHouse(ECHO, { publicUrl: 'https://okuru.example/' });
      const page = createPageClient(proxied.url);
      await page.visit();
      const response = await page.request('/api/events', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: 'https://okuru.example' },
        body: JSON.stringify({ eventId: 'e', event: { kind: 'start' } }),
      });
      await proxied.close();

      expect(response.status).toBe(202);
    });

    it.each([
      ['no JSON', '{', 400, 'broken'],
      ['a list', '[]', 400, 'broken'],
      ['no number', '{"event":{"kind":"start"}}', 400, 'broken'],
      ['a number with a path', '{"eventId":"../x","event":{"kind":"start"}}', 400, 'broken'],
      ['an event only the desk may send', '{"eventId":"e","event":{"kind":"probe_result","run":"r","observations":[]}}', 400, 'broken'],
      ['an unknown language', '{"eventId":"e","event":{"kind":"lang","lang":"fr"}}', 400, 'broken'],
      ['an empty text', '{"eventId":"e","event":{"kind":"text","text":" \\u0000"}}', 422, 'empty'],
      ['16,385 letters', JSON.stringify({ eventId: 'e', event: { kind: 'text', text: 'あ'.repeat(16_385) } }), 413, 'too_long'],
      ['a megabyte', JSON.stringify({ eventId: 'e', event: { kind: 'text', text: 'x'.repeat(1_000_000) } }), 413, 'too_long'],
    ])('refuses %s in friendly words', async (_name, body, status, error) => {
      await client.visit();
      const response = await client.request('/api/events', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({ error, words: expect.stringMatching(/。$/) });
      expect(house.desk.envelopes).toEqual([]);
    });

    it('takes 16,384 letters', async () => {
      await client.visit();

      expect((await client.post({ kind: 'text', text: 'あ'.repeat(16_384) })).status).toBe(202);
    });

    it('refuses a body that is no JSON by its type', async () => {
      await client.visit();
      const response = await client.request('/api/events', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: '{"eventId":"e","event":{"kind":"start"}}',
      });

      expect(response.status).toBe(400);
      expect(house.desk.envelopes).toEqual([]);
    });

    it('refuses a browser that never opened the page', async () => {
      const { status, body } = await client.post({ kind: 'start' });

      expect([status, body]).toEqual([403, { error: 'no_conversation', words: expect.stringContaining('Cookie') }]);
    });

    it('slows down who is too fast, says for how long, and takes the act then', async () => {
      await client.visit();
      for (let index = 0; index < 30; index += 1) await client.post({ kind: 'lang', lang: 'ja' });
      const refused = await client.post({ kind: 'text', text: 'a' }, 'late');
      now += 1_000 * Number(refused.headers.get('Retry-After'));
      const taken = await client.post({ kind: 'text', text: 'a' }, 'late');

      expect([refused.status, refused.headers.get('Retry-After'), refused.body]).toEqual([
        429,
        '1',
        { error: 'busy', words: expect.any(String) },
      ]);
      expect(taken.status).toBe(202);
    });

    it('says so when the desk can not keep an act, and takes it at the next try', async () => {
      await client.visit();
      house.desk.break(true);
      const broken = await client.post({ kind: 'text', text: '秘密' }, 'e');
      house.desk.break(false);
      const kept = await client.post({ kind: 'text', text: '秘密' }, 'e');

      expect([broken.status, kept.status]).toEqual([503, 202]);
      expect(house.logged.join('\n')).toContain('web event not kept');
      expect(house.logged.join('\n')).not.toContain('秘密');
    });

    it('remembers a language chosen with the switch', async () => {
      await client.visit();
      await client.post({ kind: 'lang', lang: 'en' });

      expect((await client.request('/', { headers: { 'Accept-Language': 'ja' } })).headers.get('Content-Language')).toBe('en');
    });
  });

  describe('GET /api/stream', () => {
    it('is for browsers with a conversation only', async () => {
      expect((await client.request('/api/stream')).status).toBe(403);
    });

    it('says that a conversation is empty, so that the page may begin it', async () => {
      await client.visit();
      const stream = await client.listen();

      expect(await stream.until(({ kind }) => kind === 'ready')).toEqual({ kind: 'ready', empty: true });
      stream.close();
    });

    it('tells every open page the person’s line before the answer, masked, with the number its browser gave it', async () => {
      await client.visit();
      const first = await client.listen();
      const second = await client.listen();
      await client.post({ kind: 'text', text: 'hunter2' }, 'mine');
      await second.until(({ kind }) => kind === 'bot');
      await first.until(({ kind }) => kind === 'bot');

      for (const stream of [first, second]) {
        const lines = stream.events.filter(({ kind }) => kind === 'person' || kind === 'bot');
        expect(lines).toEqual([
          { kind: 'person', seq: 1, text: '●●●●', eventId: 'mine' },
          expect.objectContaining({ kind: 'bot', seq: 2 }),
        ]);
        stream.close();
      }
    });

    it('tells the conversation again after a reload, edits applied', async () => {
      await client.visit();
      await client.post({ kind: 'text', text: 'a' });
      const { conversation = '' } = house.desk.envelopes[0] ?? {};
      await house.desk.idle(conversation);
      await house.desk.edit(conversation, buildText('re a', 'changed'));
      const stream = await client.listen();
      await stream.until(({ kind }) => kind === 'ready');

      expect(stream.events.filter(({ kind }) => kind !== 'busy')).toEqual([
        { kind: 'person', seq: 1, text: 'a', eventId: null },
        { kind: 'bot', seq: 3, message: buildText('re a', 'changed') },
        { kind: 'ready', empty: false },
      ]);
      stream.close();
    });

    it.each([
      ['the id the browser repeats', { 'Last-Event-ID': '2' }, '?after=0'],
      ['the number in the address', {}, '?after=2'],
    ])('goes on after %s', async (_name, headers, query) => {
      await client.visit();
      await client.post({ kind: 'text', text: 'a' });
      await client.post({ kind: 'text', text: 'b' });
      const stream = await client.listen(headers, query);
      await stream.until(({ kind }) => kind === 'ready');

      expect(stream.events.flatMap((event) => ('seq' in event ? [event.seq] : []))).toEqual([3, 4]);
      expect(stream.ids).toEqual(['3', '4']);
      stream.close();
    });

    it('tells when something is on its way, and when nothing is any more', async () => {
      let open = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      await house.close();
      house = await openWebHouse({ answer: () => gate });
      client = createPageClient(house.url);
      await client.visit();
      const stream = await client.listen();
      await stream.until((event) => event.kind === 'busy' && !event.busy);
      const before = stream.events.length;
      const untilBusy = (busy: boolean) =>
        stream.until((event) => event.kind === 'busy' && event.busy === busy && stream.events.indexOf(event) >= before);
      await client.post({ kind: 'text', text: 'a' });
      await untilBusy(true);
      const during = stream.events.slice(before).map(({ kind }) => kind);
      open();

      await expect(untilBusy(false)).resolves.toEqual({ kind: 'busy', busy: false });
      expect(during).toEqual(['person', 'busy']);
      stream.close();
    });

    it('closes the oldest of too many pages of one conversation', async () => {
      await client.visit();
      const streams = [];
      for (let index = 0; index < 5; index += 1) streams.push(await client.listen());

      await streams[0]?.ended();
      await expect(streams[4]?.until(({ kind }) => kind === 'ready')).resolves.toBeDefined();
      for (const stream of streams) stream.close();
    });

    it('ends all pages when the channel stops, and answers kindly from then on', async () => {
      await client.visit();
      const stream = await client.listen();
      await house.channel.stop();

      await stream.ended();
      expect((await client.post({ kind: 'start' })).status).toBe(503);
      expect((await client.request('/api/stream')).status).toBe(503);
    });
  });

  describe('POST /api/new', () => {
    it('gives the browser another conversation and leaves the old one alone', async () => {
      await client.visit();
      await client.post({ kind: 'text', text: 'a' });
      await client.request('/api/new', { method: 'POST', headers: { Origin: house.url } });
      await client.post({ kind: 'text', text: 'b' });
      const stream = await client.listen();
      await stream.until(({ kind }) => kind === 'ready');

      expect(new Set(house.desk.envelopes.map(({ conversation }) => conversation)).size).toBe(2);
      expect(stream.events.filter(({ kind }) => kind === 'person')).toHaveLength(1);
      stream.close();
    });

    it('does nothing for another site', async () => {
      const response = await client.request('/api/new', { method: 'POST', headers: { Origin: 'https://evil.example' } });

      expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
    });
  });

  describe('GET /api/search', () => {
    it('finds names in the language asked for', async () => {
      const response = await client.request('/api/search?kind=isp&q=nuro&lang=en');

      expect(await response.json()).toEqual({ rows: [{ id: 'nuro', label: 'NURO 光' }] });
      expect(house.desk.searches).toEqual([{ directory: 'isp', query: 'nuro', lang: 'en' }]);
    });

    it.each(['kind=cause&q=a', 'kind=isp', 'kind=isp&q[]=a', `kind=isp&q=${'a'.repeat(101)}`])('refuses %s', async (query) => {
      expect((await client.request(`/api/search?${query}`)).status).toBe(400);
    });
  });
});
