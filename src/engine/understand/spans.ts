import type { Catalogue } from '../../contracts/catalogue.ts';

/** A host name, mail address or `@domain` in a text. */
export interface HostSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: 'host' | 'address' | 'domain';
  /** Host name or domain; the local part of an address is left out on purpose. */
  readonly host: string;
}

const RUN = /[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62})){1,8}/g;
const LONGEST_HOST = 253; // RFC 1035 §2.3.4
const LONGEST_LOCAL_PART = 64; // RFC 5321 §4.5.3.1.1
const LOCAL_PART = /[a-z0-9._%+*-]/;
const FILE_ENDING = /\.(?:exe|dll|pdf|jpe?g|png|gif|zip|docx?|xlsx?|txt|log|html?|js|ts|php|py|ini|dat|pst|ost|eml|msg)$/;
const TOP_LEVEL = /\.[a-z][a-z0-9-]{1,23}$/;

/** Host names, addresses and `@domain`s, in order. Names within web addresses are left out: they are no mail servers. */
export function findHosts(text: string, catalogue: Catalogue): readonly HostSpan[] {
  const spans: HostSpan[] = [];
  if (!text.includes('.')) return spans;
  for (const match of text.matchAll(RUN)) {
    const span = readRun(text, match);
    if (span !== null && catalogue.registrableDomain(span.host) !== null) spans.push(span);
  }
  return spans;
}

function readRun(text: string, match: RegExpExecArray): HostSpan | null {
  const host = match[0].replace(/-+$/, '');
  const end = match.index + host.length;
  if (host.length > LONGEST_HOST || !TOP_LEVEL.test(host) || FILE_ENDING.test(host)) return null;
  if (isWebAddress(text, match.index, host)) return null;
  if (text[match.index - 1] !== '@') return { start: match.index, end, kind: 'host', host };
  const start = localPartStart(text, match.index - 1);
  return { start, end, kind: start < match.index - 1 ? 'address' : 'domain', host };
}

function isWebAddress(text: string, start: number, host: string): boolean {
  return host.startsWith('www.') || text.slice(Math.max(0, start - 3), start) === '://' || text[start + host.length] === '/';
}

function localPartStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL_PART && LOCAL_PART.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Does the first label say that this is a server for sending? */
export function isSendingHost(host: string): boolean {
  return /^(?:e?smtp[a-z0-9-]{0,12}|msa|mta|mail\d{0,2}|out(?:going|bound|box)?|relay|send|auth|secure|submission|sv\d{1,6})\./.test(host);
}

/** Does the first label say that this is a server for receiving? */
export function isReceivingHost(host: string): boolean {
  return /^(?:pop\d?[a-z-]{0,8}|imap\d?[a-z-]{0,8}|incoming|inbound|webmail|mx\d{0,3})\./.test(host);
}

/** The text with hosts and addresses blanked out, so that `postmaster@mac.com` says nothing about a Mac; lengths stay. */
export function blankHosts(text: string, spans: readonly HostSpan[]): string {
  let made = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    made += text.slice(at, start) + '\ufffc'.repeat(end - start);
    at = end;
  }
  return made + text.slice(at);
}
