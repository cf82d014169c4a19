import { type FakeSlack, type FakeWorkspace, type Person, startFakeSlack } from './emulator/index.ts';
import { type BoltApp, startSocketApp } from './emulator/testing/bolt-app.ts';
import { callApi } from './emulator/testing/call.ts';
import { type Line, openLine } from './emulator/testing/line.ts';

let fake: FakeSlack;
let workspace: FakeWorkspace;
let person: Person;

beforeEach(async () => {
  fake = await startFakeSlack({ ackTimeoutMs: 300, retryAfterMs: [0, 10, 20], echoOwnMessages: false });
  workspace = fake.workspace('T1');
  person = workspace.user('U1');
});

afterEach(() => fake.stop());

describe('an app made with Bolt, over Socket Mode', () => {
  let bot: BoltApp;

  beforeEach(async () => {
    bot = await startSocketApp(fake, workspace.botToken);
  });

  afterEach(() => bot.stop());

  test('answers a message, a click, a choice and a command', async () => {
    const channel = workspace.channel('C1', { members: [person] });

    const { deliveries } = await person.writes('dm', 'hello');
    await fake.until(() => person.sees('dm').length === 2, 'the answer');
    const message = person.lastFromBot('dm');
    const { options } = await person.picks(message, 'ocn');
    await fake.until(() => person.sees('dm').length === 3, 'the choice');
    await person.clicks(message, 'y');
    await fake.until(() => message.text === 'clicked', 'the change');
    await person.runsCommand('/mailfix', 'help', channel);
    await fake.until(() => person.sees(channel).length === 2, 'the answers');

    expect(deliveries[0]).toMatchObject({ acked: true, attempts: [{ outcome: 'acked', status: null }] });
    expect(options).toMatchObject([{ value: 'isp:ocn' }]);
    expect(person.sees(channel)[0]).toMatchObject({ text: 'got it', ephemeralTo: 'U1' });
    expect(fake.refused).toEqual([]);
  });

  test('takes a form, with what is wrong with it', async () => {
    await person.runsCommand('/mailfix', 'form', workspace.channel('C1', { members: [person] }));
    await fake.until(() => person.modal !== null, 'the form');
    const view = person.modal;
    if (view === null) {
      throw new Error('no form');
    }

    const bad = await person.submitsView(view, { name: 'bad' });
    const good = await person.submitsView(view, { name: 'good' });

    expect(bad.submitted).toEqual({ state: 'errors', errors: { name: 'not this' } });
    expect(good.submitted).toEqual({ state: 'closed' });
  });

  test('comes back after its line was torn, and hears what was said meanwhile', async () => {
    fake.sockets.drop();
    await fake.until(() => fake.sockets.count === 0, 'the drop');

    const { deliveries } = await person.writes('dm', 'hello');

    expect(deliveries[0]).toMatchObject({ acked: true });
    expect(bot.heard).toEqual(['hello']);
  });

  test('comes back when asked to make its line new', async () => {
    fake.sockets.refresh();

    await person.writes('dm', 'hello');

    expect(bot.heard).toEqual(['hello']);
    expect(fake.calls.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(2);
  });

  test('may get an envelope twice', async () => {
    fake.faults.deliveries.duplicate = 1;

    await person.writes('dm', 'hello');
    await fake.until(() => bot.heard.length === 2, 'both');

    expect(fake.refused).toEqual([]);
  });
});

describe('a bare connection', () => {
  let line: Line;

  async function connect(): Promise<Line> {
    const { url } = await callApi(fake, fake.app.appToken, { method: 'apps.connections.open' });
    return openLine(String(url));
  }

  beforeEach(async () => {
    line = await connect();
  });

  afterEach(() => line.close());

  test('is greeted, and its ticket is good once', async () => {
    const { url } = await callApi(fake, fake.app.appToken, { method: 'apps.connections.open' });
    const second = await openLine(String(url));
    await second.next();

    expect(await line.next()).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: fake.app.id } });
    await expect(openLine(String(url))).rejects.toThrow();
    second.close();
  });

  test('gets an event again, numbered, over another connection when the first ends without an answer', async () => {
    await line.next();
    const said = person.writes('dm', 'hello');
    const first = await line.next();
    const other = await connect();
    await other.next();
    line.close();

    const again = await other.next();
    other.say({ envelope_id: again.envelope_id });

    expect(first).toMatchObject({ type: 'events_api', accepts_response_payload: false, retry_attempt: 0, retry_reason: '' });
    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_failed', payload: first.payload });
    expect((await said).deliveries[0]).toMatchObject({ acked: true, attempts: [{ outcome: 'connection_failed' }, { outcome: 'acked' }] });
    other.close();
  });

  test('gets a command once, answered or not, and may answer it with words', async () => {
    await line.next();
    const channel = workspace.channel('C1', { members: [person] });

    const silent = person.runsCommand('/mailfix', 'one', channel);
    await line.next();
    expect(await silent).toMatchObject({ acked: false, attempts: [{ outcome: 'http_timeout' }] });

    const answered = person.runsCommand('/mailfix', 'two', channel);
    const envelope = await line.next();
    line.say({ envelope_id: envelope.envelope_id, payload: { text: 'done' } });
    await answered;

    expect(envelope).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { command: '/mailfix', text: 'two' },
    });
    expect(person.sees(channel).map(({ text }) => text)).toEqual(['/mailfix failed with the error "operation_timeout"', 'done']);
  });

  test('is told off for what it makes up', async () => {
    await line.next();
    line.say({ envelope_id: 'made-up' });

    await fake.until(() => fake.refused.length === 1, 'the refusal');
    expect(fake.refused[0]).toMatchObject({ method: 'socket', error: 'unknown_envelope' });
  });

  test('is told before it is closed for good', async () => {
    await line.next();
    fake.sockets.refresh('link_disabled');

    expect(await line.next()).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
    expect(fake.sockets.count).toBe(0);
  });
});
