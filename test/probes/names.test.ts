import type { Observation } from '../../src/contracts/probes.ts';
import { relay, submission, submissions } from '../helpers/smtp/parts.ts';
import { lookAt, looksAt, proberFor, requestFor, smtpFacts, WAITS } from '../helpers/smtp/probe.ts';
import { findClosedPort } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

function dnsOf(observations: readonly Observation[], record: string): readonly Observation[] {
  return observations.filter(({ facts }) => facts?.kind === 'dns' && facts.record === record);
}

describe('names', () => {
  test('are asked first, and every family is looked at on every port, side by side', async () => {
    const dns = await stage.nameServer({ 'A mail.example.test': ['127.0.0.1'], 'AAAA mail.example.test': ['::1'] });
    const v4 = await stage.serve(submission(stage.issue('DNS:mail.example.test')));
    await stage.serve(submission(stage.issue('DNS:mail.example.test')), '::1', v4.port);
    const prober = proberFor({ 587: v4.port, 25: await findClosedPort() }, { dns: dns.address, caFile: stage.caFile() });

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
    const dns = await stage.nameServer({
      'SRV _submissions._tcp.example.test': ['0 1 465 smtp.example.test'],
      'SRV _submission._tcp.example.test': ['0 0 0 .'],
      'MX example.test': ['20 mx2.example.test', '10 mx1.example.test'],
      'A smtp.example.test': ['127.0.0.1'],
      'A mx1.example.test': ['127.0.0.1'],
    });
    const server = await stage.serve(submissions(stage.issue('DNS:smtp.example.test')));
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
    const dns = await stage.nameServer({
      'A broken.example.test': 'SERVFAIL',
      'A silent.example.test': 'SILENCE',
      'AAAA silent.example.test': 'SILENCE',
      'MX empty.example.test': [],
    });
    const prober = proberFor({}, { dns: dns.address, limits: { ...WAITS, nameMs: 1_000 } });
    const failureOf = async (host: string) => lookAt(await prober.look(requestFor(host)), 587).failure;

    expect(await failureOf('absent.example.test')).toEqual({ kind: 'name_not_found', step: 'resolve', code: 'ENOTFOUND' });
    expect(await failureOf('empty.example.test')).toEqual({ kind: 'name_not_found', step: 'resolve', code: 'ENODATA' });
    expect(await failureOf('broken.example.test')).toEqual({ kind: 'name_failure', step: 'resolve', code: 'ESERVFAIL' });
    expect(await failureOf('silent.example.test')).toMatchObject({ kind: 'name_failure', step: 'resolve' });
  });

  test('that can be none are an observation, and nothing is asked', async () => {
    const dns = await stage.nameServer({});

    const observations = await proberFor({}, { dns: dns.address }).look(requestFor('smtp example\n.test', { domain: '..' }));

    expect(observations.map(({ host, failure }) => [host, failure?.kind, failure?.code])).toEqual([
      ['smtp example .test', 'name_not_found', 'EBADNAME'],
      ['..', 'name_not_found', 'EBADNAME'],
    ]);
    expect(dns.asked).toEqual([]);
  });

  test('slow in one family do not hold up the other', async () => {
    const dns = await stage.nameServer({ 'A mail.example.test': ['127.0.0.1'], 'AAAA mail.example.test': 'SILENCE' });
    const server = await stage.serve(relay());

    const observations = await proberFor({ 25: server.port }, { dns: dns.address }).look(requestFor('mail.example.test', { ports: [25] }));

    expect(lookAt(observations, 25).failure).toBeNull();
    expect(lookAt(observations, 25).at + lookAt(observations, 25).ms).toBeLessThan(
      Math.max(...dnsOf(observations, 'AAAA').map(({ at, ms }) => at + ms)),
    );
  });
});

describe('the guard', () => {
  test('lets nothing private be touched, whatever a name says', async () => {
    const server = await stage.serve(relay());
    const dns = await stage.nameServer({
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
    const server = await stage.serve(relay());
    const dns = await stage.nameServer({ 'A rebind.example.test': (time) => (time === 0 ? ['203.0.113.7'] : ['127.0.0.1']) });
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
