import { type FakeSlack, type FakeWorkspace, type Fields, type Person, startFakeSlack } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';

let fake: FakeSlack;
let one: FakeWorkspace;
let person: Person;

beforeEach(async () => {
  fake = await startFakeSlack({ echoOwnMessages: false, app: { events: [] } });
  one = fake.workspace('T1');
  person = one.user('U1');
});

afterEach(() => fake.stop());

function call(method: string, args: Fields, token: string | null = one.botToken): Promise<Fields> {
  return callApi(fake, token, { method, args });
}

describe('tokens', () => {
  test('an unknown method is refused by name', async () => {
    expect(await call('chat.shout', {})).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  test('without a token, with a wrong or a wrong kind of one nothing is done', async () => {
    const args = { channel: person.dm, text: 'x' };

    expect(await call('chat.postMessage', args, null)).toMatchObject({ error: 'not_authed' });
    expect(await call('chat.postMessage', args, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('chat.postMessage', args, fake.app.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call('apps.connections.open', {}, one.botToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(person.sees('dm')).toEqual([]);
  });

  test('a missing scope is named, and what was provided', async () => {
    const poor = fake.workspace('T9', { scopes: ['im:write'] });

    const answer = await call('chat.postMessage', { channel: poor.user('U9').dm, text: 'x' }, poor.botToken);

    expect(answer).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'im:write' });
  });

  test('scopes of conversations depend on the kind of channel', async () => {
    const poor = fake.workspace('T9', { scopes: ['channels:history', 'channels:read'] });
    const dm = poor.user('U9').dm;
    const channel = poor.channel('C9');

    expect(await call('conversations.history', { channel }, poor.botToken)).toMatchObject({ ok: true });
    expect(await call('conversations.history', { channel: dm }, poor.botToken)).toMatchObject({ needed: 'im:history' });
    expect(await call('conversations.info', { channel: dm }, poor.botToken)).toMatchObject({ needed: 'im:read' });
  });

  test('a token of one workspace sees nothing of another, and every call is kept with its workspace', async () => {
    const two = fake.workspace('T2');
    const { dm } = two.user('U1');
    await call('chat.postMessage', { channel: dm, text: 'theirs' }, two.botToken);

    for (const method of ['chat.postMessage', 'conversations.history', 'conversations.info']) {
      expect(await call(method, { channel: dm, text: 'x' })).toMatchObject({ ok: false, error: 'channel_not_found' });
    }
    expect(await call('users.info', { user: 'U2' })).toMatchObject({ error: 'user_not_found' });
    expect(fake.calls.map(({ team }) => team)).toEqual(['T2', 'T1', 'T1', 'T1', 'T1']);
    expect(two.user('U1').sees('dm')).toHaveLength(1);
  });
});

describe('channels', () => {
  test('a bot posts only where it is, and not into archives', async () => {
    const outside = one.channel('C1', { withBot: false });
    const secret = one.channel('C2', { withBot: false, kind: 'private' });
    const old = one.channel('C3');
    one.archives(old);

    expect(await call('chat.postMessage', { channel: outside, text: 'x' })).toMatchObject({ error: 'not_in_channel' });
    expect(await call('chat.postMessage', { channel: secret, text: 'x' })).toMatchObject({ error: 'channel_not_found' });
    expect(await call('chat.postMessage', { channel: old, text: 'x' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C4', text: 'x' })).toMatchObject({ error: 'channel_not_found' });
    expect(fake.refused).toEqual([]);
    expect(fake.errors).toHaveLength(4);
  });

  test('direct messages open once, with people only', async () => {
    one.user('UROBOT', { isBot: true });

    expect(await call('conversations.open', { users: 'U1' })).toMatchObject({ ok: true, channel: { id: person.dm } });
    expect(await call('conversations.open', { users: 'UROBOT' })).toMatchObject({ error: 'cannot_dm_bot' });
    expect(await call('conversations.open', { users: 'U404' })).toMatchObject({ error: 'user_not_found' });
    expect(await call('conversations.open', {})).toMatchObject({ error: 'invalid_arguments' });
  });

  test('closed direct messages take no posts until they are opened again', async () => {
    person.closesDm();
    expect(await call('chat.postMessage', { channel: person.dm, text: 'x' })).toMatchObject({ error: 'messages_tab_disabled' });

    person.closesDm(null);
    expect(await call('chat.postMessage', { channel: person.dm, text: 'x' })).toMatchObject({ ok: true });
  });

  test('an ephemeral message is seen by its person alone and is in no history', async () => {
    const other = one.user('U2');
    const channel = one.channel('C1', { members: [person, other] });

    const answer = await call('chat.postEphemeral', { channel, user: 'U1', text: 'psst' });

    expect(answer).toMatchObject({ ok: true, message_ts: expect.any(String) });
    expect(await call('chat.postEphemeral', { channel, user: 'U3', text: 'psst' })).toMatchObject({ error: 'user_not_in_channel' });
    expect(person.sees(channel).map(({ text }) => text)).toEqual(['psst']);
    expect(other.sees(channel)).toEqual([]);
    expect(await call('conversations.history', { channel })).toMatchObject({ messages: [] });
    expect(await call('chat.update', { channel, ts: answer.message_ts, text: 'x' })).toMatchObject({ error: 'message_not_found' });
  });
});
