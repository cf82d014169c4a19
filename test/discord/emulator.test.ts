import { type FakeDiscord, type FakeGuild, type Person, startFakeDiscord, visibleText } from './emulator/index.ts';
import { type ClientApp, startClientApp } from './emulator/testing/client-app.ts';

let fake: FakeDiscord;
let guild: FakeGuild;
let person: Person;
let channel: string;
let bot: ClientApp;

beforeEach(async () => {
  fake = await startFakeDiscord();
  guild = fake.guild('family');
  person = fake.user('Hanako');
  guild.joins(person);
  channel = guild.channel('talk');
  bot = await startClientApp(fake);
});

afterEach(async () => {
  await bot.stop();
  await fake.stop();
});

function seen(place: string, who = person): readonly string[] {
  return who.sees(place).map(visibleText);
}

describe('an app made with discord.js', () => {
  test('logs in, and its commands are registered', () => {
    expect(bot.client.guilds.cache.map(({ name }) => name)).toEqual(['family']);
    expect(fake.commands.map(({ name, type }) => [name, type])).toEqual([
      ['mailfix', 1],
      ['Diagnose', 3],
    ]);
    expect(fake.gateway.counts).toEqual({ identified: 1, resumed: 0, refused: 0 });
  });

  test('answers a command for the person alone, and follows up', async () => {
    const other = fake.user('Taro');
    guild.joins(other);

    const delivery = await person.runsCommand('メール', { isp: 'ocn' }, channel);
    await fake.until(() => person.sees(channel).length === 2, 'the follow-up');

    expect(delivery).toMatchObject({ type: 'command', acked: true, answer: 4 });
    expect(bot.heard).toEqual(['command ocn ja 0']);
    expect(seen(channel)).toEqual(['Hello\n[Write]', 'More']);
    expect(seen(channel, other)).toEqual([]);
    expect(fake.actions).toMatchObject([{ what: '/mailfix', user: person.id, firstAnswerMs: expect.any(Number) }]);
  });

  test('offers what fits while an option is typed', async () => {
    expect(await person.types('isp', 'oc')).toEqual([{ name: '回線 oc', value: 'oc' }]);
    person.speaks('en-US');
    expect(await person.types('isp', 'oc', { channel })).toEqual([{ name: 'Line oc', value: 'oc' }]);
  });

  test('opens a form at a click, and changes what was clicked when it is sent', async () => {
    await person.runsCommand('mailfix', {}, channel);
    const message = person.sees(channel)[0];
    if (message === undefined) throw new Error('no message');

    await person.clicks(message, 'form');
    expect(person.modal === null ? null : visibleText(person.modal)).toBe('Form\nName: (text)');
    await expect(person.submitsModal({})).rejects.toThrow('Name takes 1 to 4000 characters, not 0');
    await person.submitsModal({ Name: 'Hana' });

    expect(person.modal).toBeNull();
    expect(visibleText(message)).toBe('Thanks');
    expect(bot.heard.at(-1)).toBe('form Hana');
  });

  test('looks at a message somebody points at', async () => {
    const message = await person.writes(channel, 'mail is stuck');
    await fake.until(() => person.sees(channel).length === 2, 'the reply');

    await person.usesContextCommand('診断する', message);
    await fake.until(() => seen(channel).at(-1) === 'Looked', 'the answer');

    expect(bot.heard.at(-1)).toBe('diagnose mail is stuck');
    expect(person.sees(channel).at(-1)).toMatchObject({ editedAt: null, ephemeralTo: person.id });
  });

  test('answers direct messages and threads', async () => {
    await person.writes('dm', 'hello');
    await fake.until(() => person.sees('dm').length === 2, 'the answer');
    const { id } = await person.writes(channel, 'mail is stuck');
    await fake.until(() => person.sees(channel).length === 2, 'the reply');

    const post = bot.client.channels.cache.get(channel);
    if (post?.isTextBased() !== true || post.isDMBased() || post.isThread() || !('threads' in post)) throw new Error('no channel');
    const thread = await (await post.messages.fetch(id)).startThread({ name: 'Mail' });
    await thread.send('here');
    await person.writes(thread.id, 'thanks');
    await fake.until(() => person.sees(thread.id).length === 3, 'the answer');

    expect(fake.transcript({ channel: 'dm', user: person.id })).toBe('Hanako:\n  hello\n\nokuru:\n  heard hello');
    expect(fake.transcript({ channel, user: person.id }, { names: { [person.id]: '花子' } })).toBe(
      [
        '花子:\n  mail is stuck',
        'okuru:\n  heard mail is stuck',
        'okuru (thread 1):\n  here',
        '花子 (thread 1):\n  thanks',
        'okuru (thread 1):\n  heard thanks',
      ].join('\n\n'),
    );
    expect(thread.id).toBe(id);
  });

  test('hears of a post in a forum', async () => {
    const forum = guild.forum('help');

    const first = await person.startsForumPost(forum, 'Mail', 'mail is stuck');
    await fake.until(() => person.sees(first.id).length === 2, 'the answer');

    expect(bot.heard).toEqual(['message mail is stuck']);
    expect(fake.transcript({ channel: forum, user: person.id })).toBe(
      'Hanako (post “Mail”):\n  mail is stuck\n\nokuru (thread 1):\n  heard mail is stuck',
    );
  });

  test('goes with a person who added it to their account', async () => {
    const abroad = fake.guild('abroad', { withBot: false });
    abroad.joins(person);
    const elsewhere = abroad.channel('talk');
    const friends = fake.privateChannel(person, fake.user('Taro'));
    await expect(person.runsCommand('mailfix', {}, elsewhere)).rejects.toThrow('does not offer mailfix here');

    person.installsApp();
    await person.runsCommand('mailfix', {}, elsewhere);
    await person.runsCommand('mailfix', {}, friends);
    await person.writes(elsewhere, 'not for the app');

    expect(bot.heard).toEqual(['command null ja 0', 'command null ja 2']);
    expect(fake.deliveries.map(({ body }) => body.authorizing_integration_owners)).toEqual([{ 1: person.id }, { 1: person.id }]);
  });

  test('is told off where nobody answers', async () => {
    bot.client.removeAllListeners('interactionCreate');
    const impatient = await startFakeDiscord({ answerMs: 50 });
    const lonely = impatient.user('Hanako', { hasApp: true });
    await fetch(`${impatient.apiUrl}/v10/applications/${impatient.app.id}/commands`, {
      method: 'POST',
      headers: { Authorization: `Bot ${impatient.app.token}`, 'User-Agent': 'DiscordBot (x, 1)', 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'mailfix', description: 'Helps' }),
    });

    const delivery = await lonely.runsCommand('mailfix', {}, 'dm');

    expect(delivery).toMatchObject({ acked: false, attempts: [{ over: 'gateway', outcome: 'not_connected' }] });
    expect(lonely.sees('dm').map(visibleText)).toEqual(['The application did not respond']);
    await impatient.stop();
  });
});

test('shares the servers among as many connections as Discord asks for', async () => {
  const large = await startFakeDiscord({ app: { shards: 2, maxConcurrency: 2 } });
  const fan = large.user('Fan');
  const servers = ['one', 'two', 'three', 'four'].map((name) => large.guild(name));
  for (const server of servers) server.joins(fan);
  const app = await startClientApp(large, { shards: 'auto' });

  await Promise.all(servers.map((server) => fan.writes(server.channel('talk'), 'hello')));
  await fan.writes('dm', 'hello');
  await large.until(() => large.calls.filter(({ name, status }) => name === 'createMessage' && status === 200).length === 5, 'all answers');

  expect(large.gateway.sessions.map(({ shard }) => shard).sort()).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(large.gateway.sessions.every(({ told }) => told.some(({ text }) => text.includes('MESSAGE_CREATE')))).toBe(true);
  expect(app.heard).toHaveLength(5);
  await app.stop();
  await large.stop();
});

describe('a connection that ends', () => {
  test.each<[string, () => void]>([
    ['torn', () => fake.gateway.drop()],
    ['asked to come anew', () => fake.gateway.reconnect()],
    ['closed with 4000', () => fake.gateway.close(4_000)],
    ['invalid, but good to resume', () => fake.gateway.invalidate(true)],
  ])('%s: what was missed comes after it is resumed', async (_how, end) => {
    end();
    await fake.until(() => fake.gateway.count === 0, 'the end');
    await person.writes('dm', 'meanwhile');
    await fake.until(() => person.sees('dm').length === 2, 'the answer', 8_000);

    expect(bot.heard).toEqual(['message meanwhile']);
    expect(fake.gateway.counts).toEqual({ identified: 1, resumed: 1, refused: 0 });
  });

  test('with an invalid session begins anew, and what was missed is lost', async () => {
    fake.gateway.invalidate(false);
    await fake.until(() => fake.gateway.count === 0, 'the end');
    await person.writes('dm', 'meanwhile');
    await fake.until(() => fake.gateway.count === 1, 'the new session', 12_000);
    await person.writes('dm', 'now');
    await fake.until(() => person.sees('dm').length === 3, 'the answer');

    expect(bot.heard).toEqual(['message now']);
    expect(fake.gateway.counts).toEqual({ identified: 2, resumed: 0, refused: 0 });
  });
});

test('an interaction may come twice: the second answer is refused', async () => {
  fake.faults.deliveries.duplicate = 1;

  await person.runsCommand('mailfix', {}, channel);
  await fake.until(() => fake.errors.length > 0, 'the refusal');

  expect(bot.heard.filter((line) => line.startsWith('command'))).toHaveLength(2);
  expect(fake.errors).toMatchObject([{ name: 'callback', code: 40_060 }]);
  expect(fake.refused).toEqual([]);
  expect(person.sees(channel).filter((message) => visibleText(message).startsWith('Hello'))).toHaveLength(1);
});
