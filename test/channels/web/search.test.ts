import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import { ECHO, openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

describe('GET /api/search', () => {
  let house: WebHouse;
  let client: PageClient;

  beforeEach(async () => {
    house = await openWebHouse(ECHO);
    client = createPageClient(house.url);
  });

  afterEach(async () => {
    await house.close();
  });

  it('finds names in the language asked for', async () => {
    const response = await client.request('/api/search?kind=isp&q=nuro&lang=en');

    expect(await response.json()).toEqual({ rows: [{ id: 'nuro', label: 'NURO 光' }] });
    expect(house.desk.searches).toEqual([{ directory: 'isp', query: 'nuro', lang: 'en' }]);
  });

  it.each(['kind=cause&q=a', 'kind=isp', 'kind=isp&q[]=a', `kind=isp&q=${'a'.repeat(101)}`])('refuses %s', async (query) => {
    expect((await client.request(`/api/search?${query}`)).status).toBe(400);
  });
});
