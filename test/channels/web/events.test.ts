import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import { ECHO, openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

describe('POST /api/events', () => {
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
