import { drip, greet, relay } from '../helpers/smtp/parts.ts';
import { lookAt, looksAt, proberFor, requestFor } from '../helpers/smtp/probe.ts';
import { findClosedPort } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

describe('progress', () => {
  test('tells each step once as running and once as ended', async () => {
    const dns = await stage.nameServer({ 'A mail.example.test': ['127.0.0.1'] });
    const server = await stage.serve(relay());
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
    const dns = await stage.nameServer({ 'MX example.test': ['10 mx.example.test'] });
    const told: string[] = [];

    const observations = await proberFor({}, { dns: dns.address }).look(requestFor(null, { domain: 'example.test' }), ({ step, state }) =>
      told.push(`${step} ${state}`),
    );

    expect(told).toContain('port_587 skipped');
    expect(looksAt(observations, 587)).toEqual([]);
  });
});

describe('a look always ends', () => {
  test('at its deadline, however slowly everything goes', async () => {
    const server = await stage.serve([greet('220-a'), (call) => call.hear().then(() => {})]);
    const began = performance.now();

    const observations = await proberFor({ 25: server.port, 587: server.port }, { limits: { totalMs: 1_000, stepMs: 60_000 } }).look(
      requestFor('127.0.0.1', { ports: [25, 587] }),
    );

    expect(observations.map(({ failure }) => failure)).toEqual([
      { kind: 'timeout', step: 'greeting', code: null },
      { kind: 'timeout', step: 'greeting', code: null },
    ]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('a step ends in its own time, however many letters drip in', async () => {
    const server = await stage.serve([drip(`220 ${'slow'.repeat(100)}`, 50)]);

    // The drip takes 20 s: if each letter began the step anew, this test would run into its own limit.
    const observations = await proberFor({ 25: server.port }, { limits: { totalMs: 60_000, stepMs: 600 } }).look(
      requestFor('127.0.0.1', { ports: [25] }),
    );

    expect(lookAt(observations, 25).failure).toEqual({ kind: 'timeout', step: 'greeting', code: null });
  });

  test('at once when the prober is closed, and afterwards', async () => {
    const server = await stage.serve([]);
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
