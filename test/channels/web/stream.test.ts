import { buildText } from '../../helpers/messages.ts';
import { createPageClient, type PageClient } from '../../helpers/page-client.ts';
import { ECHO, openWebHouse, type WebHouse } from '../../helpers/web-house.ts';

describe('GET /api/stream', () => {
  let house: WebHouse;
  let client: PageClient;

  beforeEach(async () => {
    house = await openWebHouse(ECHO);
    client = createPageClient(house.url);
  });

  afterEach(async () => {
    await house.close();
  });

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
      expect(lines).toEqual([{ kind: 'person', seq: 1, text: '●●●●', eventId: 'mine' }, expect.objectContaining({ kind: 'bot', seq: 2 })]);
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
