import fc from 'fast-check';
import { createGuard, familyOf, isProbePort } from '../../../src/probes/floor/guard.ts';

const guard = createGuard([]);

describe('public unicast passes', () => {
  test.each([
    '8.8.8.8',
    '202.248.37.77',
    '1.1.1.1',
    '223.255.255.254',
    '2001:4860:4860::8888',
    '2400:4050::1',
    '2606:4700::1111',
    '64:ff9b::808:808',
  ])('%s', (address) => {
    expect(guard.allows(address)).toBe(true);
  });
});

describe('everything else is refused', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private 10/8', '10.1.2.3'],
    ['private 172.16/12', '172.31.255.255'],
    ['private 192.168/16', '192.168.0.1'],
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.0.9'],
    ['link-local, and what clouds keep there', '169.254.169.254'],
    ['shared address space of carriers', '100.64.0.1'],
    ['the last of it', '100.127.255.255'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation 1', '192.0.2.1'],
    ['documentation 2', '198.51.100.1'],
    ['documentation 3', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 unspecified', '::'],
    ['IPv6 loopback', '::1'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with a zone', 'fe80::1%eth0'],
    ['public IPv6 with a zone', '2606:4700::1111%eth0'],
    ['unique local', 'fd12:3456::1'],
    ['unique local, the other half', 'fc00::1'],
    ['site-local of old', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['IPv6 documentation, the new block', '3fff::1'],
    ['IPv6 benchmarking', '2001:2::1'],
    ['Teredo', '2001:0:7f00:1::1'],
    ['ORCHID', '2001:20::1'],
    ['6to4 of a private address', '2002:7f00:1::1'],
    ['6to4 of a public address', '2002:808:808::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped private in hexadecimal', '::ffff:a00:1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['translated IPv4', '::ffff:0:7f00:1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 of a private address', '64:ff9b::10.0.0.1'],
    ['NAT64 of link-local', '64:ff9b::a9fe:a9fe'],
    ['local NAT64 prefix', '64:ff9b:1::808:808'],
    ['segment routing', '5f00::1'],
    ['unassigned IPv6', '4000::1'],
    ['discard-only', '100::1'],
    ['a name', 'mail.example.test'],
    ['nothing', ''],
  ];

  test.each(cases)('%s', (_, address) => {
    expect(guard.allows(address)).toBe(false);
  });

  test('in whatever way an IPv4 address of a closed network is dressed', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    );
    const hex = (...bytes: number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const plain = `${a}.${b}.${c}.${d}`;
        const halves = `${hex(a, b)}:${hex(c, d)}`;
        const dressed = [plain, `::ffff:${plain}`, `::${halves}`, `64:ff9b::${halves}`, `2002:${halves}::1`, `::ffff:0:${halves}`];
        expect(dressed.filter((address) => guard.allows(address))).toEqual([]);
      }),
    );
  });
});

describe('what the operator allows', () => {
  test('passes, and its neighbours do not', () => {
    const lab = createGuard(['10.20.0.0/16', 'fd00:1::/32', '192.168.7.7']);

    expect(['10.20.3.4', 'fd00:1::5', '192.168.7.7'].every((address) => lab.allows(address))).toBe(true);
    expect(['10.21.0.1', 'fd00:2::5', '192.168.7.8', '::ffff:10.20.3.4', '127.0.0.1'].some((address) => lab.allows(address))).toBe(false);
    expect(lab.allows('8.8.8.8')).toBe(true);
  });

  test.each(['10.0.0.0/99', 'lab.example.test', '10.0.0.0-10.0.0.9', 'fd00::/129'])('must be a network: %s', (network) => {
    expect(() => createGuard([network])).toThrow(network);
  });
});

test('only the seven ports of mail may be touched', () => {
  const allowed = Array.from({ length: 65_536 }, (_, port) => port).filter(isProbePort);

  expect(allowed).toEqual([25, 110, 143, 465, 587, 993, 995]);
});

test('families are told', () => {
  expect([familyOf('8.8.8.8'), familyOf('2606::1'), familyOf('mail.example.test')]).toEqual([4, 6, null]);
});
