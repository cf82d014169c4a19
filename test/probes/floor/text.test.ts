import { cleanText, scrubAddresses } from '../../../src/probes/floor/text.ts';

test('a stranger’s text becomes one printable line', () => {
  expect(cleanText('mail\u001b[31m\r\nevil\u0000 \u009b ok ', 100)).toBe('mail [31m evil ok');
  expect(cleanText('abcdefgh', 5)).toBe('abcd…');
});

test.each([
  ['host [203.0.113.9] blocked', 'host [x.x.x.x] blocked'],
  ['2001:db8::9 is listed', 'x.x.x.x is listed'],
  ['::ffff:203.0.113.9 is listed', 'x.x.x.x is listed'],
  ['mx.example.test at 192.0.2.1 says no', 'mx.example.test at 192.0.2.1 says no'],
  ['ESMTP Exim 4.98.1 Tue, 24 Nov 2026 09:13:14 +0900', 'ESMTP Exim 4.98.1 Tue, 24 Nov 2026 09:13:14 +0900'],
  ['version 8.18.1.2.3 ready', 'version 8.18.1.2.3 ready'],
  ['5.7.1 refused', '5.7.1 refused'],
])('addresses other than the server’s own are taken out: %s', (banner, expected) => {
  expect(scrubAddresses(banner, '192.0.2.1')).toBe(expected);
});
