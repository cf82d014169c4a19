import { App } from '@slack/bolt';
import { createSocketDoor, type SocketDoor } from '../../../../src/channels/slack/doors/socket.ts';
import { createSlackLogger } from '../../../../src/channels/slack/slack-logger.ts';
import { createFakeLogger, type FakeLogger } from '../../../helpers/fake-logger.ts';
import { type Connection, type SocketService, startSocketService } from './socket-service.ts';

const EVENT = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event: { type: 'message', user: 'U1', channel: 'D1' } };

describe('Socket Mode door of Slack', () => {
  let service: SocketService;
  let door: SocketDoor;
  let logger: FakeLogger;
  let heard: unknown[];
  let hear: () => Promise<void>;

  beforeEach(async () => {
    service = await startSocketService();
    logger = createFakeLogger();
    heard = [];
    hear = async () => undefined;
    door = createSocketDoor({ appToken: 'xapp-1-test', apiUrl: service.apiUrl, clock: { now: Date.now }, logger, random: () => 0 });
    const app = new App({
      receiver: { init: (bolt) => door.init(bolt), start: async () => undefined, stop: async () => undefined },
      authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'UBOT', teamId: 'T1' }),
      convoStore: false,
      logger: createSlackLogger(logger),
    });
    app.error(async (error) => {
      throw error;
    });
    app.event(/./, async ({ body }) => {
      heard.push(body);
      await hear();
    });
    app.command(/./, async ({ ack }) => ack('heard'));
  });

  afterEach(async () => {
    await door.stop();
    await service.close();
  });

  async function untilAcked({ acks }: Connection, count: number): Promise<void> {
    while (acks.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  it('acknowledges what was heard, with an answer where there is one', async () => {
    await door.start();
    const connection = await service.until(1);
    connection.tell('e1', EVENT);
    await untilAcked(connection, 1);
    connection.send({ type: 'slash_commands', envelope_id: 'e2', payload: { command: '/mailfix', team_id: 'T1', user_id: 'U1' } });
    await untilAcked(connection, 2);

    expect(heard).toEqual([EVENT]);
    expect(connection.acks).toEqual([
      { envelope_id: 'e1', payload: {} },
      { envelope_id: 'e2', payload: { text: 'heard' } },
    ]);
  });

  it('does not acknowledge what could not be kept, and goes on', async () => {
    await door.start();
    const connection = await service.until(1);
    hear = async () => {
      throw new Error('the disk is full');
    };
    connection.tell('e1', EVENT);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    hear = async () => undefined;
    connection.tell('e2', EVENT);
    await untilAcked(connection, 1);

    expect(connection.acks.map(({ envelope_id }) => envelope_id)).toEqual(['e2']);
  });

  it('lives through frames that are no envelopes', async () => {
    await door.start();
    const connection = await service.until(1);
    for (const frame of ['no json', '[]', 'null', '{"type":"events_api","envelope_id":"e0"}', '{"type":"disconnect"', '{}'])
      connection.send(frame);
    connection.tell('e1', EVENT);
    await untilAcked(connection, 1);

    expect(heard).toEqual([EVENT]);
    expect(service.connections).toHaveLength(1);
  });

  it('moves to a new connection when told to, and serves the old one until then', async () => {
    await door.start();
    const old = await service.until(1);
    let finish = (): void => undefined;
    hear = () => new Promise((resolve) => (finish = resolve));
    old.tell('e1', EVENT);
    old.send({ type: 'disconnect', reason: 'refresh_requested' });
    const next = await service.until(2);
    finish();
    await untilAcked(old, 1);
    while (old.socket.open) await new Promise((resolve) => setTimeout(resolve, 2));

    expect(old.acks).toEqual([{ envelope_id: 'e1', payload: {} }]);
    expect(next.socket.open).toBe(true);
  });

  it('opens a lost connection again at once, and again', async () => {
    await door.start();
    for (const count of [1, 2]) (await service.until(count)).socket.destroy();
    const third = await service.until(3);
    third.tell('e1', EVENT);
    await untilAcked(third, 1);

    expect(heard).toEqual([EVENT]);
    expect(logger.of('error')).toEqual([]);
  });

  it('tries again where Slack is down or busy, waits as long as it is told, and is never an unhandled rejection', async () => {
    await door.start();
    service.answers.push(
      { status: 500, body: { ok: false } },
      { status: 429, headers: { 'Retry-After': '1' }, body: { ok: false, error: 'ratelimited' } },
      { status: 200, body: { ok: false, error: 'internal_error' } },
    );
    (await service.until(1)).socket.destroy();
    await service.until(2);

    expect(service.asked()).toBe(5);
    const waits = logger.lines.filter(({ message }) => message === 'Slack connection not opened').map(({ fields }) => fields.waitMs);
    expect(waits).toEqual([250, 1_000, 1_000]);
  });

  it('ends with one line where the token holds no longer', async () => {
    await door.start();
    service.answers.push({ status: 200, body: { ok: false, error: 'invalid_auth' } });
    (await service.until(1)).socket.destroy();
    while (!logger.of('error').includes('Slack connection ended for good')) await new Promise((resolve) => setTimeout(resolve, 2));

    expect(JSON.stringify(logger.lines)).toContain('invalid_auth');
    expect(JSON.stringify(logger.lines)).not.toContain('xapp-1-test');
  });

  it('rejects a start for good where the token is refused, and for now where Slack is down; it may be called again', async () => {
    service.answers.push({ status: 200, body: { ok: false, error: 'invalid_auth' } }, { status: 503, body: {} });

    await expect(door.start()).rejects.toMatchObject({ permanent: true, message: expect.stringContaining('invalid_auth') });
    await expect(door.start()).rejects.not.toHaveProperty('permanent');
    await door.start();
    expect(service.connections).toHaveLength(1);
  });

  it('rejects a start where the connection ends before it says hello', async () => {
    service.greets = false;
    const start = door.start();
    (await service.until(1)).socket.destroy();

    await expect(start).rejects.toThrow('before Slack said hello');
  });

  it('stops soon, twice, and in the middle of a payload, though the other side is silent', async () => {
    await door.start();
    const connection = await service.until(1);
    let finish = (): void => undefined;
    hear = () => new Promise((resolve) => (finish = resolve));
    connection.tell('e1', EVENT);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const stopped = Promise.all([door.stop(), door.stop()]);
    finish();
    await stopped;

    expect(connection.acks).toHaveLength(1);
    await expect(door.stop()).resolves.toBeUndefined();
  });

  it('stops while it waits for the next try', async () => {
    await door.start();
    service.answers.push({ status: 429, headers: { 'Retry-After': '3600' }, body: { ok: false, error: 'ratelimited' } });
    (await service.until(1)).socket.destroy();
    while (!logger.of('warn').includes('Slack connection not opened')) await new Promise((resolve) => setTimeout(resolve, 2));

    await door.stop();
    expect(service.connections).toHaveLength(1);
  });
});
