import type { AdviceRequest } from '../contracts/advice.ts';
import type { FindingId } from '../contracts/diagnosis.ts';
import type { SmtpFacts } from '../contracts/probes.ts';

/** One way into a server. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

/** Did a measurement see this door open? */
export function isAlive(request: AdviceRequest, door: Door): boolean {
  const id: FindingId = door.port === 465 ? 'submission_465_alive' : 'submission_587_alive';
  return hasFindingAt(request, [id], door);
}

/** Did a measurement see this door shut, from the bot with its own outlet checked, or from the person's line? */
export function isDead(request: AdviceRequest, door: Door): boolean {
  const onlyOther: FindingId = door.port === 465 ? 'submission_only_587' : 'submission_only_465';
  return request.evidence.findings.some((finding) => {
    const here = finding.host === null || finding.host === door.host;
    if (finding.id === 'line_submission_blocked') return here && (finding.port === null || finding.port === door.port);
    return here && (finding.id === 'submission_dead' || finding.id === onlyOther);
  });
}

/** Does the server offer STARTTLS at this door (RFC 3207)? Null where nobody has looked, or where it does not apply. */
export function offersStarttls(request: AdviceRequest, door: Door): boolean | null {
  if (door.port === 465) return null;
  if (hasFindingAt(request, ['starttls_missing'], door)) return false;
  if (hasFindingAt(request, ['auth_only_after_tls', 'starttls_stripped'], door)) return true;
  const looks = smtpLooks(request).filter((look) => look.host === door.host && look.port === door.port);
  return looks.some((look) => look.facts.starttls === 'done') ? true : null;
}

/** The largest mail, in bytes, that a server seen by a measurement takes (SIZE, RFC 1870); null where none said. */
export function largestMail(request: AdviceRequest): number | null {
  const sizes = smtpLooks(request).flatMap(({ facts }) => (facts.size === null || facts.size === 0 ? [] : [facts.size]));
  return sizes.length === 0 ? null : Math.min(...sizes);
}

function hasFindingAt(request: AdviceRequest, ids: readonly FindingId[], door: Door): boolean {
  return request.evidence.findings.some(
    (finding) => ids.includes(finding.id) && finding.host === door.host && (finding.port === null || finding.port === door.port),
  );
}

function smtpLooks(request: AdviceRequest): readonly { host: string; port: number | null; facts: SmtpFacts }[] {
  return (request.observations ?? []).flatMap(({ control, host, port, facts }) =>
    !control && facts?.kind === 'smtp' ? [{ host, port, facts }] : [],
  );
}
