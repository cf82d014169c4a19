import { isFields } from '../helpers/json.ts';
import { type FakeDiscord, type FakeGuild, type Fields, type Person, startFakeDiscord, visibleText } from './emulator/index.ts';
import { type Answer, callApi } from './emulator/testing/call.ts';
import { openSession } from './emulator/testing/line.ts';
import { buttonOf, commandOf, EPHEMERAL, rowOf, textOf, V2 } from './emulator/testing/payloads.ts';

let fake: FakeDiscord;
let guild: FakeGuild;
let person: Person;
let channel: string;
let now: number;

beforeEach(async () => {
  now = Date.now();
  fake = await startFakeDiscord({ now: () => now, answerMs: 500 });
  guild = fake.guild('family');
  person = fake.user('Hanako');
  guild.joins(person);
  channel = guild.channel('talk');
});

afterEach(() => fake.stop());

function call(route: string, body?: unknown): Promise<Answer> {
  return callApi(fake, route, body);
}

/** Status and code. */
async function codeOf(route: string, body?: unknown): Promise<readonly unknown[]> {
  const answer = await call(route, body);
  return [answer.status, answer.body.code];
}

describe('posting', () => {
  test.each<[string, () => void, number, number]>([
    ['a channel that is gone', () => guild.deletes(channel), 404, 10_003],
    ['a channel the bot does not see', () => guild.denies(channel, 'VIEW_CHANNEL'), 403, 50_001],
    ['a channel in which the bot may not write', () => guild.denies(channel, 'SEND_MESSAGES'), 403, 50_013],
    ['a server the bot was sent away from', () => guild.kicksBot(), 403, 50_001],
  ])('to %s is refused', async (_where, make, status, code) => {
    make();

    expect(await codeOf(`POST /channels/${channel}/messages`, { content: 'x' })).toEqual([status, code]);
    expect(fake.errors).toHaveLength(1);
    expect(fake.refused).toEqual([]);
  });

  test('to a forum, a locked thread or nowhere is refused', async () => {
    const forum = guild.forum('help');
    const post = await person.startsForumPost(forum, 'Mail', 'stuck');
    guild.archives(post.id, { locked: true });

    expect(await codeOf(`POST /channels/${forum}/messages`, { content: 'x' })).toEqual([400, 50_008]);
    expect(await codeOf(`POST /channels/${post.id}/messages`, { content: 'x' })).toEqual([400, 160_005]);
    expect(await codeOf('POST /channels/1/messages', { content: 'x' })).toEqual([404, 10_003]);
  });

  test('in direct messages depends on the person', async () => {
    const stranger = fake.user('Stranger');
    const openTo = async ({ id }: Person): Promise<unknown> => (await call('POST /users/@me/channels', { recipient_id: id })).body.id;
    expect(await openTo(person)).toBe(person.dm);
    expect(await codeOf(`POST /channels/${await openTo(stranger)}/messages`, { content: 'x' })).toEqual([403, 50_278]);
    person.closesDm();
    expect(await codeOf(`POST /channels/${person.dm}/messages`, { content: 'x' })).toEqual([403, 50_007]);
    person.opensDm();
    expect(await codeOf(`POST /channels/${person.dm}/messages`, { content: 'x' })).toEqual([200, undefined]);
    expect(await codeOf('POST /users/@me/channels', { recipient_id: '1' })).toEqual([400, 50_033]);
    expect(await codeOf('POST /users/@me/channels', { recipient_id: 'hanako' })).toEqual([400, 50_035]);
  });

  test('twice with one nonce makes one message, for some minutes', async () => {
    const post = async (more: Fields): Promise<unknown> =>
      (await call(`POST /channels/${channel}/messages`, { content: 'x', nonce: 'n', ...more })).body.id;
    const first = await post({ enforce_nonce: true });

    expect(await post({ enforce_nonce: true })).toBe(first);
    expect(await post({})).not.toBe(first);
    now += 300_001;
    expect(await post({ enforce_nonce: true })).not.toBe(first);
  });

  test('with the nonce of a message that was deleted meanwhile posts nothing', async () => {
    const post = (): Promise<Answer> => call(`POST /channels/${channel}/messages`, { content: 'x', nonce: 'n', enforce_nonce: true });
    const { body } = await post();
    await call(`DELETE /channels/${channel}/messages/${body.id}`);

    expect(await post()).toMatchObject({ status: 404, body: { code: 10_008 } });
    expect(person.sees(channel)).toEqual([]);
  });

  test('tells the nonce at once and in the event, and later no more', async () => {
    const { line } = await openSession(fake, { intents: 1 << 9 });
    const { body } = await call(`POST /channels/${channel}/messages`, { content: 'x', nonce: 'n' });

    expect(body.nonce).toBe('n');
    expect(await line.next()).toMatchObject({ t: 'MESSAGE_CREATE', d: { nonce: 'n' } });
    expect((await call(`GET /channels/${channel}/messages/${body.id}`)).body).not.toHaveProperty('nonce');
  });

  test('replies to a message that is there', async () => {
    const message = await person.writes(channel, 'stuck');
    const reply = (id: string, more: Fields = {}): Promise<Answer> =>
      call(`POST /channels/${channel}/messages`, { content: 'x', message_reference: { message_id: id, ...more } });

    expect(await reply(message.id)).toMatchObject({ status: 200, body: { type: 19, referenced_message: { content: 'stuck' } } });
    expect(await reply('1', { fail_if_not_exists: false })).toMatchObject({ status: 200, body: { type: 0 } });
    guild.denies(channel, 'READ_MESSAGE_HISTORY');
    expect(await reply(message.id)).toMatchObject({ status: 403, body: { code: 160_002 } });
  });
});

describe('messages', () => {
  test('are read newest first, by pages, without what one person alone sees', async () => {
    for (const text of ['one', 'two', 'three']) {
      await person.writes(channel, text);
    }
    const [one, two] = person.sees(channel);
    const read = async (query: string): Promise<unknown> => {
      const { list } = (await call(`GET /channels/${channel}/messages${query}`)).body;
      return Array.isArray(list) ? list.map((message: Fields) => message.content) : list;
    };

    expect(await read('')).toEqual(['three', 'two', 'one']);
    expect(await read('?limit=2')).toEqual(['three', 'two']);
    expect(await read(`?before=${two?.id}`)).toEqual(['one']);
    expect(await read(`?limit=1&after=${one?.id}`)).toEqual(['two']);
    expect(await codeOf(`GET /channels/${channel}/messages?limit=101`)).toEqual([400, 50_035]);
    guild.denies(channel, 'READ_MESSAGE_HISTORY');
    expect(await read('')).toEqual([]);
  });

  test('are changed by who wrote them, and taken away by them or a moderator', async () => {
    const theirs = await person.writes(channel, 'stuck');
    const inDm = await person.writes('dm', 'stuck');
    const { body: own } = await call(`POST /channels/${channel}/messages`, { content: 'x' });

    expect(await codeOf(`PATCH /channels/${channel}/messages/${theirs.id}`, { content: 'y' })).toEqual([403, 50_005]);
    expect(await codeOf(`DELETE /channels/${channel}/messages/${theirs.id}`)).toEqual([403, 50_013]);
    expect(await codeOf(`DELETE /channels/${person.dm}/messages/${inDm.id}`)).toEqual([403, 50_003]);
    guild.allows(channel, 'MANAGE_MESSAGES');
    expect(await codeOf(`DELETE /channels/${channel}/messages/${theirs.id}`)).toEqual([204, undefined]);
    expect(await codeOf(`PATCH /channels/${channel}/messages/${own.id}`, { content: 'y' })).toEqual([200, undefined]);
    expect(await codeOf(`DELETE /channels/${channel}/messages/${own.id}`)).toEqual([204, undefined]);
    expect(await codeOf(`PATCH /channels/${channel}/messages/${own.id}`, { content: 'z' })).toEqual([404, 10_008]);
    expect(person.sees(channel)).toEqual([]);
  });
});

describe('a thread', () => {
  test('is started once on a message, and has its id', async () => {
    const { id } = await person.writes(channel, 'stuck');
    const start = (body: unknown): Promise<Answer> => call(`POST /channels/${channel}/messages/${id}/threads`, body);

    expect((await start({ name: 'x'.repeat(101) })).flaws).toEqual(['name BASE_TYPE_BAD_LENGTH']);
    expect((await start({ name: 'Mail', auto_archive_duration: 30 })).flaws).toEqual(['auto_archive_duration BASE_TYPE_CHOICES']);
    guild.denies(channel, 'CREATE_PUBLIC_THREADS');
    expect(await start({ name: 'Mail' })).toMatchObject({ status: 403, body: { code: 50_013 } });
    guild.allows(channel, 'CREATE_PUBLIC_THREADS');
    expect(await start({ name: 'Mail' })).toMatchObject({ status: 201, body: { id, type: 11, parent_id: channel } });
    expect(await start({ name: 'Mail' })).toMatchObject({ status: 400, body: { code: 160_004 } });
    expect((await call(`GET /channels/${channel}/messages/${id}`)).body).toMatchObject({ flags: 1 << 5, thread: { id } });
  });

  test('is not there in direct messages and threads', async () => {
    const inDm = await person.writes('dm', 'stuck');
    const post = await person.startsForumPost(guild.forum('help'), 'Mail', 'stuck');

    expect(await codeOf(`POST /channels/${person.dm}/messages/${inDm.id}/threads`, { name: 'Mail' })).toEqual([400, 50_024]);
    expect(await codeOf(`POST /channels/${post.id}/messages/${post.id}/threads`, { name: 'Mail' })).toEqual([400, 50_024]);
  });

  test('comes back when somebody writes, and needs a permission of its own', async () => {
    const { id } = await person.startsForumPost(guild.forum('help'), 'Mail', 'stuck');
    guild.archives(id);
    expect((await call(`GET /channels/${id}`)).body).toMatchObject({ thread_metadata: { archived: true } });

    await call(`POST /channels/${id}/messages`, { content: 'x' });
    expect((await call(`GET /channels/${id}`)).body).toMatchObject({ thread_metadata: { archived: false } });
    guild.denies(guild.forum('help'), 'SEND_MESSAGES_IN_THREADS');
    expect(await codeOf(`POST /channels/${id}/messages`, { content: 'x' })).toEqual([403, 50_013]);
  });

  test('or a post may be started by the app itself', async () => {
    const forum = guild.forum('help');

    expect((await call(`POST /channels/${channel}/threads`, { name: 'Mail' })).body).toMatchObject({ type: 12, owner_id: fake.app.id });
    const { body } = await call(`POST /channels/${forum}/threads`, { name: 'Mail', message: { content: 'stuck' } });
    expect(person.sees(String(body.id)).map(visibleText)).toEqual(['stuck']);
    expect((await call(`POST /channels/${forum}/threads`, { name: 'Mail', message: { content: 'x'.repeat(2_001) } })).flaws).toEqual([
      'message.content BASE_TYPE_MAX_LENGTH',
    ]);
  });
});

describe('a token of an interaction', () => {
  let path: string;
  let callback: string;
  let answered: Promise<unknown>;

  beforeEach(async () => {
    await call(`PUT /applications/${fake.app.id}/commands`, [commandOf()]);
  });

  /** Runs the command and looks at the interaction. */
  async function begin(who: Person = person, where: string = channel): Promise<void> {
    const { line } = await openSession(fake);
    answered = who.runsCommand('mailfix', {}, where);
    const { d } = await line.next();
    const { id, token } = isFields(d) ? d : {};
    path = `/webhooks/${fake.app.id}/${token}`;
    callback = `POST /interactions/${id}/${token}/callback`;
    line.close(1_000);
  }

  test('is good for one answer, and for follow-ups after it', async () => {
    await begin();

    expect(await codeOf(`POST ${path}`, { content: 'early' })).toEqual([404, 10_015]);
    expect(await codeOf(callback, { type: 4, data: { content: 'x', flags: EPHEMERAL } })).toEqual([204, undefined]);
    expect(await codeOf(callback, { type: 4, data: { content: 'x' } })).toEqual([400, 40_060]);
    expect(await codeOf(`POST ${path}`, { content: 'more', flags: EPHEMERAL })).toEqual([200, undefined]);
    expect(await codeOf(`PATCH ${path}/messages/@original`, { content: 'changed' })).toEqual([200, undefined]);
    await answered;
    expect(person.sees(channel).map((message) => [visibleText(message), message.ephemeralTo])).toEqual([
      ['changed', person.id],
      ['more', person.id],
    ]);
    expect(await codeOf(`DELETE ${path}/messages/@original`)).toEqual([204, undefined]);
    expect(await codeOf(`PATCH ${path}/messages/@original`, { content: 'gone' })).toEqual([404, 10_008]);
    expect(await codeOf(`GET ${path}/messages/1`)).toEqual([404, 10_008]);
  });

  test('is no good after 3 s without answer, and another one never was', async () => {
    await begin();
    now += 501;

    expect(await codeOf(callback, { type: 5 })).toEqual([404, 10_062]);
    expect(await codeOf('POST /interactions/1/other/callback', { type: 5 })).toEqual([404, 10_062]);
    expect(await codeOf('POST /webhooks/1/other', { content: 'x' })).toEqual([404, 10_015]);
    await answered;
    expect(person.sees(channel).map(visibleText)).toEqual(['The application did not respond']);
  });

  test('is no good after 15 minutes', async () => {
    await begin();
    await call(callback, { type: 5 });
    now += 15 * 60_000 + 1;

    expect(await codeOf(`PATCH ${path}/messages/@original`, { content: 'x' })).toEqual([401, 50_027]);
    expect(await codeOf(`POST ${path}`, { content: 'x' })).toEqual([401, 50_027]);
  });

  test('fills a deferred answer with the first follow-up, and who sees it is decided before', async () => {
    await begin();
    await call(callback, { type: 5, data: { flags: EPHEMERAL } });
    expect(person.sees(channel).map(visibleText)).toEqual(['(thinking…)']);

    const { body } = await call(`POST ${path}`, { flags: V2, components: [textOf('here')] });

    expect(body).toMatchObject({ flags: V2 | EPHEMERAL, edited_timestamp: null, interaction_metadata: { name: 'mailfix' } });
    expect(person.sees(channel).map(({ ephemeralTo, editedAt }) => [ephemeralTo, editedAt])).toEqual([[person.id, null]]);
    await call(`POST ${path}`, { content: 'in public' });
    expect(person.sees(channel).map(({ ephemeralTo }) => ephemeralTo)).toEqual([person.id, null]);
  });

  test('is good for five follow-ups where the app came with the person', async () => {
    const abroad = fake.guild('abroad', { withBot: false });
    const traveller = fake.user('Traveller', { hasApp: true });
    abroad.joins(traveller);
    await begin(traveller, abroad.channel('talk'));
    await call(callback, { type: 4, data: { content: 'x' } });
    for (let time = 0; time < 5; time += 1) {
      expect(await codeOf(`POST ${path}`, { content: 'more' })).toEqual([200, undefined]);
    }

    expect(await codeOf(`POST ${path}`, { content: 'one too many' })).toEqual([400, 40_094]);
    expect(await codeOf(`PATCH ${path}/messages/@original`, { content: 'still' })).toEqual([200, undefined]);
  });

  test('is no use where the channel is gone', async () => {
    await begin();
    guild.deletes(channel);

    expect(await codeOf(callback, { type: 4, data: { content: 'x' } })).toEqual([404, 10_003]);
  });

  test('takes back what was said before components of the second kind come', async () => {
    await begin();
    await call(callback, { type: 4, data: { content: 'x' } });
    const edit = (body: Fields): Promise<Answer> =>
      call(`PATCH ${path}/messages/@original`, { flags: V2, components: [textOf('a')], ...body });

    expect((await edit({})).flaws).toEqual(['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    expect(await edit({ content: null })).toMatchObject({ status: 200, body: { flags: V2, content: '' } });
    await answered;
    expect(person.sees(channel).map(visibleText)).toEqual(['a']);
  });

  test('of a click changes what was clicked, which no other way can if one person alone sees it', async () => {
    await begin();
    await call(callback, {
      type: 4,
      data: { flags: EPHEMERAL | V2, components: [rowOf(buttonOf('a'), buttonOf('b', { label: 'No', disabled: true }))] },
    });
    await answered;
    const [message] = person.sees(channel);
    if (message === undefined) throw new Error('no message');
    expect(visibleText(message)).toBe('[Yes] [-No-]');
    expect(await codeOf(`PATCH /channels/${channel}/messages/${message.id}`, { components: [textOf('x')] })).toEqual([404, 10_008]);
    await expect(person.clicks(message, 'No')).rejects.toThrow('"No" is disabled');

    const { line } = await openSession(fake);
    const clicked = person.clicks(message, 'Yes');
    const { d } = await line.next();
    const { id, token } = isFields(d) ? d : {};
    expect(d).toMatchObject({ type: 3, data: { custom_id: 'a', component_type: 2 }, message: { id: message.id, flags: EPHEMERAL | V2 } });
    await call(`POST /interactions/${id}/${token}/callback`, { type: 6 });
    await call(`PATCH /webhooks/${fake.app.id}/${token}/messages/@original`, { components: [textOf('done')] });

    expect(await clicked).toMatchObject({ answer: 6 });
    expect(visibleText(message)).toBe('done');
  });
});

describe('commands', () => {
  test('keep their id and version as long as they do not change', async () => {
    const put = async (body: unknown): Promise<Fields> => {
      const { list } = (await call(`PUT /applications/${fake.app.id}/commands`, body)).body;
      return Array.isArray(list) && isFields(list[0]) ? list[0] : {};
    };
    const first = await put([commandOf()]);

    expect(first).toMatchObject({ name: 'mailfix', type: 1, application_id: fake.app.id, name_localizations: null });
    expect(await put([commandOf()])).toEqual(first);
    const changed = await put([commandOf({ description: 'Other' })]);
    expect([changed.id, changed.version === first.version]).toEqual([first.id, false]);
    expect(await codeOf(`DELETE /applications/${fake.app.id}/commands/${first.id}`)).toEqual([204, undefined]);
    expect(fake.commands).toEqual([]);
  });

  test('are kept without what is false anyway', async () => {
    const option = { type: 3, name: 'isp', description: 'Line', required: false, autocomplete: true };
    await call(`PUT /applications/${fake.app.id}/commands`, [commandOf({ options: [option] })]);

    expect(fake.commands[0]?.options).toEqual([{ type: 3, name: 'isp', description: 'Line', autocomplete: true }]);
  });

  test('are told with their other languages when asked for', async () => {
    await call(`POST /applications/${fake.app.id}/commands`, commandOf({ name_localizations: { ja: 'メール' } }));
    const get = async (query: string): Promise<unknown> => (await call(`GET /applications/${fake.app.id}/commands${query}`)).body.list;

    expect(await get('')).toMatchObject([{ name: 'mailfix' }]);
    expect(JSON.stringify(await get(''))).not.toContain('メール');
    expect(await get('?with_localizations=true')).toMatchObject([{ name_localizations: { ja: 'メール' } }]);
    expect(await codeOf('GET /applications/1/commands')).toEqual([404, 10_002]);
  });
});

test('who the app is, and who people are', async () => {
  expect((await call('GET /users/@me')).body).toMatchObject({ id: fake.app.id, bot: true });
  expect((await call(`GET /users/${person.id}`)).body).toMatchObject({ id: person.id, global_name: 'Hanako' });
  expect((await call('GET /applications/@me')).body).toMatchObject({
    id: fake.app.id,
    verify_key: fake.verifyKey,
    interactions_endpoint_url: null,
  });
  expect(await codeOf('GET /users/1')).toEqual([404, 10_013]);
  expect(await codeOf('GET /nothing')).toEqual([404, 0]);
  expect((await fetch(`${fake.apiUrl}/v9/users/@me`)).status).toBe(400);
  expect((await fetch(`${fake.apiUrl}/v10/users/@me`, { headers: { 'User-Agent': 'DiscordBot (x, 1)' } })).status).toBe(401);
});
