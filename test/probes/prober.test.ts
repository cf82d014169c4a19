import type { Observation, ProbeProgress } from '../../src/contracts/probes.ts';
import { type Authority, createAuthority } from '../helpers/smtp/certificates.ts';
import { type NameServer, startNameServer, type Zone } from '../helpers/smtp/name-server.ts';
import { greet, relay, secure, submission, submissions } from '../helpers/smtp/parts.ts';
import { lookAt, looksAt, proberFor, requestFor, smtpFacts } from '../helpers/smtp/probe.ts';
import { findClosedPort, type OddServer, type Part, startServer } from '../helpers/smtp/server.ts';

let authority: Authority;
const running: { close(): unknown }[] = [];

beforeAll(() => {
  authority = createAuthority();
});

afterAll(() => authority.close());

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

async function serve(parts: readonly Part[], address = '127.0.0.1', port = 0): Promise<OddServer> {
  const server = await startServer(parts, { address, port });
  running.push(server);
  return server;
}

async function nameServer(zone: Zone): Promise<NameServer> {
  const server = await startNameServer(zone);
  running.push(server);
  return server;
}

function dnsOf(observations: readonly Observation[], record: string): readonly Observation[] {
  return observations.filter(({ facts }) => facts?.kind === 'dns' && facts.record === record);
}

describe('names', () => {
  test('are asked first, and every family is looked at on every port, side by side', async () => {
    const dns = await nameServer({ 'A mail.example.test': ['127.0.0.1'], 'AAAA mail.example.test': ['::1'] });
    const v4 = await serve(submission(authority.issue('DNS:mail.example.test')));
    await serve(submission(authority.issue('DNS:mail.example.test')), '::1', v4.port);
    const prober = proberFor({ 587: v4.port, 25: await findClosedPort() }, { dns: dns.address, caFile: authority.caFile });

    const observations = await prober.look(requestFor('Mail.Example.Test.', { ports: [25, 587] }));

    expect(observations.map(({ id }) => id)).toEqual([
      'dns/bot/mail.example.test/A/-',
      'dns/bot/mail.example.test/AAAA/-',
      'smtp/bot/mail.example.test/127.0.0.1/25',
      'smtp/bot/mail.example.test/::1/25',
      'smtp/bot/mail.example.test/127.0.0.1/587',
      'smtp/bot/mail.example.test/::1/587',
    ]);
    expect(observations.map(({ failure }) => failure?.kind ?? null)).toEqual([null, null, 'refused', 'refused', null, null]);
    expect(looksAt(observations, 587).map((look) => smtpFacts(look).tls?.certificate?.nameMatches)).toEqual([true, true]);
  });

  test('of a domain lead to its submission hosts; its MX is an observation only', async () => {
    const dns = await nameServer({
      'SRV _submissions._tcp.example.test': ['0 1 465 smtp.example.test'],
      'SRV _submission._tcp.example.test': ['0 0 0 .'],
      'MX example.test': ['20 mx2.example.test', '10 mx1.example.test'],
      'A smtp.example.test': ['127.0.0.1'],
      'A mx1.example.test': ['127.0.0.1'],
    });
    const server = await serve(submissions(authority.issue('DNS:smtp.example.test')));
    const prober = proberFor({ 465: server.port }, { dns: dns.address });

    const observations = await prober.look(requestFor(null, { domain: 'example.test', ports: [465] }));

    expect(dnsOf(observations, 'SRV').map(({ facts }) => facts)).toEqual([
      { kind: 'dns', record: 'SRV', name: '_submissions._tcp.example.test', answers: ['0 1 465 smtp.example.test'] },
      { kind: 'dns', record: 'SRV', name: '_submission._tcp.example.test', answers: ['0 0 0 .'] },
    ]);
    expect(dnsOf(observations, 'MX')[0]?.facts).toMatchObject({ answers: ['10 mx1.example.test', '20 mx2.example.test'] });
    expect(lookAt(observations, 465)).toMatchObject({ host: 'smtp.example.test', failure: null });
    expect(dns.asked.filter((question) => question.includes('mx1'))).toEqual([]);
  });

  test('that do not exist are told apart from name servers that fail or say nothing', async () => {
    const dns = await nameServer({
      'A broken.example.test': 'SERVFAIL',
      'A silent.example.test': 'SILENCE',
      'AAAA silent.example.test': 'SILENCE',
      'MX empty.example.test': [],
    });
    const prober = proberFor({}, { dns: dns.address });
    const failureOf = async (host: string) => lookAt(await prober.look(requestFor(host)), 587).failure;

    expect(await failureOf('absent.example.test')).toEqual({ kind: 'name_not_found', step: 'resolve', code: 'ENOTFOUND' });
    expect(await failureOf('empty.example.test')).toEqual({ kind: 'name_not_found', step: 'resolve', code: 'ENODATA' });
    expect(await failureOf('broken.example.test')).toEqual({ kind: 'name_failure', step: 'resolve', code: 'ESERVFAIL' });
    expect(await failureOf('silent.example.test')).toMatchObject({ kind: 'name_failure', step: 'resolve' });
  });

  test('that can be none are an observation, and nothing is asked', async () => {
    const dns = await nameServer({});

    const observations = await proberFor({}, { dns: dns.address }).look(requestFor('smtp example\n.test', { domain: '..' }));

    expect(observations.map(({ host, failure }) => [host, failure?.kind, failure?.code])).toEqual([
      ['smtp example .test', 'name_not_found', 'EBADNAME'],
      ['..', 'name_not_found', 'EBADNAME'],
    ]);
    expect(dns.asked).toEqual([]);
  });

  test('slow in one family do not hold up the other', async () => {
    const dns = await nameServer({ 'A mail.example.test': ['127.0.0.1'], 'AAAA mail.example.test': 'SILENCE' });
    const server = await serve(relay());
    const progress: ProbeProgress[] = [];

    const observations = await proberFor({ 25: server.port }, { dns: dns.address }).look(
      requestFor('mail.example.test', { ports: [25] }),
      (told) => progress.push(told),
    );

    expect(lookAt(observations, 25).failure).toBeNull();
    expect(lookAt(observations, 25).at + lookAt(observations, 25).ms).toBeLessThan(
      Math.max(...dnsOf(observations, 'AAAA').map(({ at, ms }) => at + ms)),
    );
  });
});

describe('the guard', () => {
  test('lets nothing private be touched, whatever a name says', async () => {
    const server = await serve(relay());
    const dns = await nameServer({
      'A inside.example.test': ['127.0.0.1', '10.0.0.5'],
      'AAAA inside.example.test': ['::1', '::ffff:127.0.0.1'],
    });
    const prober = proberFor({ 25: server.port }, { dns: dns.address, allow: [] });

    const looks = looksAt(await prober.look(requestFor('inside.example.test', { ports: [25] })), 25);
    const literal = lookAt(await prober.look(requestFor('127.0.0.1', { ports: [25] })), 25);

    expect(looks).toHaveLength(4);
    expect(
      [...looks, literal].every(({ failure, facts }) => failure?.kind === 'not_allowed' && failure.step === 'guard' && facts === null),
    ).toBe(true);
    expect(server.calls()).toBe(0);
  });

  test('is not fooled by a name that says something else the second time', async () => {
    const server = await serve(relay());
    const dns = await nameServer({ 'A rebind.example.test': (time) => (time === 0 ? ['203.0.113.7'] : ['127.0.0.1']) });
    const prober = proberFor({ 25: server.port, 587: server.port }, { dns: dns.address, allow: [] });

    const observations = await prober.look(requestFor('rebind.example.test', { ports: [25, 587] }));
    await prober.look(requestFor('rebind.example.test', { ports: [25, 587] }));

    expect(observations.filter(({ probe }) => probe === 'smtp').map(({ address, failure }) => [address, failure?.kind])).toEqual([
      ['203.0.113.7', 'not_allowed'],
      ['203.0.113.7', 'not_allowed'],
    ]);
    expect(dns.asked.filter((question) => question.startsWith('A '))).toHaveLength(1);
    expect(server.calls()).toBe(0);
  });
});

describe('one look per host and port', () => {
  test('is shared by all who ask within ten minutes, also while it is under way, also when it failed', async () => {
    let now = 1_000_000;
    const server = await serve(relay());
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
    const dns = await nameServer({
      'SRV _submission._tcp.slow.test': ['0 1 587 smtp.slow.test'],
      'A smtp.slow.test': ['127.0.0.1'],
    });
    const server = await serve([]);
    const prober = proberFor({ 587: server.port }, { dns: dns.address, limits: { totalMs: 300, stepMs: 10_000, nameMs: 250 } });

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
    const server = await serve(relay());
    const prober = proberFor({ 25: server.port, 587: server.port }, { limits: { stepMs: 400, allowances } });

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
    const dns = await nameServer({ 'A mail.example.test': ['127.0.0.1'] });
    const server = await serve(relay());
    const allowances = { person: many, workplace: many, total: { burst: 3, perMinute: 3 } };
    const prober = proberFor({ 25: server.port }, { dns: dns.address, clock: { now: () => now }, limits: { allowances, stepMs: 400 } });

    const first = await prober.look(requestFor('mail.example.test', { ports: [25] }));
    const second = await prober.look(requestFor('other.example.test', { ports: [25], person: 'p9', workplace: 'w9' }));
    now += 60_000;
    const third = await prober.look(requestFor('other.example.test', { ports: [25] }));

    expect(lookAt(first, 25).failure).toBeNull();
    expect(second.map(({ failure }) => failure?.kind)).toEqual(['limited', 'limited', 'limited']);
    expect(third.map(({ failure }) => failure?.kind)).toEqual(['name_not_found', 'name_not_found', 'name_not_found']);
  });
});

describe('controls', () => {
  const CONTROLS = {
    submission: [
      { host: '127.0.1.1', port: 587 },
      { host: '127.0.1.2', port: 465 },
      { host: '127.0.1.3', port: 587 },
      { host: '127.0.1.4', port: 465 },
    ],
    relay: [
      { host: '127.0.1.5', port: 25 },
      { host: '127.0.1.6', port: 25 },
      { host: '127.0.1.7', port: 25 },
    ],
  } as const;

  async function world({ silent = [] as readonly string[] } = {}) {
    const identity = authority.issue('DNS:control.test');
    const on587 = await serve(silent.includes('127.0.1.1') ? [] : submission(identity), '127.0.1.1');
    const on465 = await serve(submissions(identity), '127.0.1.2');
    const spare587 = await serve(submission(identity), '127.0.1.3', on587.port);
    const spare465 = await serve(submissions(identity), '127.0.1.4', on465.port);
    const relays = await serve(silent.includes('127.0.1.5') ? [] : relay(), '127.0.1.5');
    const relay2 = await serve(relay(), '127.0.1.6', relays.port);
    const relay3 = await serve(relay(), '127.0.1.7', relays.port);
    const ports = { 587: on587.port, 465: on465.port, 25: relays.port };
    return { ports, servers: { on587, on465, spare587, spare465, relay1: relays, relay2, relay3 } };
  }

  function calls(servers: Record<string, OddServer>): Record<string, number> {
    return Object.fromEntries(Object.entries(servers).map(([id, server]) => [id, server.calls()]));
  }

  test('of the outlet are one host for each submission port, where these answer', async () => {
    const { ports, servers } = await world();
    const prober = proberFor(ports, { controls: CONTROLS });

    const observations = await prober.look(requestFor('127.0.1.9', { ports: [], controls: 'outlet' }));
    await prober.look(requestFor('127.0.1.9', { ports: [], controls: 'outlet', person: 'p2' }));

    expect(observations.map(({ host, port, control, failure }) => [host, port, control, failure])).toEqual([
      ['127.0.1.1', 587, true, null],
      ['127.0.1.2', 465, true, null],
    ]);
    expect(calls(servers)).toEqual({ on587: 1, on465: 1, spare587: 0, spare465: 0, relay1: 0, relay2: 0, relay3: 0 });
  });

  test('that stay silent are joined by the next', async () => {
    const { ports, servers } = await world({ silent: ['127.0.1.1'] });

    const observations = await proberFor(ports, { controls: CONTROLS }).look(requestFor(null, { ports: [], controls: 'outlet' }));

    expect(looksAt(observations, 587).map(({ host, failure }) => [host, failure?.kind ?? null])).toEqual([
      ['127.0.1.1', 'timeout'],
      ['127.0.1.3', null],
    ]);
    expect(calls(servers)).toMatchObject({ spare587: 1, spare465: 0 });
  });

  test('of a line add port 25 of two organisations that agree', async () => {
    const { ports, servers } = await world();

    const observations = await proberFor(ports, { vantage: 'line', controls: CONTROLS }).look(
      requestFor(null, { ports: [], controls: 'line' }),
    );

    expect(looksAt(observations, 25).map(({ id, control }) => [id, control])).toEqual([
      ['smtp/line/127.0.1.5/127.0.1.5/25', true],
      ['smtp/line/127.0.1.6/127.0.1.6/25', true],
    ]);
    expect(calls(servers)).toMatchObject({ relay1: 1, relay2: 1, relay3: 0 });
  });

  test('of a line add a third organisation where two differ', async () => {
    const { ports } = await world({ silent: ['127.0.1.5'] });

    const observations = await proberFor(ports, { controls: CONTROLS }).look(requestFor(null, { ports: [], controls: 'line' }));

    expect(looksAt(observations, 25).map(({ host }) => host)).toEqual(['127.0.1.5', '127.0.1.6', '127.0.1.7']);
  });

  test('never include the host that is asked about', async () => {
    const { ports } = await world();

    const observations = await proberFor(ports, { controls: CONTROLS }).look(requestFor('127.0.1.1', { ports: [587], controls: 'outlet' }));

    expect(looksAt(observations, 587).map(({ host, control }) => [host, control])).toEqual([
      ['127.0.1.3', true],
      ['127.0.1.1', false],
    ]);
  });
});

describe('progress', () => {
  test('tells each step once as running and once as ended', async () => {
    const dns = await nameServer({ 'A mail.example.test': ['127.0.0.1'] });
    const server = await serve(relay());
    const told: string[] = [];
    const prober = proberFor({ 25: server.port, 587: await findClosedPort(), 993: server.port }, { dns: dns.address });

    await prober.look(
      requestFor('mail.example.test', { domain: 'example.test', ports: [25, 587, 993], controls: 'outlet' }),
      ({ step, state }) => told.push(`${step} ${state}`),
    );

    expect([...told].sort()).toEqual([
      'names done',
      'names running',
      'other done',
      'other running',
      'outlet running',
      'outlet skipped',
      'port_25 done',
      'port_25 running',
      'port_587 failed',
      'port_587 running',
    ]);
  });

  test('says of ports of a domain that names no host that they were skipped', async () => {
    const dns = await nameServer({ 'MX example.test': ['10 mx.example.test'] });
    const told: string[] = [];

    const observations = await proberFor({}, { dns: dns.address }).look(requestFor(null, { domain: 'example.test' }), ({ step, state }) =>
      told.push(`${step} ${state}`),
    );

    expect(told).toContain('port_587 skipped');
    expect(looksAt(observations, 587)).toEqual([]);
  });
});

describe('TLS versions', () => {
  const today = (identity: { cert: string; key: string }): readonly Part[] => submissions(identity);
  const old = (identity: { cert: string; key: string }): readonly Part[] => [
    secure({ ...identity, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
    greet(),
  ];

  test('are looked at only when asked, one look each', async () => {
    const server = await serve(today(authority.issue('IP:127.0.0.1')));
    const prober = proberFor({ 465: server.port });

    const without = await prober.look(requestFor('127.0.0.1', { ports: [465] }));
    const withVersions = await prober.look(requestFor('127.0.0.1', { ports: [465], oldTls: true }));

    expect(without.filter(({ probe }) => probe === 'tls_version')).toEqual([]);
    expect(
      withVersions.filter(({ probe }) => probe === 'tls_version').map(({ id, facts, failure }) => [id, facts, failure?.kind ?? null]),
    ).toEqual([
      ['tls_version/bot/127.0.0.1/127.0.0.1/465/TLSv1', { kind: 'tls_version', version: 'TLSv1', accepted: false }, 'tls_failed'],
      ['tls_version/bot/127.0.0.1/127.0.0.1/465/TLSv1.1', { kind: 'tls_version', version: 'TLSv1.1', accepted: false }, 'tls_failed'],
      ['tls_version/bot/127.0.0.1/127.0.0.1/465/TLSv1.2', { kind: 'tls_version', version: 'TLSv1.2', accepted: true }, null],
      ['tls_version/bot/127.0.0.1/127.0.0.1/465/TLSv1.3', { kind: 'tls_version', version: 'TLSv1.3', accepted: true }, null],
    ]);
    expect(server.calls()).toBe(5);
  });

  test('show a server of old days, which today’s handshake fails', async () => {
    const server = await serve(old(authority.issue('IP:127.0.0.1')));

    const observations = await proberFor({ 465: server.port }).look(requestFor('127.0.0.1', { ports: [465], oldTls: true }));

    expect(
      lookAt(
        observations.filter(({ probe }) => probe === 'smtp'),
        465,
      ).failure,
    ).toMatchObject({ kind: 'tls_failed', step: 'handshake' });
    expect(
      observations.filter(({ probe }) => probe === 'tls_version').map(({ facts }) => facts?.kind === 'tls_version' && facts.accepted),
    ).toEqual([true, true, false, false]);
  });
});

describe('a look always ends', () => {
  test('at its deadline, however slowly everything goes', async () => {
    const server = await serve([greet('220-a'), (call) => call.hear().then(() => {})]);
    const began = performance.now();

    const observations = await proberFor({ 25: server.port, 587: server.port }, { limits: { totalMs: 300, stepMs: 60_000 } }).look(
      requestFor('127.0.0.1', { ports: [25, 587] }),
    );

    expect(observations.map(({ failure }) => failure)).toEqual([
      { kind: 'timeout', step: 'greeting', code: null },
      { kind: 'timeout', step: 'greeting', code: null },
    ]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('at once when the prober is closed, and afterwards', async () => {
    const server = await serve([]);
    const prober = proberFor({ 25: server.port }, { limits: { totalMs: 60_000, stepMs: 60_000 } });
    const look = prober.look(requestFor('127.0.0.1', { ports: [25] }));

    await prober.close();

    expect(lookAt(await look, 25).failure?.kind).toBe('timeout');
    expect(lookAt(await prober.look(requestFor('127.0.0.2', { ports: [25] })), 25).failure?.kind).toBe('timeout');
  });

  test('without any network: a name server that is not there', async () => {
    const prober = proberFor(
      {},
      { dns: `127.0.0.1:${await findClosedPort()}`, controls: { submission: [{ host: 'control.test', port: 587 }], relay: [] } },
    );

    const observations = await prober.look(
      requestFor('mail.example.test', { domain: 'example.test', ports: [25, 465, 587], controls: 'outlet' }),
    );

    expect(new Set(observations.map(({ failure }) => failure?.kind))).toEqual(new Set(['name_failure']));
  });
});

describe('broken settings are refused at start, and say which', () => {
  test.each([
    ['OKURU_DNS', { dns: 'dns.example.test' }],
    ['OKURU_PROBE_ALLOW', { allow: ['10.0.0.0/99'] }],
    ['OKURU_TLS_CA', { caFile: __filename }],
  ] as const)('%s', (setting, options) => {
    expect(() => proberFor({}, options)).toThrow(setting);
  });
});
