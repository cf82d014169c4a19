import { relay } from '../helpers/smtp/parts.ts';
import { lookAt, proberFor, requestFor, WAITS } from '../helpers/smtp/probe.ts';
import { findClosedPort } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

describe('one look per host and port', () => {
  test('is shared by all who ask within ten minutes, also while it is under way, also when it failed', async () => {
    let now = 1_000_000;
    const server = await stage.serve(relay());
    const closed = await findClosedPort();
    const prober = proberFor({ 25: server.port, 587: closed }, { clock: { now: () => now } });
    const request = requestFor('127.0.0.1', { ports: [25, 587] });

    const [first, second] = await Promise.all([prober.look(request), prober.look({ ...request, person: 'p2' })]);
    now += 9 * 60_000;
    const third = await prober.look(request);

    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(server.calls()).toBe(1);

    now += 2 * 60_000;
    const fourth = await prober.look(request);

    expect(server.calls()).toBe(2);
    expect(lookAt(fourth, 25).at).toBe(now);
  });

  test('cut off because it began too late is not held against the server', async () => {
    const dns = await stage.nameServer({
      'SRV _submission._tcp.slow.test': ['0 1 587 smtp.slow.test'],
      'A smtp.slow.test': ['127.0.0.1'],
    });
    const server = await stage.serve([]);
    const prober = proberFor({ 587: server.port }, { dns: dns.address, limits: { totalMs: 1_500, stepMs: 10_000, nameMs: 1_000 } });

    const first = await prober.look(requestFor(null, { domain: 'slow.test' }));
    await prober.look(requestFor(null, { domain: 'slow.test' }));

    expect(lookAt(first, 587).failure).toMatchObject({ kind: 'timeout', step: 'greeting' });
    expect(server.calls()).toBe(2);
  });
});

describe('limits', () => {
  const one = { burst: 1, perMinute: 0 };
  const many = { burst: 100, perMinute: 0 };
  const cases = [
    ['person', { person: one, workplace: many, total: many }, { person: 'p2' }],
    ['workplace', { person: many, workplace: one, total: many }, { person: 'p2', workplace: 'w2' }],
  ] as const;

  test.each(cases)('of a %s are an observation, touch nothing, and leave others alone', async (_, allowances, other) => {
    const server = await stage.serve(relay());
    const prober = proberFor({ 25: server.port, 587: server.port }, { limits: { ...WAITS, allowances } });

    const observations = await prober.look(requestFor('127.0.0.1', { ports: [25, 587] }));
    const others = await prober.look(requestFor('127.0.0.1', { ports: [587], ...other }));

    expect(lookAt(observations, 25).failure).toBeNull();
    expect(lookAt(observations, 587)).toMatchObject({
      failure: { kind: 'limited', step: 'guard', code: null },
      facts: null,
      address: null,
    });
    expect(lookAt(others, 587).failure).toBeNull();
    expect(server.calls()).toBe(2);
  });

  test('in total hold for everybody, names included, and are not remembered as looks', async () => {
    let now = 0;
    const dns = await stage.nameServer({ 'A mail.example.test': ['127.0.0.1'] });
    const server = await stage.serve(relay());
    const allowances = { person: many, workplace: many, total: { burst: 3, perMinute: 3 } };
    const prober = proberFor({ 25: server.port }, { dns: dns.address, clock: { now: () => now }, limits: { ...WAITS, allowances } });

    const first = await prober.look(requestFor('mail.example.test', { ports: [25] }));
    const second = await prober.look(requestFor('other.example.test', { ports: [25], person: 'p9', workplace: 'w9' }));
    now += 60_000;
    const third = await prober.look(requestFor('other.example.test', { ports: [25] }));

    expect(lookAt(first, 25).failure).toBeNull();
    expect(second.map(({ failure }) => failure?.kind)).toEqual(['limited', 'limited', 'limited']);
    expect(third.map(({ failure }) => failure?.kind)).toEqual(['name_not_found', 'name_not_found', 'name_not_found']);
  });
});
