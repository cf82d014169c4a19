import { connect } from 'node:net';
import { type FakeSlack, type FakeWorkspace, type Fields, type Person, startFakeSlack } from './emulator/index.ts';
import { type BoltApp, startHttpApp } from './emulator/testing/bolt-app.ts';
import { callApi } from './emulator/testing/call.ts';
import { inputOf, marked, plain } from './emulator/testing/payloads.ts';

let fake: FakeSlack;
let workspace: FakeWorkspace;
let person: Person;
let bot: BoltApp;
let channel: string;
let now: number;

beforeEach(async () => {
  now = 1_700_000_000_000;
  fake = await startFakeSlack({ echoOwnMessages: false, now: () => now });
  workspace = fake.workspace('T1');
  person = workspace.user('U1');
  channel = workspace.channel('C1', { members: [person] });
  bot = await startHttpApp(fake, workspace.botToken);
});

afterEach(async () => {
  await bot.stop();
  await fake.stop();
});

/** What the last command came with. */
async function command(): Promise<{ readonly trigger: string; readonly url: string }> {
  await person.runsCommand('/mailfix', 'x', channel);
  await fake.until(() => person.sees(channel).some(({ text }) => text === 'said x'), 'the answer');
  const body = fake.deliveries.at(-1)?.body ?? {};
  return { trigger: String(body.trigger_id), url: String(body.response_url) };
}

async function answer(url: string, body: Fields): Promise<readonly [number, unknown]> {
  const res = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return [res.status, await res.json()];
}

describe('response addresses', () => {
  test('take five answers, not six', async () => {
    const { url } = await command();
    for (const text of ['2', '3', '4', '5']) {
      expect(await answer(url, { text })).toEqual([200, { ok: true }]);
    }

    expect(await answer(url, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }]);
    expect(fake.refused).toMatchObject([{ method: 'response_url', error: 'used_url' }]);
  });

  test('expire after half an hour, which is nobody’s fault', async () => {
    const { url } = await command();
    now += 30 * 60_000 + 1;

    expect(await answer(url, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
    expect(fake.refused).toEqual([]);
    expect(fake.errors).toMatchObject([{ error: 'expired_url' }]);
  });

  test('take no bad blocks and no unknown members', async () => {
    const { url } = await command();

    expect(await answer(url, { text: 'x', blocks: [{ type: 'section' }] })).toEqual([400, { ok: false, error: 'invalid_blocks' }]);
    expect(await answer(url, { text: 'x', colour: 'red' })).toEqual([400, { ok: false, error: 'invalid_payload' }]);
    expect(await answer(url, { replace_original: true, text: 'x' })).toEqual([400, { ok: false, error: 'invalid_payload' }]);
  });

  test('change or delete the message that was clicked, ephemeral ones too', async () => {
    const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'quiet', value: 'q', text: plain('Quiet') }] }];
    bot.app.action('quiet', async ({ ack }) => ack());
    const { message_ts: ts } = await callApi(fake, workspace.botToken, {
      method: 'chat.postEphemeral',
      args: { channel, user: 'U1', text: 'psst', blocks },
    });
    const message = person.lastFromBot(channel);

    const click = await person.clicks(message, 'Quiet');
    await answer(String(click.body.response_url), { replace_original: true, text: 'changed' });
    expect(person.lastFromBot(channel)).toMatchObject({ ts, text: 'changed', ephemeralTo: 'U1' });
    expect(click.body).toMatchObject({ container: { is_ephemeral: true, message_ts: ts } });
    expect(click.body).not.toHaveProperty('message');

    await answer(String(click.body.response_url), { delete_original: true });
    expect(person.sees(channel)).toEqual([]);
  });
});

describe('triggers', () => {
  const view = {
    type: 'modal',
    title: plain('Form'),
    submit: plain('Go'),
    external_id: 'mine',
    blocks: [inputOf({ type: 'plain_text_input' }, { optional: true })],
  };
  const call = (method: string, args: Fields): Promise<Fields> => callApi(fake, workspace.botToken, { method, args });

  test('open one form, within three seconds', async () => {
    const { trigger } = await command();
    expect(await call('views.open', { trigger_id: trigger, view })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id: trigger, view })).toMatchObject({ error: 'exchanged_trigger_id' });

    const late = await command();
    now += 3_001;
    expect(await call('views.open', { trigger_id: late.trigger, view })).toMatchObject({ error: 'expired_trigger_id' });
    expect(fake.refused.map(({ error }) => error)).toEqual(['exchanged_trigger_id', 'expired_trigger_id']);
  });

  test('of another workspace open nothing', async () => {
    const { trigger } = await command();
    const other = fake.workspace('T2').botToken;

    expect(await callApi(fake, other, { method: 'views.open', args: { trigger_id: trigger, view } })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  test('an open form is changed by id or external id, unless it changed meanwhile or is closed', async () => {
    const { trigger } = await command();
    const opened = await call('views.open', { trigger_id: trigger, view });
    const { id, hash } = Object(opened.view);

    expect(await call('views.update', { view_id: id, hash, view: { ...view, title: plain('Two') } })).toMatchObject({ ok: true });
    expect(await call('views.update', { view_id: id, hash, view })).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { external_id: 'mine', view })).toMatchObject({ ok: true, view: { title: { text: 'Form' } } });
    if (person.modal !== null) {
      await person.closesView(person.modal);
    }
    expect(await call('views.update', { view_id: id, view })).toMatchObject({ error: 'not_found' });
  });

  test('the home tab is shown when it was published, and told of when it is opened', async () => {
    await call('views.publish', { user_id: 'U1', view: { type: 'home', blocks: [{ type: 'section', text: marked('Hi') }] } });

    const [opened] = await person.opensHome();

    expect(person.home?.body).toMatchObject({ type: 'home', blocks: [{ type: 'section' }] });
    expect(opened?.body).toMatchObject({ event: { type: 'app_home_opened', tab: 'home', channel: person.dm, view: { type: 'home' } } });
  });
});

describe('the door of Socket Mode', () => {
  /** Shakes hands and sends bytes; what comes back after the handshake. */
  async function bytesBack(frame: readonly number[]): Promise<Buffer> {
    const { url } = await callApi(fake, fake.app.appToken, { method: 'apps.connections.open' });
    const { port, pathname, search } = new URL(String(url));
    const socket = connect(Number(port), '127.0.0.1');
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${key}\r\n\r\n`);
    socket.write(Buffer.from(frame));
    const parts: Buffer[] = [];
    for await (const part of socket) {
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  test('answers the sample handshake of RFC 6455 §1.3 and closes on what is not masked', async () => {
    const back = await bytesBack([0x81, 0x01, 0x61]);

    expect(back.toString('latin1')).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(back.subarray(-4)).toEqual(Buffer.from([0x88, 0x02, 0x03, 0xea]));
  });

  test('closes on a frame that says it is longer than anything taken', async () => {
    const back = await bytesBack([0x81, 0xff, 0, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0]);

    expect(back.subarray(-4, -2)).toEqual(Buffer.from([0x88, 0x02]));
  });

  test('answers a ping with its words and a goodbye with the same code', async () => {
    const ping = [0x89, 0x82, 1, 2, 3, 4, 0x68 ^ 1, 0x69 ^ 2];
    const goodbye = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8];

    const back = await bytesBack([...ping, ...goodbye]);

    expect(back.subarray(-8)).toEqual(Buffer.from([0x8a, 0x02, 0x68, 0x69, 0x88, 0x02, 0x03, 0xe8]));
  });
});
