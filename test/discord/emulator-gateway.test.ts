import { isFields } from '../helpers/json.ts';
import { type FakeDiscord, type FakeDiscordSettings, type FakeGuild, type Person, startFakeDiscord } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';
import { identity, openLine, openSession } from './emulator/testing/line.ts';
import { commandOf, EPHEMERAL } from './emulator/testing/payloads.ts';

const GUILDS = 1;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;

let fake: FakeDiscord;
let guild: FakeGuild;
let person: Person;
let channel: string;

async function open(settings: FakeDiscordSettings = {}): Promise<void> {
  await fake?.stop();
  fake = await startFakeDiscord(settings);
  guild = fake.guild('family');
  person = fake.user('Hanako');
  guild.joins(person);
  channel = guild.channel('talk');
}

beforeEach(() => open());

afterEach(() => fake.stop());

describe('a bare connection', () => {
  test('is told how often to give a sign, and each sign is acknowledged', async () => {
    const line = await openLine(fake);

    expect(await line.next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
    line.say(1, null);
    expect(await line.next()).toMatchObject({ op: 11 });
  });

  test('that identifies is ready, and hears of its servers one by one', async () => {
    const { line, ready } = await openSession(fake, { intents: GUILDS });

    expect(ready).toMatchObject({
      v: 10,
      user: { id: fake.app.id, bot: true },
      guilds: [{ id: guild.id, unavailable: true }],
      shard: [0, 1],
      resume_gateway_url: `${fake.url.replace('http', 'ws')}/resume`,
    });
    expect(await line.next()).toMatchObject({
      op: 0,
      s: 2,
      t: 'GUILD_CREATE',
      d: { id: guild.id, channels: [{ id: channel, name: 'talk' }] },
    });
  });

  test.each<[string, object, number]>([
    ['a wrong token', { token: 'another' }, 4_004],
    ['no intents', { intents: undefined }, 4_002],
    ['intents that there are not', { intents: 1 << 30 }, 4_013],
    ['intents that are not switched on', { intents: 1 << 1 }, 4_014],
    ['a shard that there is not', { shard: [1, 1] }, 4_010],
  ])('that identifies with %s is closed', async (_what, more, code) => {
    const line = await openLine(fake);
    line.say(2, identity(fake, { ...more }));

    expect(await line.closed).toBe(code);
  });

  test('may not read messages unless that is switched on', async () => {
    await open({ app: { messageContent: false } });
    const line = await openLine(fake);
    line.say(2, identity(fake, { intents: MESSAGE_CONTENT }));

    expect(await line.closed).toBe(4_014);
  });

  test('must be one of several where Discord asks for shards', async () => {
    await open({ app: { shards: 2 } });
    const line = await openLine(fake);
    line.say(2, identity(fake));

    expect(await line.closed).toBe(4_011);
  });

  test.each<[string, string, number]>([
    ['no JSON', '{', 4_002],
    ['too much', JSON.stringify({ op: 1, d: 'x'.repeat(4_096) }), 4_002],
    ['an opcode that there is not', JSON.stringify({ op: 99, d: null }), 4_001],
    ['anything before it identifies', JSON.stringify({ op: 3, d: {} }), 4_003],
  ])('that says %s is closed', async (_what, text, code) => {
    const line = await openLine(fake);
    line.sayText(text);

    expect(await line.closed).toBe(code);
  });

  test('that identifies twice is closed', async () => {
    const { line } = await openSession(fake);
    line.say(2, identity(fake));

    expect(await line.closed).toBe(4_005);
  });

  test('that speaks another version, or wants compression, is closed', async () => {
    expect(await (await openLine(fake, '/?v=9&encoding=json')).closed).toBe(4_012);
    expect(await (await openLine(fake, '/?v=10&encoding=json&compress=zlib-stream')).closed).toBe(4_002);
  });

  test('that gives no sign is closed', async () => {
    let now = Date.now();
    await open({ heartbeatMs: 40, now: () => now });
    const { line } = await openSession(fake);
    now += 2_000;

    expect(await line.closed).toBe(4_009);
  });

  test('that talks too much is closed', async () => {
    const { line } = await openSession(fake);
    for (let time = 0; time < 121; time += 1) {
      line.say(1, null);
    }

    expect(await line.closed).toBe(4_008);
  });

  test('that identifies again too soon gets an invalid session', async () => {
    await open({ identifyMs: 5_000 });
    await openSession(fake);
    const line = await openLine(fake);
    await line.next();
    line.say(2, identity(fake));

    expect(await line.next()).toMatchObject({ op: 9, d: false });
    expect((await callApi(fake, 'GET /gateway/bot')).body).toMatchObject({ session_start_limit: { total: 1_000, remaining: 998 } });
  });

  test('is refused, or kept waiting, on demand', async () => {
    fake.gateway.moods.refuses = true;
    await expect(openLine(fake)).rejects.toThrow('not taken');
    fake.gateway.moods.refuses = false;
    fake.gateway.moods.holdsHello = true;
    fake.gateway.moods.mutesAcks = true;
    const line = await openLine(fake);
    line.say(1, null);
    line.say(2, identity(fake));

    expect(await line.next()).toMatchObject({ t: 'READY' });
  });
});

describe('a session that is resumed', () => {
  test('hears what it missed, and then that it is resumed', async () => {
    const { line, ready } = await openSession(fake);
    line.close();
    await line.closed;
    await fake.until(() => fake.gateway.count === 0, 'the end');
    await person.writes('dm', 'one');
    await person.writes('dm', 'two');

    const again = await openLine(fake, '/resume?v=10&encoding=json');
    await again.next();
    again.say(6, { token: fake.app.token, session_id: ready.session_id, seq: 1 });

    expect([await again.next(), await again.next(), await again.next()]).toMatchObject([
      { t: 'MESSAGE_CREATE', s: 2, d: { content: 'one' } },
      { t: 'MESSAGE_CREATE', s: 3, d: { content: 'two' } },
      { t: 'RESUMED', s: 4 },
    ]);
  });

  test.each<[string, number | undefined]>([
    ['ended by the app', 1_000],
    ['too old', undefined],
  ])('is no longer good when it was %s', async (_why, code) => {
    let now = Date.now();
    await open({ now: () => now });
    const { line, ready } = await openSession(fake);
    line.close(code);
    await line.closed;
    await fake.until(() => fake.gateway.count === 0, 'the end');
    now += code === undefined ? 120_001 : 0;

    const again = await openLine(fake);
    await again.next();
    again.say(6, { token: fake.app.token, session_id: ready.session_id, seq: 1 });

    expect(await again.next()).toMatchObject({ op: 9, d: false });
  });

  test('with a number that never was is closed', async () => {
    const { line, ready } = await openSession(fake);
    line.close();
    const again = await openLine(fake);
    again.say(6, { token: fake.app.token, session_id: ready.session_id, seq: 99 });

    expect(await again.closed).toBe(4_007);
  });
});

describe('what is heard', () => {
  test('is blank without the right to read, except in direct messages and where the app is mentioned', async () => {
    const { line } = await openSession(fake, { intents: GUILD_MESSAGES | DIRECT_MESSAGES });
    await person.writes(channel, 'secret');
    await person.mentionsBot(channel, 'hello');
    await person.writes('dm', 'private');

    const heard = [await line.next(), await line.next(), await line.next()];
    expect(heard).toMatchObject([
      { d: { content: '', guild_id: guild.id, channel_type: 0, author: { id: person.id } } },
      { d: { content: `<@${fake.app.id}> hello`, mentions: [{ id: fake.app.id }] } },
      { d: { content: 'private', channel_type: 1 } },
    ]);
    expect(heard[2]?.d).not.toHaveProperty('guild_id');
  });

  test('of the app for one person alone comes as if it were a direct message', async () => {
    await callApi(fake, `PUT /applications/${fake.app.id}/commands`, [commandOf()]);
    const { line } = await openSession(fake, { intents: DIRECT_MESSAGES });
    const done = person.runsCommand('mailfix', {}, channel);
    const { d } = await line.next();
    const { id, token } = isFields(d) ? d : {};
    await callApi(fake, `POST /interactions/${id}/${token}/callback`, { type: 4, data: { content: 'Hello', flags: EPHEMERAL } });
    await done;

    const { t, d: message } = await line.next();
    expect([t, message]).toMatchObject(['MESSAGE_CREATE', { channel_id: channel, flags: EPHEMERAL, author: { id: fake.app.id } }]);
    expect(message).not.toHaveProperty('guild_id');
  });

  test('depends on the intents, and on what the bot may see', async () => {
    const { line } = await openSession(fake, { intents: GUILD_MESSAGES | MESSAGE_CONTENT });
    const hidden = guild.channel('hidden');
    guild.denies(hidden, 'VIEW_CHANNEL');
    await person.writes('dm', 'not asked for');
    await person.writes(hidden, 'not seen');
    const message = await person.writes(channel, 'seen');
    await person.edits(message, 'changed');
    await person.deletes(message);

    expect([await line.next(), await line.next(), await line.next()]).toMatchObject([
      { t: 'MESSAGE_CREATE', s: 2, d: { content: 'seen' } },
      { t: 'MESSAGE_UPDATE', d: { content: 'changed', edited_timestamp: expect.any(String) } },
      { t: 'MESSAGE_DELETE', d: { id: message.id, channel_id: channel } },
    ]);
  });

  test('of channels, threads and servers comes with the intent for servers', async () => {
    const { line } = await openSession(fake, { intents: GUILDS });
    await line.next();
    const forum = guild.forum('help');
    const post = await person.startsForumPost(forum, 'Mail', 'stuck');
    guild.archives(post.id);
    guild.deletes(post.id);
    guild.deletes(forum);
    guild.kicksBot();
    guild.addsBot();

    const heard = [];
    for (let time = 0; time < 7; time += 1) {
      heard.push((await line.next()).t);
    }
    expect(heard).toEqual([
      'CHANNEL_CREATE',
      'THREAD_CREATE',
      'THREAD_UPDATE',
      'THREAD_DELETE',
      'CHANNEL_DELETE',
      'GUILD_DELETE',
      'GUILD_CREATE',
    ]);
  });

  test('goes to the shard of the server, and to the first one without', async () => {
    await open({ app: { shards: 2 } });
    const lines = [
      await openSession(fake, { shard: [0, 2], intents: GUILD_MESSAGES | DIRECT_MESSAGES }),
      await openSession(fake, { shard: [1, 2], intents: GUILD_MESSAGES | DIRECT_MESSAGES }),
    ];
    const mine = Number((BigInt(guild.id) >> 22n) % 2n);
    await person.writes(channel, 'in a server');
    await person.writes('dm', 'alone');

    expect(fake.gateway.sessions.map(({ shard, seq }) => [shard[0], seq])).toEqual([
      [0, mine === 0 ? 3 : 2],
      [1, mine === 0 ? 1 : 2],
    ]);
    expect(await lines[mine]?.line.next()).toMatchObject({ t: 'MESSAGE_CREATE' });
  });

  test('may come twice, and late', async () => {
    const { line } = await openSession(fake);
    fake.faults.deliveries.duplicate = 1;
    await person.writes('dm', 'twice');
    expect([await line.next(), await line.next()]).toMatchObject([
      { s: 2, d: { content: 'twice' } },
      { s: 3, d: { content: 'twice' } },
    ]);

    fake.faults.deliveries.duplicate = 0;
    fake.faults.deliveries.delay = 1;
    await person.writes('dm', 'late');
    expect(fake.gateway.sessions[0]?.seq).toBe(3);
    expect(await line.next()).toMatchObject({ s: 4, d: { content: 'late' } });
  });
});
