import type { Change, Elsewhere, Facts, LineKind } from '../../contracts/facts.ts';
import type { Sign, SignId } from '../../contracts/signs.ts';

const LINE_SIGNS: { readonly [K in LineKind]: SignId | null } = {
  home: null,
  office: 'line.office',
  school: 'line.office',
  mobile: 'line.mobile',
  public_wifi: 'line.public',
  abroad: 'line.abroad',
  cloud_server: 'line.cloud_server',
};

const CHANGED_LINE: readonly Change[] = ['router_change', 'moved'];

function state(id: SignId, from: string): Sign {
  return { id, basis: 'stated', from };
}

function signsOfPort(port: number | null): readonly SignId[] {
  if (port === null) return [];
  if (port === 25 || port === 465 || port === 587) return [`port.${port}`];
  return ['port.other'];
}

function signsOfYesNo(value: boolean | null | undefined, yes: SignId | null, no: SignId | null): readonly SignId[] {
  if (value === null || value === undefined) return [];
  const sign = value ? yes : no;
  return sign === null ? [] : [sign];
}

function signsOfElsewhere(elsewhere: Elsewhere | null): readonly SignId[] {
  if (elsewhere === null) return [];
  const values = Object.values(elsewhere);
  const nothing = values.length > 1 && values.every((works) => works === false);
  return [
    ...signsOfYesNo(elsewhere.webmail, 'elsewhere.webmail_works', 'elsewhere.webmail_fails'),
    ...signsOfYesNo(elsewhere.phone, 'elsewhere.phone_works', 'elsewhere.phone_fails'),
    ...signsOfYesNo(elsewhere.other_network, 'elsewhere.other_network_works', 'elsewhere.other_network_fails'),
    ...signsOfYesNo(elsewhere.other_program, 'elsewhere.other_program_works', 'elsewhere.other_program_fails'),
    ...signsOfYesNo(elsewhere.other_account, 'elsewhere.other_account_works', 'elsewhere.other_account_fails'),
    ...signsOfYesNo(elsewhere.other_computer, 'elsewhere.other_computer_works', 'elsewhere.other_computer_fails'),
    ...(nothing ? (['elsewhere.nothing_works'] as const) : []),
  ];
}

function signsOfChanges(changes: readonly Change[] | null): readonly SignId[] {
  if (changes === null) return [];
  const after = changes.map((change) => `after.${change}` as const);
  return [
    ...after,
    ...(changes.includes('isp_change') ? (['isp.changed'] as const) : []),
    ...(changes.some((change) => CHANGED_LINE.includes(change)) ? (['line.changed'] as const) : []),
  ];
}

function hasAntivirus(name: string | null | undefined): boolean {
  return name !== null && name !== undefined && name !== 'none';
}

function changedIsp(facts: Facts): boolean {
  const before = facts.previous_isp?.value ?? null;
  return before !== null && before !== (facts.isp?.value ?? null);
}

/** Port and protection that do not belong together: implicit TLS is 465 (RFC 8314 §3.3), STARTTLS is 587 (RFC 3207, RFC 6409 §3.1). */
export function isMismatched(facts: Facts): boolean {
  const port = facts.current_port?.value ?? null;
  const security = facts.security?.value ?? null;
  return (port === 587 && security === 'tls') || (port === 465 && (security === 'starttls' || security === 'none'));
}

/** What the encryption box says by itself: with a port beside it, the port tells more. */
function signsOfSecurity(facts: Facts): readonly SignId[] {
  const security = facts.security?.value ?? null;
  if (security === 'none') return ['security.none'];
  const isOn = security === 'tls' || security === 'starttls';
  return isOn && (facts.current_port?.value ?? null) === null ? ['security.on'] : [];
}

/** Signs the person's facts bring by themselves, without any row. */
export function signsOfFacts(facts: Facts): readonly Sign[] {
  const line = facts.line_kind?.value ?? null;
  const lineSign = line === null ? null : LINE_SIGNS[line];
  const by = (from: string, ids: readonly SignId[]) => ids.map((id) => state(id, from));
  return [
    ...by('current_port', signsOfPort(facts.current_port?.value ?? null)),
    ...by('security', signsOfSecurity(facts)),
    ...by('security', isMismatched(facts) ? ['security.mismatch_with_port'] : []),
    ...by('auth_enabled', signsOfYesNo(facts.auth_enabled?.value, 'auth.on', 'auth.off')),
    ...by('can_receive', signsOfYesNo(facts.can_receive?.value, 'receive.ok', 'receive.fails')),
    ...by('can_send_elsewhere', signsOfElsewhere(facts.can_send_elsewhere?.value ?? null)),
    ...by('started_after', signsOfChanges(facts.started_after?.value ?? null)),
    ...by('previous_isp', changedIsp(facts) ? ['isp.changed'] : []),
    ...by('line_kind', lineSign === null ? [] : [lineSign]),
    ...by('vpn', facts.vpn?.value === true ? ['vpn.on'] : []),
    ...by('antivirus', hasAntivirus(facts.antivirus?.value) ? ['antivirus.present'] : []),
    ...by('attachment', facts.attachment?.value === true ? ['scope.attachments_only', 'attachment.large'] : []),
  ];
}
