import type { Facts } from '../../src/contracts/facts.ts';
import type { Observation } from '../../src/contracts/probes.ts';
import type { Sign, SignId } from '../../src/contracts/signs.ts';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { silent, talked, tls } from '../helpers/diagnosis/looks.ts';
import { facts, world } from '../helpers/diagnosis/world.ts';

const catalogue = world();

function signsFor(known: Facts, signs: readonly SignId[] = [], observations: readonly Observation[] = []): readonly Sign[] {
  return gatherEvidence({ facts: known, signs, observations, catalogue }).signs;
}

function idsFor(known: Facts, signs: readonly SignId[] = []): readonly SignId[] {
  return signsFor(known, signs).map(({ id }) => id);
}

describe('what the person said', () => {
  test('facts become stated signs', () => {
    const known = facts({
      current_port: 25,
      security: 'none',
      auth_enabled: false,
      can_receive: true,
      can_send_elsewhere: { webmail: true, phone: false },
      started_after: ['isp_change', 'moved'],
      vpn: true,
    });

    expect(new Set(idsFor(known))).toEqual(
      new Set([
        'port.25',
        'security.none',
        'auth.off',
        'receive.ok',
        'elsewhere.webmail_works',
        'elsewhere.phone_fails',
        'after.isp_change',
        'isp.changed',
        'after.moved',
        'line.changed',
        'vpn.on',
      ]),
    );
    expect(signsFor(known).every(({ basis }) => basis === 'stated')).toBe(true);
  });

  test('encryption that is on is a sign only while the port is not known', () => {
    expect(idsFor(facts({ security: 'tls' }))).toEqual(['security.on']);
    expect(idsFor(facts({ security: 'tls', current_port: 465 }))).toEqual(['port.465']);
  });

  test('"I don\'t know" brings no sign', () => {
    expect(idsFor(facts({ current_port: null, can_receive: null, vpn: null, isp: null, started_after: null, antivirus: null }))).toEqual(
      [],
    );
  });

  test('no security program is not a security program', () => {
    expect(idsFor(facts({ antivirus: 'none' }))).toEqual([]);
    expect(idsFor(facts({ antivirus: 'Norton' }))).toEqual(['antivirus.present']);
  });

  test.each([
    [587, 'tls', true],
    [465, 'starttls', true],
    [465, 'none', true],
    [587, 'starttls', false],
    [465, 'tls', false],
    [587, 'auto', false],
    [25, 'none', false],
  ] as const)('port %s with %s: mismatched is %s', (port, security, mismatched) => {
    expect(idsFor(facts({ current_port: port, security })).includes('security.mismatch_with_port')).toBe(mismatched);
  });

  test('nothing works only when more than one way was tried', () => {
    expect(idsFor(facts({ can_send_elsewhere: { webmail: false } }))).not.toContain('elsewhere.nothing_works');
    expect(idsFor(facts({ can_send_elsewhere: { webmail: false, phone: false } }))).toContain('elsewhere.nothing_works');
  });

  test('a line before that differs from the line now is a change', () => {
    expect(idsFor(facts({ isp: 'minami', previous_isp: 'kita' }))).toContain('isp.changed');
    expect(idsFor(facts({ isp: 'kita', previous_isp: 'kita' }))).not.toContain('isp.changed');
  });

  test('an error brings its stage and its signs; one without a stage its signs alone', () => {
    expect(idsFor(facts({ error_codes: ['bad-password'] }))).toEqual(['stage.auth', 'auth.failed', 'reply.quoted']);
    expect(idsFor(facts({ error_codes: ['any', 'not in the catalogue'] }))).toEqual(['reply.try_later']);
  });
});

describe('what is recorded', () => {
  test('a line that blocks 25, with a source', () => {
    expect(signsFor(facts({ isp: 'kita' }))).toContainEqual({ id: 'isp.blocks_25', basis: 'recorded', from: 'isp/kita' });
  });

  test('a line whose policy is unknown is never said to block', () => {
    expect(idsFor(facts({ isp: 'minami' }))).toEqual([]);
  });

  test('a line that does not block, a cloud, a mobile line', () => {
    expect(idsFor(facts({ isp: 'nishi' }))).toEqual(['isp.does_not_block_25']);
    expect(idsFor(facts({ isp: 'kumo' }))).toEqual(['isp.blocks_25', 'line.cloud_server']);
    expect(idsFor(facts({ isp: 'denwa' }))).toEqual(['line.mobile']);
  });

  test('whose mailbox it is: the line, the line before, or neither', () => {
    expect(idsFor(facts({ isp: 'kita', mail_provider: 'kita-mail' }))).toContain('provider.is_line');
    expect(idsFor(facts({ isp: 'minami', previous_isp: 'kita', mail_provider: 'kita-mail' }))).toEqual(
      expect.arrayContaining(['provider.is_previous_line', 'provider.other_than_line']),
    );
    expect(idsFor(facts({ isp: 'kita', mail_provider: 'tegami' }))).toContain('provider.other_than_line');
  });

  test('the provider is found by the domain of the mailbox', () => {
    expect(idsFor(facts({ mail_domain: 'oauth.example' }))).toEqual(['provider.oauth_only']);
  });

  test('how a provider wants to be signed in to, and what it filters', () => {
    expect(idsFor(facts({ mail_provider: 'app-mail' }))).toEqual(['provider.app_password']);
    expect(idsFor(facts({ mail_provider: 'tegami' }))).toEqual(['provider.foreign_filter']);
    expect(idsFor(facts({ mail_provider: 'old-mail' }))).toEqual(['provider.retired']);
  });

  test('465 alone, where 25 is all there is beside it', () => {
    expect(idsFor(facts({ mail_provider: 'tls-mail' }))).toEqual(['provider.only_465']);
  });

  test('no encryption, where the provider asks for it', () => {
    expect(idsFor(facts({ mail_provider: 'tls-mail', security: 'none' }))).toContain('security.required_by_provider');
  });

  test("the program's traits", () => {
    expect(idsFor(facts({ client: 'kumo-client' }))).toEqual(['client.cloud']);
    expect(idsFor(facts({ client: 'furui' }))).toEqual(['client.default_25', 'client.old_tls', 'client.no_oauth']);
  });
});

describe('the name in the outgoing-server box', () => {
  const switched = { isp: 'minami', previous_isp: 'kita', mail_provider: 'tegami' } as const;

  test.each([
    ['smtp.tegami.example', ['server.is_providers']],
    ['mx9.tegami.example', ['server.is_providers']],
    ['pop.tegami.example', ['server.incoming_name']],
    ['smtp.kita.example', ['server.previous_isp', 'server.not_providers']],
    ['smtp.app.example', ['server.not_providers']],
    ['smtp.minami.example', []],
    ['smtp.my-own-name.example', []],
    ['127.0.0.1', ['connect.localhost']],
    ['smtp.old.example', ['server.retired']],
    ['mail.tegami.example', ['server.retired']],
  ] as const)('%s', (host, expected) => {
    const found = idsFor(facts({ ...switched, outgoing_server: host })).filter(
      (id) => id.startsWith('server.') || id.startsWith('connect.'),
    );

    expect(found).toEqual(expected);
  });

  test("the line before's server is no fault where the mailbox is that line's", () => {
    const found = idsFor(facts({ isp: 'minami', previous_isp: 'kita', mail_provider: 'kita-mail', outgoing_server: 'smtp.kita.example' }));

    expect(found).toContain('server.is_providers');
    expect(found).not.toContain('server.previous_isp');
  });
});

describe('what was measured', () => {
  const host = 'smtp.tegami.example';
  const proof = [silent(host, 25, { vantage: 'line' }), talked(host, 587, { vantage: 'line' }), talked(host, 25)];

  test('a proven block is a measured sign', () => {
    expect(signsFor({}, [], proof)).toContainEqual({
      id: 'found.line_25_blocked',
      basis: 'measured',
      from: 'finding/port_25_blocked_on_line',
    });
  });

  test("an answer on the person's own line counts as more than one at the bot's", () => {
    const ids = signsFor({}, [], proof).map(({ id }) => id);

    expect(ids).toContain('found.line_submission_open');
    expect(signsFor({}, [], [talked(host, 587)]).map(({ id }) => id)).not.toContain('found.line_submission_open');
  });

  test('a sound certificate seen from outside, unless one with a fault was seen too', () => {
    const sound = talked(host, 587);
    const expired = talked(host, 465, { smtp: { tls: tls(host, { validTo: 0 }) } });
    const found = (...looks: readonly Observation[]) => signsFor({}, [], looks).map(({ id }) => id);

    expect(found(sound)).toContain('found.certificate_good');
    expect(found(sound, expired)).not.toContain('found.certificate_good');
    expect(found(talked(host, 587, { vantage: 'line' }))).not.toContain('found.certificate_good');
  });

  test('a living port with the wrong kind of encryption set', () => {
    const ids = signsFor(facts({ current_port: 587, security: 'tls' }), [], [talked(host, 587)]).map(({ id }) => id);

    expect(ids).toContain('found.port_wrong_security');
  });

  test('one sign an id, resting on the best there is', () => {
    const signs = signsFor(facts({ line_kind: 'cloud_server', isp: 'kumo' }), ['line.cloud_server']);

    expect(signs.filter(({ id }) => id === 'line.cloud_server')).toEqual([
      { id: 'line.cloud_server', basis: 'recorded', from: 'isp/kumo' },
    ]);
  });
});
