import type { Failure, FailureKind, ProbeStep } from '../../contracts/probes.ts';

/** Trouble as it was met, before it has a name of the closed list. */
export type Trouble =
  | { readonly kind: 'timeout' }
  /** The other side ended the connection before the answer was whole. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'too_much' }
  | { readonly kind: 'not_smtp' }
  /** A reply that ends the look (RFC 5321 §4.2). */
  | { readonly kind: 'reply'; readonly code: number }
  /** STARTTLS was there and is gone, or was turned down. */
  | { readonly kind: 'stripped'; readonly code: number | null }
  | { readonly kind: 'not_allowed' }
  | { readonly kind: 'limited' }
  /** What the system said. */
  | { readonly kind: 'error'; readonly error: unknown };

/** A step's result: what it brought, or the trouble it met. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** System codes of a connection (POSIX `errno`, the same names on Windows through libuv). */
const CONNECTION_CODES: Readonly<Record<string, FailureKind>> = {
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENONET: 'unreachable',
  // No address of this family on the machine.
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  // A firewall on this machine, or a `prohibit` route.
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  EPROTO: 'tls_failed',
};

/** Codes of the resolver that mean "no such name" and "the name has no such record" (RFC 1035 §4.1.1, RFC 2308 §2). */
const NAME_ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** Gives trouble its name in the closed list of failures. Pure; the only place where that list is used to say what went wrong. */
export function classify(trouble: Trouble, step: ProbeStep): Failure {
  switch (trouble.kind) {
    case 'timeout':
      return step === 'resolve' ? failure('name_failure', step, 'ETIMEOUT') : failure('timeout', step, null);
    case 'closed':
      return failure('closed_early', step, null);
    case 'reply':
      return failure(
        step === 'greeting' || step === 'ehlo' || step === 'ehlo_again' ? 'greeting_refused' : 'unknown_failure',
        step,
        String(trouble.code),
      );
    case 'stripped':
      return failure('starttls_stripped', step, trouble.code === null ? null : String(trouble.code));
    case 'error':
      return classifyError(trouble.error, step);
    case 'too_much':
    case 'not_smtp':
    case 'not_allowed':
    case 'limited':
      return failure(trouble.kind, step, null);
    default:
      return trouble satisfies never;
  }
}

function classifyError(error: unknown, step: ProbeStep): Failure {
  const code = codeOf(error);
  if (step === 'resolve') return failure(code !== null && NAME_ABSENT.has(code) ? 'name_not_found' : 'name_failure', step, code);
  // Node says ECONNRESET, without a system call, when the other side hung up politely in the middle of a handshake.
  if (code === 'ECONNRESET' && step === 'handshake' && !hasSystemCall(error)) return failure('closed_early', step, code);
  const known = code === null ? undefined : CONNECTION_CODES[code];
  if (known !== undefined) return failure(known, step, code);
  if (step === 'handshake' && code !== null) return failure('tls_failed', step, code);
  return failure('unknown_failure', step, code);
}

function failure(kind: FailureKind, step: ProbeStep, code: string | null): Failure {
  return { kind, step, code };
}

/** The error's code where it is a plain word; anything else could carry an address or a name and is dropped. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,80}$/.test(error.code) ? error.code : null;
}

function hasSystemCall(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
