import type { FailureKind, ProbeStep } from '../../../src/contracts/probes.ts';
import { classify } from '../../../src/probes/floor/classify.ts';

function systemError(code: string, more: object = { syscall: 'connect' }): Error {
  return Object.assign(new Error(`${code} 203.0.113.9:25`), { code, ...more });
}

describe('what the system says has one name each', () => {
  const cases: readonly (readonly [string, ProbeStep, FailureKind])[] = [
    ['ETIMEDOUT', 'connect', 'timeout'],
    ['ECONNREFUSED', 'connect', 'refused'],
    ['ECONNRESET', 'greeting', 'reset'],
    ['ECONNRESET', 'handshake', 'reset'],
    ['EPIPE', 'ehlo', 'reset'],
    ['ENETUNREACH', 'connect', 'unreachable'],
    ['EHOSTUNREACH', 'connect', 'unreachable'],
    ['EADDRNOTAVAIL', 'connect', 'unreachable'],
    ['EACCES', 'connect', 'unreachable'],
    ['ENOTFOUND', 'resolve', 'name_not_found'],
    ['ENODATA', 'resolve', 'name_not_found'],
    ['ESERVFAIL', 'resolve', 'name_failure'],
    ['EREFUSED', 'resolve', 'name_failure'],
    ['ETIMEOUT', 'resolve', 'name_failure'],
    // The name server refused, not the mail server.
    ['ECONNREFUSED', 'resolve', 'name_failure'],
    ['EPROTO', 'handshake', 'tls_failed'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'handshake', 'tls_failed'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'greeting', 'unknown_failure'],
    ['EMFILE', 'connect', 'unknown_failure'],
  ];

  test.each(cases)('%s at %s is %s', (code, step, kind) => {
    expect(classify({ kind: 'error', error: systemError(code) }, step)).toEqual({ kind, step, code });
  });

  test('a polite end in the middle of a handshake is no reset', () => {
    expect(classify({ kind: 'error', error: systemError('ECONNRESET', {}) }, 'handshake').kind).toBe('closed_early');
  });
});

describe('what was met has one name each', () => {
  test('a wait that ran out is a timeout, at a name server a name failure', () => {
    expect(classify({ kind: 'timeout' }, 'connect')).toEqual({ kind: 'timeout', step: 'connect', code: null });
    expect(classify({ kind: 'timeout' }, 'resolve')).toEqual({ kind: 'name_failure', step: 'resolve', code: 'ETIMEOUT' });
  });

  test('a reply keeps its number', () => {
    expect(classify({ kind: 'reply', code: 554 }, 'greeting')).toEqual({ kind: 'greeting_refused', step: 'greeting', code: '554' });
    expect(classify({ kind: 'stripped', code: 454 }, 'starttls')).toEqual({ kind: 'starttls_stripped', step: 'starttls', code: '454' });
  });

  test.each(['too_much', 'not_smtp', 'not_allowed', 'limited'] as const)('%s', (kind) => {
    expect(classify({ kind }, 'greeting')).toEqual({ kind, step: 'greeting', code: null });
  });
});

describe('the unknown is scrubbed', () => {
  test.each([
    ['an address in the code', { code: '203.0.113.9' }],
    ['a number for a code', { code: 42 }],
    ['a sentence for a code', { code: 'Failed to reach mail.example.test' }],
    ['no code', new Error('connect to 203.0.113.9 failed')],
    ['not an object', 'ECONNREFUSED 203.0.113.9'],
    ['nothing', null],
  ])('%s', (_, error) => {
    expect(classify({ kind: 'error', error }, 'connect')).toEqual({ kind: 'unknown_failure', step: 'connect', code: null });
  });
});
