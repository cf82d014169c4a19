import { readText } from '../../helpers/reading.ts';

const TNC = `ComputerName     : smtp.nifty.com
RemoteAddress    : 192.0.2.25
RemotePort       : 25
InterfaceAlias   : Wi-Fi
SourceAddress    : 192.168.1.5
TcpTestSucceeded : False

ComputerName     : smtp.nifty.com
RemoteAddress    : 192.0.2.25
RemotePort       : 587
InterfaceAlias   : Wi-Fi
TcpTestSucceeded : True`;

describe('Output of tools that people paste', () => {
  test('PowerShell’s Test-NetConnection gives one look a port, from the person’s line', () => {
    const { observations } = readText(TNC);

    expect(observations.map(({ host, port, vantage, failure }) => [host, port, vantage, failure?.kind ?? null])).toEqual([
      ['smtp.nifty.com', 25, 'line', 'timeout'],
      ['smtp.nifty.com', 587, 'line', null],
    ]);
  });

  test('a greeting in telnet is an open port and names the greeter', () => {
    const { observations } = readText(
      '$ telnet smtp.example.com 25\nTrying 192.0.2.1...\nConnected to smtp.example.com.\nEscape character is ^]\n220 mx.other.example ESMTP',
    );

    expect(observations).toMatchObject([
      { host: 'smtp.example.com', port: 25, failure: null, facts: { bannerHost: 'mx.other.example', greetingCode: 220 } },
    ]);
  });

  test.each([
    ['telnet smtp.example.com 25\nTrying 192.0.2.1...\ntelnet: Unable to connect to remote host: Connection timed out', 'timeout'],
    [
      'telnet smtp.example.com 25\ntelnet: connect to address 192.0.2.1: Connection refused\ntelnet: Unable to connect to remote host',
      'refused',
    ],
    ['Connecting To smtp.example.com...Could not open connection to the host, on port 25: Connect failed', 'timeout'],
    ['接続中: smtp.example.com...ホストへ接続できませんでした。 ポート番号 25: 接続に失敗しました', 'timeout'],
    ['nc: connect to smtp.example.com port 25 (tcp) failed: Connection timed out', 'timeout'],
    ['nc: connect to smtp.example.com port 25 (tcp) failed: Connection refused', 'refused'],
    ['curl: (7) Failed to connect to smtp.example.com port 25 after 21045 ms: Connection refused', 'refused'],
    ['openssl s_client -connect smtp.example.com:25\nconnect:errno=110', 'timeout'],
  ])('%s', (text, kind) => {
    const { observations } = readText(text);

    expect(observations).toMatchObject([{ host: 'smtp.example.com', port: 25, vantage: 'line', failure: { kind, step: 'connect' } }]);
  });

  test.each([
    'Connection to smtp.example.com 587 port [tcp/submission] succeeded!',
    'openssl s_client -starttls smtp -connect smtp.example.com:587\nCONNECTED(00000003)\ndepth=2',
    '* Connected to smtp.example.com (192.0.2.1) port 587',
  ])('what connects is a look without failure: %s', (text) => {
    expect(readText(text).observations).toMatchObject([{ host: 'smtp.example.com', port: 587, failure: null }]);
  });

  test('okuru check --json comes back as looks from the line, whatever it claims', () => {
    const look = {
      id: 'x',
      probe: 'tcp',
      vantage: 'bot',
      host: 'smtp.example.com',
      address: '192.0.2.1',
      family: 4,
      port: 25,
      control: false,
      at: 5,
      ms: 9,
      failure: { kind: 'timeout', step: 'connect', code: 'ETIMEDOUT' },
      facts: null,
    };
    const pasted = `結果です ${JSON.stringify({ observations: [look, { host: 7 }, null], findings: [] })} お願いします`;

    const { observations } = readText(pasted);

    expect(observations).toMatchObject([{ host: 'smtp.example.com', vantage: 'line', failure: { kind: 'timeout', code: 'ETIMEDOUT' } }]);
  });

  test.each(['{"observations": 5}', '{"observations": [', '"observations"', 'I ran telnet and it did not work'])(
    'what only looks like it gives none: %s',
    (text) => {
      expect(readText(text).observations).toEqual([]);
    },
  );
});
