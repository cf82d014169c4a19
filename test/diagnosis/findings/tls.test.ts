import type { FindingId } from '../../../src/contracts/diagnosis.ts';
import type { Observation } from '../../../src/contracts/probes.ts';
import { ownerOf } from '../../../src/diagnosis/findings/owner.ts';
import { findingsOf } from '../../../src/diagnosis/findings.ts';
import { failed, failure, talked, tls, tlsVersion } from '../../helpers/diagnosis/looks.ts';

const HOST = 'smtp.mail.example.jp';

function idsOf(observations: readonly Observation[]): readonly FindingId[] {
  return findingsOf(observations).map(({ id }) => id);
}

test('a sound server gives no complaint', () => {
  expect(idsOf([talked(HOST, 587), talked(HOST, 465)])).toEqual(['submission_587_alive', 'submission_465_alive', 'auth_only_after_tls']);
});

describe('STARTTLS', () => {
  const bare = { starttls: 'not_offered', tls: null } as const;

  test('offered nowhere is missing', () => {
    expect(idsOf([talked(HOST, 587, { smtp: bare })])).toContain('starttls_missing');
  });

  test('offered elsewhere and not on the line is stripped', () => {
    const ids = idsOf([talked(HOST, 587), talked(HOST, 587, { vantage: 'line', smtp: bare })]);

    expect(ids).toContain('starttls_stripped');
    expect(ids).not.toContain('starttls_missing');
  });

  test('offered, then taken back is stripped', () => {
    expect(idsOf([failed(HOST, 587, failure('starttls_stripped', 'starttls'))])).toContain('starttls_stripped');
  });

  test('implicit TLS has no need of it', () => {
    expect(idsOf([talked(HOST, 465)])).not.toContain('starttls_missing');
  });
});

describe('certificates', () => {
  const withCertificate = (changes: Parameters<typeof tls>[1]) => talked(HOST, 587, { smtp: { tls: tls(HOST, changes) } });

  test.each([
    ['expired by its date', { validTo: 0 }, 'certificate_expired'],
    ['expired by its code', { chainError: 'CERT_HAS_EXPIRED' }, 'certificate_expired'],
    ['for another name', { nameMatches: false, chainError: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate_name_mismatch'],
    ['from nobody trusted', { chainError: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'certificate_untrusted'],
  ] as const)('%s', (_, changes, id) => {
    const found = idsOf([withCertificate(changes)]).filter((each) => each.startsWith('certificate'));

    expect(found).toEqual([id]);
  });

  test('two addresses with the same fault give one finding', () => {
    const twice = [withCertificate({ validTo: 0 }), { ...withCertificate({ validTo: 0 }), id: 'smtp/bot/other', address: '192.0.2.2' }];
    const found = findingsOf(twice).filter(({ id }) => id === 'certificate_expired');

    expect(found).toHaveLength(1);
    expect(found[0]?.from).toHaveLength(2);
  });
});

describe('signing in', () => {
  test('never offered', () => {
    expect(idsOf([talked(HOST, 465, { smtp: { authInside: [] } })])).toContain('auth_not_offered');
  });

  test('offered before encryption as well is not "only after"', () => {
    expect(idsOf([talked(HOST, 587, { smtp: { authBefore: ['PLAIN'] } })])).not.toContain('auth_only_after_tls');
  });
});

describe('old TLS', () => {
  test('refused while new TLS is taken', () => {
    const looks = [tlsVersion(HOST, 'TLSv1', false), tlsVersion(HOST, 'TLSv1.1', false), tlsVersion(HOST, 'TLSv1.2', true)];

    expect(idsOf(looks)).toContain('old_tls_refused');
  });

  test('a server that takes no version at all is not called strict', () => {
    expect(idsOf([tlsVersion(HOST, 'TLSv1', false), tlsVersion(HOST, 'TLSv1.2', false)])).not.toContain('old_tls_refused');
  });
});

test.each([
  ['smtp.nifty.com', 'nifty.com'],
  ['mail.so-net.ne.jp', 'so-net.ne.jp'],
  ['mx.bbc.co.uk', 'bbc.co.uk'],
  ['fe.example.jp', 'example.jp'],
  ['EXAMPLE.org.', 'example.org'],
])('%s belongs to %s', (name, owner) => {
  expect(ownerOf(name)).toBe(owner);
});

test.each([null, 'localhost', '192.0.2.1', '[192.0.2.1]', '2001:db8::1'])('%s has no owner', (name) => {
  expect(ownerOf(name)).toBeNull();
});
