import { readFileSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, getCACertificates, type SecureContext, type TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsFacts, TlsVersionFacts } from '../../contracts/probes.ts';
import type { Outcome } from './classify.ts';
import { isTimedOut, waitFor } from './deadline.ts';
import { MAX_BYTES } from './lines.ts';
import type { TalkTime } from './smtp-talk.ts';
import { cleanText } from './text.ts';

/** What a handshake is made with. */
export interface Security {
  /** The name that was looked up: sent as SNI, and looked for in the certificate. */
  readonly host: string;
  readonly context: SecureContext;
}

/** Makes the contexts for handshakes; each is made once, when first needed (the roots take some 70 ms to read). */
export interface Trust {
  /** As a mail program of today does it: TLS 1.2 or newer, the roots of Node, of the system and of the operator. */
  today(): SecureContext;
  /** One version and no other, old ciphers included: to see what an old mail program would meet. */
  version(version: TlsVersionFacts['version']): SecureContext;
}

/** Reads the operator's CA file at once. Throws when it can't be read or holds no certificate. */
export function createTrust(caFile: string | null): Trust {
  const own = caFile === null ? [] : [readCaFile(caFile)];
  const versions = new Map<string, SecureContext>();
  let today: SecureContext | null = null;

  return {
    today() {
      today ??= createSecureContext({
        ca: [...new Set([...getCACertificates('bundled'), ...getCACertificates('system'), ...own])],
        minVersion: 'TLSv1.2',
      });
      return today;
    },
    version(version) {
      const context =
        versions.get(version) ??
        // OpenSSL 3 offers TLS 1.0 and 1.1 at security level 0 only (SHA-1 signatures).
        createSecureContext({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' });
      versions.set(version, context);
      return context;
    },
  };
}

function readCaFile(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error(`OKURU_TLS_CA: ${file} holds no certificate. Give a PEM file.`);
  createSecureContext({ ca: text });
  return text;
}

/**
 * Does the handshake over an open socket. The certificate is not a condition: it is read and reported, good or bad.
 * The caller destroys both sockets.
 */
export async function secureConnection(
  socket: Socket,
  { host, context }: Security,
  { deadline, stepMs }: TalkTime,
): Promise<Outcome<TLSSocket>> {
  const secured = connect({
    socket,
    secureContext: context,
    // RFC 6066 §3: an address is no server name.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: false,
    // The name is compared in `certificateFacts`, so that Node's own verdict is about the chain alone.
    checkServerIdentity: () => undefined,
  });
  secured.on('error', () => {});
  const result = await waitFor<Outcome<TLSSocket>>({
    deadline,
    ms: stepMs,
    start(settle) {
      const onSecure = () => settle({ ok: true, value: secured });
      const onError = (error: Error) => settle({ ok: false, trouble: { kind: 'error', error } });
      const onClose = () => settle({ ok: false, trouble: { kind: 'closed' } });
      secured.once('secureConnect', onSecure);
      secured.once('error', onError);
      secured.once('close', onClose);
      return () => {
        secured.off('secureConnect', onSecure);
        secured.off('error', onError);
        secured.off('close', onClose);
      };
    },
  });
  if (isTimedOut(result)) return { ok: false, trouble: { kind: 'timeout' } };
  if (result.ok && secured.bytesRead > MAX_BYTES) return { ok: false, trouble: { kind: 'too_much' } };
  return result;
}

/** What the handshake showed. */
export function readTlsFacts(secured: TLSSocket, host: string): TlsFacts {
  return {
    protocol: secured.getProtocol() ?? '',
    cipher: secured.getCipher().name,
    certificate: certificateFacts(secured, host),
  };
}

function certificateFacts(secured: TLSSocket, host: string): CertificateFacts | null {
  const certificate = secured.getPeerX509Certificate();
  if (certificate === undefined) return null;
  const matched = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: dnsNames(certificate.subjectAltName),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
    nameMatches: matched !== undefined,
    chainError: secured.authorized ? null : codeWord(secured.authorizationError),
  };
}

/** Node types it as an error; what it puts there is the code of OpenSSL's verdict. */
function codeWord(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9_]{1,80}$/.test(text) ? text : 'UNSPECIFIED';
}

function oneLine(name: string): string {
  return cleanText((name ?? '').split('\n').join(', '), 300);
}

const MAX_NAMES = 100;

function dnsNames(subjectAltName: string | undefined): readonly string[] {
  const names = (subjectAltName ?? '').matchAll(/DNS:("(?:[^"\\]|\\.)*"|[^,]+)/g);
  return [...names].slice(0, MAX_NAMES).map((match) => cleanText(match[1] ?? '', 255).toLowerCase());
}
