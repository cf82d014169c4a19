import { createServer, type Server } from 'node:http';
import { createResponder } from '../../../../src/channels/slack/post/respond.ts';
import { createFakeLogger } from '../../../helpers/fake-logger.ts';

describe('answering by response_url', () => {
  const clock = { time: 0, now: () => clock.time };
  const bodies: unknown[] = [];
  let server: Server;
  let url: string;
  let status: number;

  beforeEach(async () => {
    bodies.length = 0;
    status = 200;
    server = createServer((req, res) => {
      req.setEncoding('utf8').on('data', (chunk) => bodies.push(JSON.parse(chunk)));
      req.on('end', () => res.writeHead(status).end('ok'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/actions/T1/1`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const open = () => createResponder({ clock, logger: createFakeLogger() });

  it('says something to the person alone', async () => {
    expect(await open().respond(url, { text: 'お送りしました' })).toBe('done');
    expect(bodies).toEqual([{ response_type: 'ephemeral', replace_original: false, text: 'お送りしました' }]);
  });

  it('changes or deletes what was clicked', async () => {
    const testSubject = open();
    await testSubject.respond(url, { text: '✓', blocks: [], replaceOriginal: true });
    await testSubject.respond(url, { text: '', deleteOriginal: true });

    expect(bodies).toEqual([
      { response_type: 'ephemeral', replace_original: true, text: '✓', blocks: [] },
      { response_type: 'ephemeral', replace_original: false, delete_original: true },
    ]);
  });

  it('uses an address five times and no more', async () => {
    const testSubject = open();
    const outcomes: string[] = [];
    for (let index = 0; index < 6; index += 1) outcomes.push(await testSubject.respond(url, { text: 'x' }));

    expect(outcomes).toEqual(['done', 'done', 'done', 'done', 'done', 'spent']);
    expect(bodies).toHaveLength(5);
  });

  it('does not use an address after half an hour', async () => {
    const testSubject = open();
    await testSubject.respond(url, { text: 'x' });
    clock.time += 30 * 60_000;

    expect(await testSubject.respond(url, { text: 'x' })).toBe('spent');
  });

  it.each([
    [404, 'spent'],
    [500, 'failed'],
    [429, 'failed'],
  ])('takes %i as %s', async (answer, outcome) => {
    status = answer;

    expect(await open().respond(url, { text: 'x' })).toBe(outcome);
  });

  it('fails quietly where Slack can’t be reached', async () => {
    expect(await open().respond('http://127.0.0.1:1/', { text: 'x' })).toBe('failed');
  });
});
