import { type FakeSlack, type FakeWorkspace, type Person, startFakeSlack, visibleText } from './emulator/index.ts';
import { type BoltApp, startHttpApp, startInstallableApp } from './emulator/testing/bolt-app.ts';

let fake: FakeSlack;
let workspace: FakeWorkspace;
let person: Person;
let bot: BoltApp;
let channel: string;

beforeEach(async () => {
  fake = await startFakeSlack({ retryAfterMs: [0, 10, 20] });
  workspace = fake.workspace('T1');
  person = workspace.user('U1');
  channel = workspace.channel('C1', { members: [person] });
});

afterEach(async () => {
  await bot.stop();
  await fake.stop();
});

describe('an app made with Bolt, over signed HTTP', () => {
  beforeEach(async () => {
    bot = await startHttpApp(fake, workspace.botToken);
  });

  test('proves that its address is its own', async () => {
    expect(await fake.verifiesUrl()).toBe(true);
  });

  test('answers a direct message, a click and a choice', async () => {
    await person.writes('dm', 'hello');
    await fake.until(() => person.sees('dm').length === 2, 'the answer');
    const message = person.lastFromBot('dm');
    expect(visibleText(message)).toBe('Heard\n[Yes]\n(Line)');

    const { options } = await person.picks(message, 'ocn');
    await fake.until(() => person.sees('dm').length === 3, 'the choice');
    expect(options).toMatchObject([{ value: 'isp:ocn' }]);
    expect(person.lastFromBot('dm').text).toContain('isp:ocn');

    await person.clicks(message, 'Yes');
    await fake.until(() => message.text === 'clicked', 'the change');
    expect(fake.refused).toEqual([]);
  });

  test('answers a command at once and later, and is heard where nobody else hears', async () => {
    const other = workspace.user('U2');
    workspace.channel('C1', { members: [other] });

    const delivery = await person.runsCommand('/mailfix', 'help <me>', channel);
    await fake.until(() => person.sees(channel).length === 2, 'both answers');

    expect(delivery).toMatchObject({ acked: true, kind: 'slash' });
    expect(person.sees(channel).map(({ text, ephemeralTo }) => [text, ephemeralTo])).toEqual([
      ['got it', 'U1'],
      ['said help &lt;me&gt;', null],
    ]);
    expect(other.sees(channel)).toHaveLength(1);
  });

  test('opens a form, complains about it and takes it', async () => {
    await person.runsCommand('/mailfix', 'form', channel);
    await fake.until(() => person.modal !== null, 'the form');
    const view = person.modal;
    if (view === null) {
      throw new Error('no form');
    }

    await expect(person.submitsView(view, {})).rejects.toThrow('empty are Name');
    const bad = await person.submitsView(view, { Name: 'bad' });
    const good = await person.submitsView(view, { name: 'good', lines: { query: 'ocn' } });

    expect(bad.submitted).toEqual({ state: 'errors', errors: { name: 'not this' } });
    expect(good.submitted).toEqual({ state: 'closed' });
    expect(person.modal).toBeNull();
    expect(bot.heard.at(-1)).toContain('"isp:ocn"');
  });

  test('hears of a form that is closed, and of shortcuts', async () => {
    const { message } = await person.writes(channel, 'mail is stuck');
    await person.usesMessageShortcut(message, 'diagnose');
    await person.usesGlobalShortcut('diagnose');
    await person.runsCommand('/mailfix', 'form', channel);
    await fake.until(() => person.modal !== null, 'the form');
    if (person.modal !== null) {
      await person.closesView(person.modal);
    }

    expect(bot.heard).toEqual(['mail is stuck', 'shortcut mail is stuck', 'shortcut', 'closed']);
  });

  test('hears a mention twice, as message and as mention, and nothing where it is not', async () => {
    const outside = workspace.channel('C2', { members: [person], withBot: false });

    const { deliveries } = await person.mentionsBot(channel, 'help');
    const elsewhere = await person.writes(outside, 'help');

    expect(deliveries.map(({ type, acked }) => [type, acked])).toEqual([
      ['app_mention', true],
      ['message', true],
    ]);
    expect(elsewhere.deliveries).toEqual([]);
    expect([...bot.heard].sort()).toEqual([`<@${workspace.botUser}> help`, `mention <@${workspace.botUser}> help`]);
  });

  test('hears its own posts and other bots, as Slack has it', async () => {
    await person.writes('dm', 'hello');
    await fake.until(() => fake.pending === 0 && person.sees('dm').length === 2, 'the answer');
    await person.sendsOtherBot(channel, 'beep');

    const bots = fake.deliveries.filter(({ body }) => JSON.stringify(body).includes('"bot_id"'));
    expect(bots).toHaveLength(2);
    expect(bot.heard).toEqual(['hello']);
  });

  test('writes a transcript a support person can read', async () => {
    await person.writes('dm', 'hello & goodbye');
    await fake.until(() => person.sees('dm').length === 2, 'the answer');

    const text = fake.transcript({ team: 'T1', channel: person.dm, user: 'U1' }, { names: { U1: 'Hanako' } });

    expect(text).toBe('Hanako:\n  hello & goodbye\n\nokuru:\n  Heard\n  [Yes]\n  (Line)');
  });
});

describe('redelivery over HTTP', () => {
  test('what is answered with 500 comes again, with its number and reason', async () => {
    let fails = 2;
    const nums: (number | undefined)[] = [];
    bot = await startHttpApp(fake, workspace.botToken);
    bot.app.use(async ({ context, next }) => {
      nums.push(context.retryNum);
      fails -= 1;
      await next();
    });
    const processEvent = bot.app.processEvent.bind(bot.app);
    bot.app.processEvent = async (event) => {
      if (fails > 0) {
        fails -= 1;
        nums.push(event.retryNum);
        throw new Error('broken on purpose');
      }
      await processEvent(event);
    };

    const { deliveries } = await person.writes('dm', 'hello');

    expect(nums).toEqual([undefined, 1, 2]);
    expect(deliveries[0]).toMatchObject({
      acked: true,
      attempts: [{ outcome: 'http_error', status: 500 }, { outcome: 'http_error' }, { outcome: 'acked' }],
    });
  });

  test('an event is given up after the last try; a command is tried once and the person is told', async () => {
    bot = await startHttpApp(fake, workspace.botToken);
    fake.deliverTo({ url: `${bot.base}/nowhere` });

    const { deliveries } = await person.writes('dm', 'hello');
    const command = await person.runsCommand('/mailfix', '', channel);

    expect(deliveries[0]).toMatchObject({ acked: false, attempts: [{ status: 404 }, { retry: 1 }, { retry: 2 }, { retry: 3 }] });
    expect(command.attempts).toHaveLength(1);
    expect(person.sees(channel).map(({ text }) => text)).toEqual(['/mailfix failed with the error "dispatch_failed"']);
  });

  test('a wrong signature is not taken by the app', async () => {
    bot = await startHttpApp(fake, workspace.botToken);
    fake.deliverTo({ url: bot.url, signingSecret: 'another' });

    const { deliveries } = await person.writes('dm', 'hello');

    expect(deliveries[0]?.attempts[0]).toMatchObject({ status: 401 });
    expect(bot.heard).toEqual([]);
  });

  test('an event may come twice at once, and its acknowledgement may be lost', async () => {
    bot = await startHttpApp(fake, workspace.botToken);
    fake.faults.deliveries.duplicate = 1;
    await person.writes('dm', 'twice');
    fake.faults.deliveries.duplicate = 0;
    fake.faults.deliveries.loseAck = 1;
    await person.writes('dm', 'again');

    expect(bot.heard.filter((text) => text === 'twice')).toHaveLength(2);
    expect(bot.heard.filter((text) => text === 'again')).toHaveLength(4);
  });
});

describe('installing', () => {
  beforeEach(async () => {
    bot = await startInstallableApp(fake, ['chat:write', 'im:history']);
  });

  test('leads over the page of consent to a token of that workspace alone', async () => {
    const theirs = fake.workspace('T2', { installed: false });
    const admin = theirs.user('U2');

    expect(await admin.installs({ at: bot.base })).toMatchObject({ status: 200 });
    await admin.writes('dm', 'hello');
    await fake.until(() => admin.sees('dm').length === 2, 'the answer');

    expect(bot.installed).toMatchObject([{ team: { id: 'T2' }, bot: { token: theirs.botToken, scopes: ['chat:write', 'im:history'] } }]);
    expect(fake.calls.filter(({ method }) => method === 'chat.postMessage').map(({ team }) => team)).toEqual(['T2']);
  });

  test('fails where consent is denied, the state is forged or the browser is another', async () => {
    const walks = [
      await person.installs({ at: bot.base, denies: true }),
      await person.installs({ at: bot.base, forges: true }),
      await person.installs({ at: bot.base, losesCookies: true }),
    ];

    expect(walks.map(({ status }) => status >= 400)).toEqual([true, true, true]);
    expect(bot.installed).toEqual([]);
  });

  test('ends with the removal: tokens no longer work and the app is told', async () => {
    await person.installs({ at: bot.base });
    const token = workspace.botToken;

    const deliveries = await person.uninstalls();

    expect(deliveries.map(({ type }) => type)).toEqual(['app_uninstalled', 'tokens_revoked']);
    const answer: unknown = await (await fetch(`${fake.apiUrl}auth.test`, { headers: { Authorization: `Bearer ${token}` } })).json();
    expect(answer).toEqual({ ok: false, error: 'account_inactive' });
  });
});

test('passes an unreadable acknowledgement to the record of refusals', async () => {
  bot = await startHttpApp(fake, workspace.botToken);
  bot.app.options('other', async ({ ack }) => ack({ options: [{ text: { type: 'plain_text', text: 'x'.repeat(76) }, value: 'a' }] }));
  const blocks = [{ type: 'actions', elements: [{ type: 'external_select', action_id: 'other', min_query_length: 0 }] }];
  await bot.app.client.apiCall('chat.postMessage', { channel: person.dm, text: 'x', blocks: JSON.stringify(blocks) });

  await expect(person.picks(person.lastFromBot('dm'), '')).rejects.toThrow('offers no option');

  expect(fake.refused).toMatchObject([{ method: 'ack:block_suggestion', error: 'invalid_ack' }]);
  expect(fake.refused[0]?.messages).toEqual(['[ERROR] must be less than 76 characters [json-pointer:/options/0/text/text]']);
});
