import type { Finding, FindingId } from '../../contracts/diagnosis.ts';
import type { Observation } from '../../contracts/probes.ts';
import type { Sign, SignId } from '../../contracts/signs.ts';

/** Findings that speak for or against causes; the others only say what could be looked at. */
const FINDING_SIGNS: { readonly [K in FindingId]?: SignId } = {
  name_unknown: 'found.name_unknown',
  submission_587_alive: 'found.submission_alive',
  submission_465_alive: 'found.submission_alive',
  submission_dead: 'found.submission_dead',
  submission_only_465: 'provider.only_465',
  port_25_blocked_on_line: 'found.line_25_blocked',
  port_25_open_on_line: 'found.line_25_open',
  port_25_intercepted: 'found.line_25_intercepted',
  line_down: 'found.line_down',
  line_submission_blocked: 'found.line_submission_blocked',
  starttls_missing: 'found.starttls_missing',
  starttls_stripped: 'found.starttls_missing',
  certificate_expired: 'found.certificate_expired',
  certificate_name_mismatch: 'found.certificate_name',
  certificate_untrusted: 'found.certificate_untrusted',
};

/** The bot saw a sound certificate at this host's port, and no fault of it anywhere. */
function showsGoodCertificate(finding: Finding, findings: readonly Finding[], observations: readonly Observation[]): boolean {
  const faulty = findings.some((other) => other.id.startsWith('certificate_') && other.host === finding.host);
  return !faulty && observations.some((look) => look.vantage === 'bot' && finding.from.includes(look.id) && hasCertificate(look));
}

function hasCertificate(look: Observation): boolean {
  return look.facts?.kind === 'smtp' && look.facts.tls !== null && look.facts.tls.certificate !== null;
}

/** Signs of the findings. `mismatched`: the person's port and protection do not belong together; `oldProgram`: theirs knows old TLS only. */
export function signsOfFindings(
  findings: readonly Finding[],
  observations: readonly Observation[],
  settings: { readonly mismatched: boolean; readonly oldProgram: boolean },
): readonly Sign[] {
  const onLine = new Set(observations.filter((look) => look.vantage === 'line').map((look) => look.id));
  return findings.flatMap((finding) => {
    const ids: SignId[] = [];
    const direct = FINDING_SIGNS[finding.id];
    if (direct !== undefined) ids.push(direct);
    const alive = direct === 'found.submission_alive';
    if (alive && finding.from.some((id) => onLine.has(id))) ids.push('found.line_submission_open');
    if (alive && settings.mismatched) ids.push('found.port_wrong_security');
    if (alive && showsGoodCertificate(finding, findings, observations)) ids.push('found.certificate_good');
    if (finding.id === 'old_tls_refused' && settings.oldProgram) ids.push('found.old_tls_refused');
    return ids.map((id) => ({ id, basis: 'measured' as const, from: `finding/${finding.id}` }));
  });
}
