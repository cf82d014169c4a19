import type { Finding, FindingId } from '../../contracts/diagnosis.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { EXIT } from './tools.ts';

/** How a report ends: its last sentence and the exit code. */
export interface Ending {
  readonly phrase: Phrase;
  readonly exit: number;
}

type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What a look from the bot's or an agent's place comes to. The first rule that fits speaks: what makes a look worthless goes before what it saw. */
export function endProbe(findings: readonly Finding[], host: string): Ending {
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const end = (key: ProbeEnd, exit: Exit): Ending => ({ phrase: { key: `probe:end.probe.${key}`, params: { host } }, exit });

  if (has('submission_587_alive') && has('submission_465_alive')) return end('alive_both', EXIT.good);
  if (has('submission_587_alive')) return end('alive_587', EXIT.good);
  if (has('submission_465_alive')) return end('alive_465', EXIT.good);
  if (has('guard_refused')) return end('guard_refused', EXIT.unproven);
  if (has('limited')) return end('limited', EXIT.unproven);
  if (has('no_network')) return end('no_network', EXIT.unproven);
  if (has('name_unknown')) return end('name_unknown', EXIT.proven);
  if (has('name_servers_silent')) return end('names_silent', EXIT.unproven);
  if (has('outlet_filtered')) return end('outlet_filtered', EXIT.unproven);
  if (has('not_smtp')) return end('not_smtp', EXIT.proven);
  if (has('submission_dead')) return end('dead', EXIT.proven);
  return end('unclear', EXIT.unproven);
}

type ProbeEnd =
  | 'alive_both'
  | 'alive_587'
  | 'alive_465'
  | 'guard_refused'
  | 'limited'
  | 'no_network'
  | 'name_unknown'
  | 'names_silent'
  | 'outlet_filtered'
  | 'not_smtp'
  | 'dead'
  | 'unclear';

/** What a look from the person's own line comes to; `host` is null where only known-good hosts were looked at. */
export function endCheck(findings: readonly Finding[], host: string | null, port: 465 | 587): Ending {
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const end = (key: CheckEnd, exit: Exit): Ending => ({
    phrase: { key: `probe:end.check.${key}`, params: { host: host ?? '', port } },
    exit,
  });

  if (has('port_25_blocked_on_line')) return end(host === null ? 'blocked_line' : 'blocked', EXIT.proven);
  if (has('port_25_intercepted')) return end(host === null ? 'intercepted_line' : 'intercepted', EXIT.proven);
  if (has('port_25_open_on_line')) return end(host === null ? 'open_line' : 'open', EXIT.good);
  if (has('guard_refused')) return end('guard_refused', EXIT.unproven);
  if (has('limited')) return end('limited', EXIT.unproven);
  if (has('line_down')) return end('line_down', EXIT.unproven);
  if (has('name_unknown')) return end('name_unknown', EXIT.unproven);
  if (has('line_submission_blocked')) return end('submission_blocked', EXIT.unproven);
  return end('not_proven', EXIT.unproven);
}

type CheckEnd =
  | 'blocked'
  | 'blocked_line'
  | 'open'
  | 'open_line'
  | 'intercepted'
  | 'intercepted_line'
  | 'guard_refused'
  | 'limited'
  | 'line_down'
  | 'name_unknown'
  | 'submission_blocked'
  | 'not_proven';
