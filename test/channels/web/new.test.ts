import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import { ECHO, openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

describe('POST /api/new', () => {
  let house: WebHouse;
  let client: PageClient;

  beforeEach(async () => {
    house = await openWebHouse(ECHO);
    client = createPageClient(house.url);
  });

  afterEach(async () => {
    await house.close();
  });

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
