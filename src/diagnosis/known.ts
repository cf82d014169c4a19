import type { Evidence } from '../contracts/diagnosis.ts';
import type { FactId } from '../contracts/facts.ts';
import type { SignId } from '../contracts/signs.ts';
import { familyOf } from './families.ts';

/** Signs from words that answer a question as well as the fact itself would. */
const ANSWERED_BY: { readonly [K in FactId]?: (sign: SignId) => boolean } = {
  error_codes: (sign) => familyOf(sign) === 'failure',
  current_port: (sign) => sign.startsWith('port.') && !sign.startsWith('port.tried'),
  security: (sign) => sign.startsWith('security.'),
  auth_enabled: (sign) => sign === 'auth.on' || sign === 'auth.off' || sign === 'auth.required',
  can_receive: (sign) => sign.startsWith('receive.'),
  can_send_elsewhere: (sign) => sign.startsWith('elsewhere.'),
  started_after: (sign) => sign.startsWith('after.'),
  line_kind: (sign) => sign.startsWith('line.') && sign !== 'line.changed' && sign !== 'line.fixed_ip',
  vpn: (sign) => sign.startsWith('vpn.'),
  antivirus: (sign) => sign.startsWith('antivirus.'),
  attachment: (sign) => sign.startsWith('scope.') || sign === 'attachment.large',
  outgoing_server: (sign) => sign.startsWith('server.') || sign === 'connect.localhost',
};

/** Is there nothing left to ask about this fact: was it told, answered with "I don't know", or said in other words? */
export function isKnown(fact: FactId, evidence: Evidence): boolean {
  if (evidence.facts[fact] !== undefined) return true;
  const answered = ANSWERED_BY[fact];
  return answered !== undefined && evidence.signs.some((sign) => answered(sign.id));
}

/** Facts that another fact already gives: nothing is asked that can be looked up. */
const LOOKED_UP_FROM: { readonly [K in FactId]?: readonly FactId[] } = {
  mail_domain: ['mail_provider'],
  mail_provider: ['mail_domain'],
};

/** Can this fact be looked up from one that is known with a value? */
export function canLookUp(fact: FactId, evidence: Evidence): boolean {
  return (LOOKED_UP_FROM[fact] ?? []).some((source) => (evidence.facts[source]?.value ?? null) !== null);
}
