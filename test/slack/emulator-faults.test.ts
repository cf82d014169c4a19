import { type FakeSlack, type FakeWorkspace, type Fault, type Person, startFakeSlack } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';

let fake: FakeSlack;
let workspace: FakeWorkspace;
let person: Person;

beforeEach(async () => {
  fake = await startFakeSlack({ echoOwnMessages: false });
  workspace = fake.workspace('T1');
  person = workspace.user('U1');
});

afterEach(() => fake.stop());

function post(signal?: AbortSignal): Promise<Response> {
  return fetch(`${fake.apiUrl}chat.postMessage`, {
    method: 'POST',
    body: new URLSearchParams({ token: workspace.botToken, channel: person.dm, text: 'x' }),
    ...(signal === undefined ? {} : { signal }),
  });
}

describe('faults of the Web API', () => {
  test.each<[string, Fault, number, string | null, number]>([
    ['429 with a time to wait', { kind: 'rate_limited', retryAfter: 7 }, 429, '7', 0],
    ['429 without one', { kind: 'rate_limited', retryAfter: null }, 429, null, 0],
    ['500 before the work', { kind: 'status', status: 500 }, 500, null, 0],
    ['503 before the work', { kind: 'status', status: 503 }, 503, null, 0],
    ['500 after the work', { kind: 'status', status: 500, committed: true }, 500, null, 1],
    ['a page instead of an answer', { kind: 'html' }, 200, null, 0],
    ['a slow answer', { kind: 'slow', ms: 5 }, 200, null, 1],
    ['a token gone', { kind: 'error', error: 'token_revoked' }, 200, null, 0],
  ])('%s', async (_name, fault, status, retryAfter, posted) => {
    fake.faults.next('chat.postMessage', fault);

    const res = await post();

    expect([res.status, res.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(person.sees('dm')).toHaveLength(posted);
    expect((await post()).status).toBe(200);
    expect(person.sees('dm')).toHaveLength(posted + 1);
    expect(fake.refused).toEqual([]);
  });

  test.each([false, true])('a line torn, work done: %s', async (committed) => {
    fake.faults.next('chat.postMessage', { kind: 'reset', committed });

    await expect(post()).rejects.toThrow('fetch failed');
    expect(person.sees('dm')).toHaveLength(committed ? 1 : 0);
  });

  test('a call that is never answered', async () => {
    fake.faults.next('chat.postMessage', { kind: 'hang' });
    const giveUp = new AbortController();

    const waiting = post(giveUp.signal);
    await fake.until(() => fake.calls.length === 1, 'the call');
    giveUp.abort();

    await expect(waiting).rejects.toThrow('aborted');
    expect(fake.calls).toMatchObject([{ method: 'chat.postMessage', answer: null, fault: 'hang' }]);
  });

  test('come as often as asked, for the calls that are meant', async () => {
    const other = workspace.user('U2');
    fake.faults.next('*', { kind: 'error', error: 'fatal_error' }, { times: 2, when: ({ args }) => args.channel === other.dm });
    const say = (channel: string): Promise<unknown> =>
      callApi(fake, workspace.botToken, { method: 'chat.postMessage', args: { channel, text: 'x' } });

    expect(await say(person.dm)).toMatchObject({ ok: true });
    expect([await say(other.dm), await say(other.dm)]).toMatchObject([{ error: 'fatal_error' }, { error: 'fatal_error' }]);
    expect(await say(other.dm)).toMatchObject({ ok: true });
  });

  test('by chance are the same for the same seed, and end when they are cleared', async () => {
    const rounds = async (): Promise<readonly number[]> => {
      const again = await startFakeSlack({ seed: 42, echoOwnMessages: false });
      again.faults.rate('auth.test', 0.5, { kind: 'status', status: 500 });
      const token = again.workspace('T1').botToken;
      const met: number[] = [];
      for (let round = 0; round < 20; round += 1) {
        met.push((await fetch(`${again.apiUrl}auth.test`, { headers: { Authorization: `Bearer ${token}` } })).status);
      }
      again.faults.clear();
      met.push((await fetch(`${again.apiUrl}auth.test`, { headers: { Authorization: `Bearer ${token}` } })).status);
      await again.stop();
      return met;
    };

    const first = await rounds();

    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(first.at(-1)).toBe(200);
    expect(await rounds()).toEqual(first);
  });
});
