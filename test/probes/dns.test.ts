import { normaliseHost } from '../../src/probes/dns.ts';

test.each([
  ['SMTP.Nifty.com', 'smtp.nifty.com'],
  [' smtp.example.jp. ', 'smtp.example.jp'],
  ['メール.example.jp', 'xn--4dkua4c.example.jp'],
  ['ｓｍｔｐ．ｅｘａｍｐｌｅ．ｊｐ', 'smtp.example.jp'],
  ['_submission._tcp.example.jp', '_submission._tcp.example.jp'],
  ['192.0.2.1', '192.0.2.1'],
  ['[2001:DB8::1]', '2001:db8::1'],
])('%s is asked for as %s', (text, expected) => {
  expect(normaliseHost(text)).toBe(expected);
});

test.each([
  '',
  '.',
  'a..b',
  'two words.jp',
  'a/b',
  'a%2eb',
  'a?b',
  'a#b',
  'a\\b',
  'smtp.example.jp:587',
  'http://example.jp',
  '-oProxyCommand=x',
  'x;reboot',
  `${'a'.repeat(64)}.jp`,
  'a.'.repeat(130),
  '1.2.3',
  '0x7f.1',
  '2130706433',
  'a\u0000b.jp',
])('no name: %j', (text) => {
  expect(normaliseHost(text)).toBeNull();
});
