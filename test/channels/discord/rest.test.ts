import { createServer, type Server, type ServerResponse } from 'node:http';
import { readDiscordError } from '../../../src/channels/discord/errors.ts';
import { createRest } from '../../../src/channels/discord/rest.ts';
import { createFakeLogger } from '../../helpers/fake-logger.ts';

/** Answers each call with the next of these. */
type Answer = (response: ServerResponse) => void;

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function page(status: number): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Not Discord</h1>');
}

describe('The way to Discord’s API', () => {
  const asked: {
    readonly method: string;
    readonly url: string;
    readonly headers: NodeJS.Dict<string | string[]>;
    readonly body: string;
  }[] = [];
  let answers: Answer[];
  let server: Server;
  let apiUrl: string;

  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        (answers.shift() ?? json(200, {}))(response);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    apiUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  function create() {
    const settings = { token: 'the token', applicationId: 'A1', apiUrl, helpdeskChannels: [], gateway: false };
    return createRest({ settings, logger: createFakeLogger() });
  }

  async function troubleOf(call: Promise<unknown>) {
    return call.then(
      () => null,
      (error: unknown) => readDiscordError(error),
    );
  }

  it('asks below the base, in version 10, with the token, and reads the answer', async () => {
    answers = [json(200, { id: '1' })];

    expect(await create().post('/channels/1/messages', { body: { flags: 1 } })).toEqual({ id: '1' });
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/api/v10/channels/1/messages', body: '{"flags":1}' });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bot the token', 'content-type': 'application/json' });
  });

  it('takes an answer without words', async () => {
    answers = [(response) => response.writeHead(204).end()];
    await create().delete('/channels/1/messages/2');

    expect(asked[0]?.method).toBe('DELETE');
  });

  it.each([
    ['a 5xx', json(502, {})],
    ['a page that says no', page(403)],
    ['a page that says yes', page(200)],
    ['a reset', (response: ServerResponse) => void response.destroy()],
    [
      'half an answer',
      (response: ServerResponse) => void response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy()),
    ],
    ['a time-out of what stands before it', json(408, {})],
    ['an overloaded API', json(503, { code: 130_000, message: '' })],
  ])('does not know what became of a call after %s, and does not make it again', async (_, answer) => {
    answers = [answer];

    expect(await troubleOf(create().post('/channels/1/messages', { body: {} }))).toEqual({ kind: 'unclear' });
    expect(asked).toHaveLength(1);
  });

  it('tells what Discord refuses, by its code', async () => {
    answers = [json(403, { code: 50_013, message: 'Missing Permissions' })];

    expect(await troubleOf(create().post('/channels/1/messages', { body: {} }))).toEqual({ kind: 'refused', status: 403, code: 50_013 });
  });

  it('waits as long as Discord says, and asks again', async () => {
    answers = [json(429, { message: '', retry_after: 0.05, global: false }, { 'retry-after': '0.05' }), json(200, { id: '1' })];

    expect(await create().post('/channels/1/messages', { body: {} })).toEqual({ id: '1' });
  });

  it('asks again not at once where Discord does not say when', async () => {
    answers = [json(429, { message: '' }), json(200, { id: '1' })];
    const began = performance.now();
    await create().post('/channels/1/messages', { body: {} });

    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('has its token still after Discord has refused it once', async () => {
    answers = [json(401, { code: 0, message: '401: Unauthorized' }), json(200, { id: '1' })];
    const rest = create();

    expect(await troubleOf(rest.get('/users/@me'))).toMatchObject({ kind: 'refused', status: 401 });
    expect(await rest.get('/users/@me')).toEqual({ id: '1' });
  });

  it('keeps to fifty calls a second for the bot, and holds up nothing that goes by the token of an interaction', async () => {
    answers = [];
    const rest = create();
    const calls = Array.from({ length: 60 }, (_, index) => rest.get(`/users/${index}`));
    await rest.post('/webhooks/A1/token', { body: {}, auth: false });

    expect(asked.length).toBeLessThan(60);
    expect(asked.at(-1)?.headers.authorization).toBeUndefined();
    await Promise.all(calls);
    expect(asked).toHaveLength(61);
  });
});
