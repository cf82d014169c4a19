import type { SignId } from '../contracts/signs.ts';

/** Signs of one family are different words for much the same thing: they lean on each other and count less together. */
export type Family =
  | 'failure'
  | 'settings'
  | 'line'
  | 'provider'
  | 'client'
  | 'receive'
  | 'elsewhere'
  | 'change'
  | 'scope'
  | 'symptom'
  | 'said'
  | 'guard'
  | 'measured';

/** Single signs that belong elsewhere than the first part of their name says. */
const EXCEPTIONS: { readonly [K in SignId]?: Family } = {
  'auth.off': 'settings',
  'auth.on': 'settings',
  'provider.is_line': 'line',
  'provider.is_previous_line': 'line',
  'provider.other_than_line': 'line',
  'after.isp_change': 'line',
  'after.router_change': 'line',
  'after.moved': 'line',
  'attachment.large': 'scope',
};

const BY_PREFIX: Readonly<Record<string, Family>> = {
  port: 'settings',
  security: 'settings',
  server: 'settings',
  isp: 'line',
  line: 'line',
  provider: 'provider',
  client: 'client',
  receive: 'receive',
  elsewhere: 'elsewhere',
  after: 'change',
  scope: 'scope',
  symptom: 'symptom',
  said: 'said',
  vpn: 'guard',
  antivirus: 'guard',
  found: 'measured',
};

const found = new Map<SignId, Family>();

/** The family of a sign; whatever a server or a program said about the failure is `failure`. */
export function familyOf(sign: SignId): Family {
  const before = found.get(sign);
  if (before !== undefined) return before;
  const family = EXCEPTIONS[sign] ?? BY_PREFIX[sign.slice(0, sign.indexOf('.'))] ?? 'failure';
  found.set(sign, family);
  return family;
}
