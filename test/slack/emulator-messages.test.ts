import { type FakeSlack, type FakeWorkspace, type Fields, type Person, startFakeSlack } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';
import { marked, plain } from './emulator/testing/payloads.ts';

let fake: FakeSlack;
let one: FakeWorkspace;
let person: Person;
let now = 1_700_000_000_000;

beforeEach(async () => {
  now = 1_700_000_000_000;
  fake = await startFakeSlack({ echoOwnMessages: false, now: () => now, app: { events: [] } });
  one = fake.workspace('T1');
  person = one.user('U1');
});

afterEach(() => fake.stop());

function call(method: string, args: Fields, token: string | null = one.botToken): Promise<Fields> {
  return callApi(fake, token, { method, args });
}

async function post(channel: string, text: string, more: Fields = {}): Promise<string> {
  const { ts } = await call('chat.postMessage', { channel, text, ...more });
  return String(ts);
}

describe('messages', () => {
  test('timestamps only grow, even within a millisecond', async () => {
    const stamps = [await post(person.dm, 'a'), await post(person.dm, 'b'), await post(person.dm, 'c')];

    expect([...new Set(stamps)].sort()).toEqual(stamps);
  });

  test('history is newest first without replies; replies are oldest first after their root', async () => {
    const root = await post(person.dm, 'root');
    const first = await post(person.dm, 'first', { thread_ts: root });
    const second = await post(person.dm, 'second', { thread_ts: root });
    const next = await post(person.dm, 'next');

    const history = await call('conversations.history', { channel: person.dm });
    const replies = await call('conversations.replies', { channel: person.dm, ts: root });

    expect(history).toMatchObject({ messages: [{ ts: next }, { ts: root, reply_count: 2, latest_reply: second }], has_more: false });
    expect(replies).toMatchObject({ messages: [{ ts: root }, { ts: first, thread_ts: root }, { ts: second }] });
    expect(await call('conversations.replies', { channel: person.dm, ts: '1.000001' })).toMatchObject({ error: 'thread_not_found' });
  });

  test('history has pages, bounds and metadata on demand', async () => {
    const metadata = { event_type: 'okuru', event_payload: { seq: 1 } };
    const stamps = [await post(person.dm, 'a', { metadata }), await post(person.dm, 'b'), await post(person.dm, 'c')];

    const page = await call('conversations.history', { channel: person.dm, limit: 2 });
    const { next_cursor: cursor } = Object(page.response_metadata);
    const rest = await call('conversations.history', { channel: person.dm, limit: 2, cursor, include_all_metadata: true });
    const later = await call('conversations.history', { channel: person.dm, oldest: stamps[1] });
    const fromThen = await call('conversations.history', { channel: person.dm, oldest: stamps[1], inclusive: true });

    expect(page).toMatchObject({ messages: [{ text: 'c' }, { text: 'b' }], has_more: true });
    expect(rest).toMatchObject({ messages: [{ text: 'a', metadata }], has_more: false });
    expect(later).toMatchObject({ messages: [{ text: 'c' }] });
    expect(fromThen).toMatchObject({ messages: [{ text: 'c' }, { text: 'b' }] });
  });

  test('a thread needs a root that is there and is no reply itself', async () => {
    const root = await post(person.dm, 'root');
    const reply = await post(person.dm, 'reply', { thread_ts: root });

    expect(await call('chat.postMessage', { channel: person.dm, text: 'x', thread_ts: '1.000001' })).toMatchObject({
      error: 'thread_not_found',
    });
    expect(await call('chat.postMessage', { channel: person.dm, text: 'x', thread_ts: reply })).toMatchObject({
      error: 'cannot_reply_to_message',
    });
  });

  test('a bot changes and deletes its own messages only', async () => {
    const { message } = await person.writes('dm', 'mine');
    const own = await post(person.dm, 'own');

    expect(await call('chat.update', { channel: person.dm, ts: message.ts, text: 'x' })).toMatchObject({ error: 'cant_update_message' });
    expect(await call('chat.delete', { channel: person.dm, ts: message.ts })).toMatchObject({ error: 'cant_delete_message' });
    expect(await call('chat.delete', { channel: person.dm, ts: own })).toMatchObject({ ok: true });
    expect(await call('chat.delete', { channel: person.dm, ts: own })).toMatchObject({ error: 'message_not_found' });
    expect(person.sees('dm').map(({ text }) => text)).toEqual(['mine']);
  });

  test('an edit with text alone keeps the blocks; an empty list takes them away', async () => {
    const ts = await post(person.dm, 'a', { blocks: [{ type: 'section', text: marked('block') }] });

    await call('chat.update', { channel: person.dm, ts, text: 'b' });
    expect(person.lastFromBot('dm')).toMatchObject({ text: 'b', blocks: [{ type: 'section' }] });

    await call('chat.update', { channel: person.dm, ts, text: 'c', blocks: [] });
    expect(person.lastFromBot('dm')).toMatchObject({ text: 'c', blocks: [] });
  });

  test('forms carry blocks and metadata as their JSON, and bad metadata is refused', async () => {
    const form = new URLSearchParams({
      token: one.botToken,
      channel: person.dm,
      text: 'x',
      blocks: JSON.stringify([{ type: 'header', text: plain('a') }]),
      metadata: JSON.stringify({ event_type: 'okuru', event_payload: {} }),
    });

    const answer: unknown = await (await fetch(`${fake.apiUrl}chat.postMessage`, { method: 'POST', body: form })).json();

    expect(answer).toMatchObject({ ok: true, message: { metadata: { event_type: 'okuru' }, blocks: [{ block_id: expect.any(String) }] } });
    expect(await call('chat.postMessage', { channel: person.dm, text: 'x', metadata: { a: 1 } })).toMatchObject({
      error: 'metadata_must_be_sent_as_json',
    });
  });

  test('what people type is escaped, and addresses become links', async () => {
    const { message } = await person.writes('dm', '<a> & me@a.jp via smtp.a.jp, see https://a.jp/x');

    expect(message.text).toBe('&lt;a&gt; &amp; <mailto:me@a.jp|me@a.jp> via <http://smtp.a.jp|smtp.a.jp>, see <https://a.jp/x>');
  });
});

describe('the rest of the methods', () => {
  test('users have the locale of their profile, where it is asked for', async () => {
    expect(await call('users.info', { user: 'U1', include_locale: true })).toMatchObject({ user: { id: 'U1', locale: 'ja-JP' } });
    expect((await call('users.info', { user: 'U1' })).user).not.toHaveProperty('locale');
  });

  test('the assistant pane takes a status, a title and one to four prompts, in its own threads', async () => {
    const { message } = await person.opensAssistantPane({ channel_id: 'C1', team_id: 'T1' });
    const at = { channel_id: person.dm, thread_ts: message.ts };
    const prompt = { title: 'a', message: 'b' };

    expect(await call('assistant.threads.setStatus', { ...at, status: 'looking' })).toMatchObject({ ok: true });
    expect(await call('assistant.threads.setTitle', { ...at, title: 'Mail' })).toMatchObject({ ok: true });
    expect(await call('assistant.threads.setSuggestedPrompts', { ...at, prompts: [prompt] })).toMatchObject({ ok: true });
    expect(await call('assistant.threads.setSuggestedPrompts', { ...at, prompts: Array(5).fill(prompt) })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(await call('assistant.threads.setStatus', { ...at, thread_ts: '1.000001', status: 'x' })).toMatchObject({
      error: 'invalid_thread_ts',
    });
    expect(person.sees('dm')[0]).toMatchObject({ text: 'Mail' });
  });

  test('a file is announced, uploaded and shared', async () => {
    const { upload_url: url, file_id: id } = await call('files.getUploadURLExternal', { filename: 'case.txt', length: 4 });

    expect(await call('files.completeUploadExternal', { files: [{ id }], channel_id: person.dm })).toMatchObject({
      error: 'file_not_found',
    });
    await fetch(String(url), { method: 'POST', body: 'case' });
    expect(await call('files.completeUploadExternal', { files: [{ id }], channel_id: person.dm })).toMatchObject({ ok: true });
    expect(person.sees('dm')).toMatchObject([{ text: '[case.txt]' }]);
  });

  test('a reaction is added once; a message has a permanent address', async () => {
    const ts = await post(person.dm, 'a');

    expect(await call('reactions.add', { channel: person.dm, timestamp: ts, name: 'eyes' })).toMatchObject({ ok: true });
    expect(await call('reactions.add', { channel: person.dm, timestamp: ts, name: 'eyes' })).toMatchObject({ error: 'already_reacted' });
    expect(await call('chat.getPermalink', { channel: person.dm, message_ts: ts })).toMatchObject({
      permalink: expect.stringContaining(`/p${ts.replace('.', '')}`),
    });
  });
});

describe('the limit of one message a second and channel', () => {
  test('lets a short burst through, then asks to wait', async () => {
    await fake.stop();
    fake = await startFakeSlack({ rateLimits: true, now: () => now });
    one = fake.workspace('T1');
    person = one.user('U1');
    for (const text of ['1', '2', '3', '4']) {
      expect(await call('chat.postMessage', { channel: person.dm, text })).toMatchObject({ ok: true });
    }

    const limited = await fetch(`${fake.apiUrl}chat.postMessage`, {
      method: 'POST',
      body: new URLSearchParams({ token: one.botToken, channel: person.dm, text: '5' }),
    });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await call('chat.postMessage', { channel: one.user('U2').dm, text: 'elsewhere' })).toMatchObject({ ok: true });

    now += 1_000;
    expect(await call('chat.postMessage', { channel: person.dm, text: '5' })).toMatchObject({ ok: true });
  });
});
