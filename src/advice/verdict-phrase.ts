import type { IspRow, MailClientRow, MailProviderRow } from '../contracts/catalogue.ts';
import type { CauseId, Evidence, FindingId, Verdict } from '../contracts/diagnosis.ts';
import type { MessageKey } from '../contracts/message-key.ts';
import type { Phrase, PhraseParam } from '../contracts/messages.ts';
import type { Basis } from '../contracts/signs.ts';

/** What a verdict is said about. */
export interface VerdictContext {
  readonly evidence: Evidence;
  /** The line the person is on now. */
  readonly isp: IspRow | null;
  readonly provider: MailProviderRow | null;
  readonly client?: MailClientRow | null;
}

/** Below this a verdict is said as "may be": it is nearer to a guess than to a likely cause. */
const LIKELY = 0.6;

/** Findings that prove a cause. Nothing else makes a verdict "measured": least of all an open door elsewhere. */
const PROOF: { readonly [K in CauseId]?: readonly FindingId[] } = {
  op25b: ['port_25_blocked_on_line'],
  provider_outage: ['submission_dead'],
  dns_failure: ['name_unknown'],
  network_down: ['line_down'],
  certificate_problem: ['certificate_expired', 'certificate_name_mismatch', 'certificate_untrusted'],
};

/** The verdict in one sentence with what it rests on, as sure as it is and no surer. */
export function verdictPhrase(verdict: Verdict, context: VerdictContext): Phrase {
  if (verdict.cause === 'other') {
    return { key: 'causes:other.verdict' };
  }
  const params = { what: clauseOf(verdict.cause, context), basis: basisPhrase(verdict.basis) };
  if (isProven(verdict, context.evidence)) return { key: 'causes:frame.measured', params };
  return verdict.confidence < LIKELY ? { key: 'causes:frame.maybe', params } : { key: 'causes:frame.likely', params };
}

function isProven({ cause, confidence, basis }: Verdict, { findings }: Evidence): boolean {
  const proof = PROOF[cause] ?? [];
  return basis.includes('measured') && confidence >= LIKELY && findings.some(({ id }) => proof.includes(id));
}

function clauseOf(cause: CauseId, context: VerdictContext): Phrase {
  if (cause === 'op25b') return lineClause(context);
  const has = (id: string) => context.evidence.signs.some((sign) => sign.id === id);
  if (cause === 'wrong_server' && has('server.previous_isp')) return { key: 'causes:wrong_server.verdict_old_line' };
  const provider: PhraseParam = context.provider?.names ?? { key: 'causes:unknown.provider' };
  const key: MessageKey = `causes:${cause}.verdict`;
  return { key, params: { provider } };
}

/** Names the line where it is known, and says "new" where it was changed. */
function lineClause({ evidence, isp }: VerdictContext): Phrase {
  const said = evidence.facts.isp?.value ?? null;
  const line: PhraseParam | null = isp?.names ?? said;
  if (line === null) return { key: 'causes:op25b.verdict' };
  const changed = evidence.signs.some(({ id }) => id === 'isp.changed' || id === 'after.isp_change');
  return changed ? { key: 'causes:op25b.verdict_new_line', params: { line } } : { key: 'causes:op25b.verdict_line', params: { line } };
}

function basisPhrase(basis: readonly Basis[]): Phrase {
  const stated = basis.includes('stated');
  const recorded = basis.includes('recorded');
  if (basis.includes('measured')) {
    if (stated) return { key: recorded ? 'causes:basis.stated_recorded_measured' : 'causes:basis.stated_measured' };
    return { key: recorded ? 'causes:basis.recorded_measured' : 'causes:basis.measured' };
  }
  if (stated) return { key: recorded ? 'causes:basis.stated_recorded' : 'causes:basis.stated' };
  return { key: recorded ? 'causes:basis.recorded' : 'causes:basis.stated' };
}
