import { answerEhlo, farewell, greet, secure, submissions } from '../helpers/smtp/parts.ts';
import { lookAt, proberFor, requestFor } from '../helpers/smtp/probe.ts';
import type { Part } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

describe('TLS versions', () => {
  const today = (identity: { cert: string; key: string }): readonly Part[] => submissions(identity);
  const old = (identity: { cert: string; key: string }): readonly Part[] => [
    secure({ ...identity, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
    greet(),
    answerEhlo(),
    farewell(),
  ];

  test('are looked at only when asked, one look each', async () => {
    const server = await stage.serve(today(stage.issue('IP:127.0.0.1')));
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
    const server = await stage.serve(old(stage.issue('IP:127.0.0.1')));

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
