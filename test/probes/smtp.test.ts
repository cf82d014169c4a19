import {
  answer,
  answerEhlo,
  babble,
  drip,
  farewell,
  flood,
  greet,
  hangUp,
  expect as hears,
  pause,
  relay,
  reset,
  secure,
  startTls,
  submission,
  submissions,
} from '../helpers/smtp/parts.ts';
import { lookAt, proberFor, requestFor, smtpFacts, WAITS } from '../helpers/smtp/probe.ts';
import { findClosedPort, type OddServer, type Part } from '../helpers/smtp/server.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();
const servers: OddServer[] = [];

afterEach(() => {
  // Whatever a server did: nobody was asked to take a mail, a name or a password (design §1 rule 7).
  const heard = servers.splice(0).flatMap((server) => server.heard);
  expect(heard.filter((line) => /^(AUTH|MAIL|RCPT|DATA|BDAT|VRFY|EXPN|HELO)/i.test(line))).toEqual([]);
});

/** Looks at a server that plays these parts on a port of mail. */
async function lookAtParts(parts: readonly Part[], port: 25 | 465 | 587 = 587, stepMs: number = WAITS.stepMs) {
  const server = await stage.serve(parts);
  servers.push(server);
  const prober = proberFor({ [port]: server.port }, { caFile: stage.caFile(), limits: { ...WAITS, stepMs } });
  const observation = lookAt(await prober.look(requestFor('127.0.0.1', { ports: [port] })), port);
  await prober.close();
  return { observation, server };
}

describe('a server as they should be', () => {
  test('on 587 shows banner, extensions before and inside TLS, AUTH list, SIZE and certificate', async () => {
    const { observation } = await lookAtParts(submission(stage.issue('IP:127.0.0.1,DNS:mail.example.test')));

    expect(observation).toMatchObject({ id: 'smtp/bot/127.0.0.1/127.0.0.1/587', probe: 'smtp', family: 4, control: false, failure: null });
    expect(smtpFacts(observation)).toMatchObject({
      banner: 'mail.example.test ESMTP ready',
      bannerHost: 'mail.example.test',
      greetingCode: 220,
      implicitTls: false,
      extensionsBefore: ['PIPELINING', 'SIZE', 'STARTTLS', '8BITMIME'],
      extensionsInside: ['PIPELINING', 'SIZE', 'AUTH', '8BITMIME'],
      starttls: 'done',
      authBefore: [],
      authInside: ['PLAIN', 'LOGIN'],
      size: 52_428_800,
    });
    expect(smtpFacts(observation).tls).toMatchObject({
      protocol: 'TLSv1.3',
      certificate: {
        subject: 'CN=Okuru test server',
        issuer: 'O=Okuru test authority, CN=Okuru test root',
        names: ['mail.example.test'],
        validFrom: Date.UTC(2020, 0, 1),
        validTo: Date.UTC(2099, 0, 1),
        nameMatches: true,
        chainError: null,
      },
    });
    expect(smtpFacts(observation).discardedBytes).toBeUndefined();
  });

  test('on 465 speaks TLS from the first byte', async () => {
    const { observation } = await lookAtParts(submissions(stage.issue('IP:127.0.0.1')), 465);

    expect(observation.failure).toBeNull();
    expect(smtpFacts(observation)).toMatchObject({
      implicitTls: true,
      starttls: 'not_tried',
      extensionsBefore: [],
      extensionsInside: ['SIZE', 'AUTH'],
      authBefore: [],
      authInside: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
    });
  });

  test('on 25 without STARTTLS is a fact, not a failure', async () => {
    const { observation } = await lookAtParts(relay(), 25);

    expect(observation.failure).toBeNull();
    expect(smtpFacts(observation)).toMatchObject({ starttls: 'not_offered', size: 35_651_584, tls: null });
  });

  test('hears EHLO, STARTTLS, EHLO and QUIT and not one word more', async () => {
    const identity = stage.issue('IP:127.0.0.1');
    const { server: on587 } = await lookAtParts(submission(identity));
    const { server: on465 } = await lookAtParts(submissions(identity), 465);
    const { server: on25 } = await lookAtParts(relay(), 25);

    expect(on587.heard).toEqual(['EHLO [127.0.0.1]', 'STARTTLS', 'EHLO [127.0.0.1]', 'QUIT']);
    expect(on465.heard).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
    expect(on25.heard).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
  });

  test('may write AUTH the old way, with lower case and repeats', async () => {
    const { observation } = await lookAtParts([greet(), answerEhlo('auth=LOGIN plain', 'AUTH LOGIN', 'size'), farewell()]);

    expect(smtpFacts(observation)).toMatchObject({ authBefore: ['LOGIN', 'PLAIN'], extensionsBefore: ['AUTH', 'SIZE'], size: null });
  });

  test('may greet in many lines and end them in LF alone', async () => {
    const { observation } = await lookAtParts([
      (call) => call.say('220-mail.example.test\n220-No spam\n220 please\n'),
      answerEhlo(),
      farewell(),
    ]);

    expect(observation.failure).toBeNull();
    expect(smtpFacts(observation).banner).toBe('mail.example.test No spam please');
  });
});

describe('troubles have their own names', () => {
  const trouble = [
    [
      'refuses with 554',
      [greet('554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked'), farewell()],
      'greeting_refused',
      'greeting',
      '554',
    ],
    ['asks to try later', [greet('421 4.3.2 too busy'), hangUp()], 'greeting_refused', 'greeting', '421'],
    ['turns EHLO down', [greet(), answer('EHLO', '550 go away'), farewell()], 'greeting_refused', 'ehlo', '550'],
    ['resets before it greets', [pause(50), reset()], 'reset', 'greeting', 'ECONNRESET'],
    ['resets after EHLO', [greet(), hears('EHLO'), reset()], 'reset', 'ehlo', 'ECONNRESET'],
    ['hangs up without a word', [hangUp()], 'closed_early', 'greeting', null],
    ['hangs up in the middle of a line', [(call) => call.say('220 mail.exam'), hangUp()], 'closed_early', 'greeting', null],
    ['says nothing', [], 'timeout', 'greeting', null],
    ['greets too late', [pause(1_500), greet()], 'timeout', 'greeting', null],
    ['drips the letters of one line', [drip(`220 ${'slow'.repeat(100)}`, 20)], 'timeout', 'greeting', null],
    ['drips line after line', [drip('220-drip\r\n'.repeat(50), 20)], 'timeout', 'greeting', null],
    ['sends a banner of a mebibyte', [flood(1_048_576)], 'too_much', 'greeting', null],
    ['never comes to the end of its greeting', [babble(3_000)], 'too_much', 'greeting', null],
    ['speaks HTTP', [(call) => call.say('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'), hangUp()], 'not_smtp', 'greeting', null],
    ['speaks SSH', [(call) => call.say('SSH-2.0-OpenSSH_9.9\r\n')], 'not_smtp', 'greeting', null],
    ['speaks no lines at all', [(call) => call.say('\u0000\u0001\u0002\u0003')], 'not_smtp', 'greeting', null],
    [
      'refuses STARTTLS it offered',
      [greet(), answerEhlo('STARTTLS'), answer('STARTTLS', '454 4.7.0 not now'), farewell()],
      'starttls_stripped',
      'starttls',
      '454',
    ],
    ['has STARTTLS masked by a firewall', [greet(), answerEhlo('XXXXXXXA'), farewell()], 'starttls_stripped', 'ehlo', null],
    ['hangs up on STARTTLS', [greet(), answerEhlo('STARTTLS'), hears('STARTTLS'), hangUp()], 'closed_early', 'starttls', null],
    [
      'hangs up in the handshake',
      [greet(), answerEhlo('STARTTLS'), answer('STARTTLS', '220 go'), hangUp()],
      'closed_early',
      'handshake',
      'ECONNRESET',
    ],
    ['says nothing in the handshake', [greet(), answerEhlo('STARTTLS'), answer('STARTTLS', '220 go')], 'timeout', 'handshake', null],
  ] as const satisfies readonly (readonly [string, readonly Part[], string, string, string | null])[];

  test.each(trouble)('a server that %s', async (_, parts, kind, step, code) => {
    const { observation } = await lookAtParts(parts, 587, kind === 'timeout' ? 600 : WAITS.stepMs);

    expect(observation.failure).toEqual({ kind, step, code });
    expect(smtpFacts(observation).implicitTls).toBe(false);
  });

  test('a port where nobody listens refuses, and brings no facts', async () => {
    const port = await findClosedPort();

    const observation = lookAt(await proberFor({ 587: port }).look(requestFor('127.0.0.1')), 587);

    expect(observation).toMatchObject({ failure: { kind: 'refused', step: 'connect', code: 'ECONNREFUSED' }, facts: null });
  });

  test('a plain server on 465 fails the handshake', async () => {
    const { observation } = await lookAtParts([greet()], 465);

    expect(observation.failure).toMatchObject({ kind: 'tls_failed', step: 'handshake' });
    expect(observation.failure?.code).toMatch(/^ERR_SSL_/);
  });

  test('a server that hangs up inside TLS keeps what was seen before', async () => {
    const parts = [greet(), answerEhlo('STARTTLS', 'SIZE 1000'), startTls(stage.issue('IP:127.0.0.1')), hangUp()];

    const { observation } = await lookAtParts(parts);

    expect(observation.failure).toEqual({ kind: 'closed_early', step: 'ehlo_again', code: null });
    expect(smtpFacts(observation)).toMatchObject({ starttls: 'done', size: 1000, extensionsBefore: ['STARTTLS', 'SIZE'] });
  });

  test('a server that floods inside TLS is cut off', async () => {
    const { observation } = await lookAtParts([secure(stage.issue('IP:127.0.0.1')), babble(3_000)], 465);

    expect(observation.failure).toEqual({ kind: 'too_much', step: 'greeting', code: null });
  });

  test('a refusal that quotes addresses is kept without them', async () => {
    const { observation } = await lookAtParts([
      greet('554 5.7.1 Client host [203.0.113.9] via 2001:db8::9 blocked by 127.0.0.1'),
      farewell(),
    ]);

    expect(smtpFacts(observation).banner).toBe('5.7.1 Client host [x.x.x.x] via x.x.x.x blocked by 127.0.0.1');
  });
});

test('what is slipped in before TLS is thrown away and counted, never taken for an answer', async () => {
  const injected = '250-evil.example\r\n250 AUTH PLAIN\r\n';
  const parts = [greet(), answerEhlo('STARTTLS'), startTls(stage.issue('IP:127.0.0.1'), injected), answerEhlo('AUTH XOAUTH2'), farewell()];

  const { observation } = await lookAtParts(parts);

  expect(observation.failure).toBeNull();
  expect(smtpFacts(observation)).toMatchObject({ discardedBytes: injected.length, authInside: ['XOAUTH2'] });
});
