import { relay, submission, submissions } from '../helpers/smtp/parts.ts';
import { looksAt, proberFor, requestFor, WAITS } from '../helpers/smtp/probe.ts';
import type { OddServer } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

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
    const identity = stage.issue('DNS:control.test');
    const on587 = await stage.serve(silent.includes('127.0.1.1') ? [] : submission(identity), '127.0.1.1');
    const on465 = await stage.serve(submissions(identity), '127.0.1.2');
    const spare587 = await stage.serve(submission(identity), '127.0.1.3', on587.port);
    const spare465 = await stage.serve(submissions(identity), '127.0.1.4', on465.port);
    const relays = await stage.serve(silent.includes('127.0.1.5') ? [] : relay(), '127.0.1.5');
    const relay2 = await stage.serve(relay(), '127.0.1.6', relays.port);
    const relay3 = await stage.serve(relay(), '127.0.1.7', relays.port);
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

    const observations = await proberFor(ports, { controls: CONTROLS, limits: { ...WAITS, stepMs: 1_000 } }).look(
      requestFor(null, { ports: [], controls: 'outlet' }),
    );

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

    const observations = await proberFor(ports, { controls: CONTROLS, limits: { ...WAITS, stepMs: 1_000 } }).look(
      requestFor(null, { ports: [], controls: 'line' }),
    );

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
