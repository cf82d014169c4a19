import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { App } from '@slack/bolt';
import express from 'express';
import { createHttpDoor } from '../../../../src/channels/slack/doors/http.ts';
import { createSlackLogger } from '../../../../src/channels/slack/slack-logger.ts';
import { createFakeLogger } from '../../../helpers/fake-logger.ts';

const SECRET = 'a signing secret of tests';
const NOW_S = 1_790_000_000;
const FORM = 'application/x-www-form-urlencoded';

describe('HTTP door of Slack', () => {
  let server: Server;
  let url: string;
  let isOpen = true;
  /** What a listener does with a payload, by test. */
  let hear: (body: unknown) => Promise<void> = async () => undefined;

  beforeAll(async () => {
    const logger = createFakeLogger();
    const door = createHttpDoor({ signingSecret: SECRET, clock: { now: () => NOW_S * 1_000 }, logger, isOpen: () => isOpen });
    const app = new App({
      receiver: { init: (bolt) => door.init(bolt), start: async () => undefined, stop: async () => undefined },
      authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'UBOT', teamId: 'T1' }),
      convoStore: false,
      logger: createSlackLogger(logger),
    });
    app.error(async (error) => {
      throw error;
    });
    app.event(/./, async ({ body }) => hear(body));
    app.command(/./, async ({ body, ack }) => {
      await hear(body);
      await ack('heard');
    });
    const web = express();
    web.use(door.router);
    server = createServer(web);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    isOpen = true;
    hear = async () => undefined;
  });

  interface Sent {
    readonly body: string;
    readonly type?: string;
    readonly at?: number;
    readonly signature?: string | null;
  }

  function post({ body, type = 'application/json', at = NOW_S, signature }: Sent): Promise<Response> {
    const hash = createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex');
    const signed = signature === undefined ? `v0=${hash}` : signature;
    return fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': type,
        'X-Slack-Request-Timestamp': String(at),
        ...(signed === null ? {} : { 'X-Slack-Signature': signed }),
      },
      body,
    });
  }

  const event = JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev1',
    event: { type: 'message', user: 'U1', channel: 'D1' },
  });

  it('acknowledges an event once it was heard', async () => {
    const heard: unknown[] = [];
    hear = async (body) => void heard.push(body);

    const { status } = await post({ body: event });

    expect(status).toBe(200);
    expect(heard).toEqual([JSON.parse(event)]);
  });

  it('keeps the acknowledgement back until then', async () => {
    let finish = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      hear = () => {
        resolve();
        return new Promise((end) => {
          finish = end;
        });
      };
    });
    let isAnswered = false;
    const answer = post({ body: event }).then(({ status }) => {
      isAnswered = true;
      return status;
    });

    await begun;
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    finish();
    expect(await answer).toBe(200);
  });

  it('answers 500 to what could not be kept, so that Slack tells it again', async () => {
    hear = async () => {
      throw new Error('the disk is full');
    };

    expect((await post({ body: event })).status).toBe(500);
  });

  it('asks Slack to come again before the channel has started', async () => {
    isOpen = false;

    expect((await post({ body: event })).status).toBe(503);
  });

  it('reads a form, with a character set named or not, and answers in it', async () => {
    const body = new URLSearchParams({
      command: '/mailfix',
      text: '送れません',
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'C1',
    }).toString();

    for (const type of [FORM, `${FORM}; charset=utf-8`]) {
      const response = await post({ body, type });
      expect([response.status, await response.text()]).toEqual([200, 'heard']);
    }
  });

  it('answers the check of its address', async () => {
    const response = await post({ body: JSON.stringify({ type: 'url_verification', challenge: 'abc' }) });

    expect([response.status, await response.json()]).toEqual([200, { challenge: 'abc' }]);
  });

  it('answers the check of its certificate, which is not signed, and nothing smuggled in with it', async () => {
    const heard: unknown[] = [];
    hear = async (body) => void heard.push(body);

    const response = await post({ body: `ssl_check=1&payload=${encodeURIComponent(event)}`, type: FORM, signature: null });

    expect(response.status).toBe(200);
    expect(heard).toEqual([]);
  });

  it.each<[string, Partial<Sent>]>([
    ['no signature', { signature: null }],
    ['another signature', { signature: `v0=${'0'.repeat(64)}` }],
    ['a signature of another version', { signature: 'v1=00' }],
    ['a signature that is none', { signature: 'nonsense' }],
    ['a time five minutes and a second ago', { at: NOW_S - 301 }],
    ['a time five minutes and a second ahead', { at: NOW_S + 301 }],
    ['a time a year ahead', { at: NOW_S + 31_536_000 }],
    ['a time that is none', { at: Number.NaN }],
  ])('refuses a request with %s', async (_name, part) => {
    const heard: unknown[] = [];
    hear = async (body) => void heard.push(body);

    expect((await post({ body: event, ...part })).status).toBe(401);
    expect(heard).toEqual([]);
  });

  it.each([
    ['no JSON', '{"type":', 'application/json'],
    ['JSON that is no object', '[]', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a form whose payload is no JSON', 'payload=%7B', FORM],
  ])('refuses a body that is %s', async (_name, body, type) => {
    expect((await post({ body, type })).status).toBe(400);
  });

  it('refuses a body no payload of Slack has the length of', async () => {
    expect((await post({ body: `"${'x'.repeat(1_100_000)}"` })).status).toBe(413);
  });

  it('takes a payload of a kind it does not know, and does nothing', async () => {
    expect((await post({ body: '{"type":"something_new"}' })).status).toBe(200);
  });
});
