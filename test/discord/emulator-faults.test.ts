import { type FakeDiscord, type Fault, type Person, startFakeDiscord } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';

let fake: FakeDiscord;
let person: Person;

async function open(settings = {}): Promise<void> {
  await fake?.stop();
  fake = await startFakeDiscord(settings);
  const guild = fake.guild('family');
  person = fake.user('Hanako');
  guild.joins(person);
}

beforeEach(() => open());

afterEach(() => fake.stop());

function post(signal?: AbortSignal): ReturnType<typeof callApi> {
  return callApi(fake, `POST /channels/${person.dm}/messages`, { content: 'x' }, signal);
}

describe('faults of the REST API', () => {
  test.each<[string, Fault, number, number]>([
    ['500 before the work', { kind: 'status', status: 500 }, 500, 0],
    ['502 after the work', { kind: 'status', status: 502, committed: true }, 502, 1],
    ['a page instead of an answer', { kind: 'html' }, 200, 0],
    ['a slow answer', { kind: 'slow', ms: 5 }, 200, 1],
    ['an error of Discord', { kind: 'error', status: 403, code: 50_013 }, 403, 0],
  ])('%s', async (_name, fault, status, posted) => {
    fake.faults.next('createMessage', fault);

    expect((await post()).status).toBe(status);
    expect(person.sees('dm')).toHaveLength(posted);
    expect((await post()).status).toBe(200);
    expect(person.sees('dm')).toHaveLength(posted + 1);
    expect(fake.refused).toEqual([]);
  });

  test.each<[string, 'user' | 'global' | 'shared', boolean]>([
    ['of a bucket', 'user', false],
    ['of a resource', 'shared', false],
    ['of everything', 'global', true],
  ])('429 %s', async (_what, scope, global) => {
    fake.faults.next('createMessage', { kind: 'rate_limited', retryAfter: 1.5, scope });

    const { status, body, headers } = await post();

    expect([status, body]).toMatchObject([429, { retry_after: 1.5, global }]);
    expect([headers.get('retry-after'), headers.get('x-ratelimit-scope'), headers.has('x-ratelimit-global')]).toEqual(['2', scope, global]);
  });

  test.each([false, true])('a line torn, work done: %s', async (committed) => {
    fake.faults.next('createMessage', { kind: 'reset', committed });

    await expect(post()).rejects.toThrow('fetch failed');
    expect(person.sees('dm')).toHaveLength(committed ? 1 : 0);
  });

  test('a call that is never answered', async () => {
    fake.faults.next('createMessage', { kind: 'hang' });
    const giveUp = new AbortController();

    const waiting = post(giveUp.signal);
    await fake.until(() => fake.calls.length === 1, 'the call');
    giveUp.abort();

    await expect(waiting).rejects.toThrow('aborted');
    expect(fake.calls).toMatchObject([{ name: 'createMessage', status: null, fault: 'hang' }]);
  });

  test('come as often as asked, for the calls that are meant, and by the same chance for the same seed', async () => {
    const rounds = async (): Promise<readonly number[]> => {
      await open({ seed: 42 });
      fake.faults.next('*', { kind: 'status', status: 503 }, { times: 2, when: ({ path }) => path.startsWith('/users') });
      fake.faults.rate('createMessage', 0.5, { kind: 'status', status: 500 });
      const met = [
        (await callApi(fake, 'GET /users/@me')).status,
        (await callApi(fake, 'GET /users/@me')).status,
        (await callApi(fake, 'GET /users/@me')).status,
      ];
      for (let round = 0; round < 20; round += 1) {
        met.push((await post()).status);
      }
      fake.faults.clear();
      return [...met, (await post()).status];
    };

    const first = await rounds();

    expect(first.slice(0, 3)).toEqual([503, 503, 200]);
    expect(new Set(first.slice(3))).toEqual(new Set([200, 500]));
    expect(first.at(-1)).toBe(200);
    expect(await rounds()).toEqual(first);
  });
});

describe('rate limits, where they hold', () => {
  test('count what is posted in a channel', async () => {
    let now = Date.now();
    await open({ rateLimits: true, now: () => now });
    const first = await post();
    for (let round = 0; round < 4; round += 1) {
      await post();
    }
    const sixth = await post();

    expect([first.status, first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual([200, '5', '4']);
    expect([sixth.status, sixth.body]).toMatchObject([429, { retry_after: 5, global: false }]);
    now += 5_000;
    expect((await post()).status).toBe(200);
  });

  test('let fifty calls a second pass, and answers to interactions always', async () => {
    const now = Date.now();
    await open({ rateLimits: true, now: () => now });
    const met: number[] = [];
    for (let round = 0; round < 51; round += 1) {
      met.push((await callApi(fake, 'GET /users/@me')).status);
    }

    expect(met.filter((status) => status === 200)).toHaveLength(50);
    expect(met.at(-1)).toBe(429);
    expect((await callApi(fake, 'POST /interactions/1/2/callback', { type: 5 })).status).toBe(404);
  });
});
