import type { Finding, FindingId } from '../../contracts/diagnosis.ts';
import type { Phrase } from '../../contracts/messages.ts';
import type { Observation } from '../../contracts/probes.ts';
import { EXIT } from './tools.ts';

/** How a report ends: its last sentence and the exit code. */
export interface Ending {
  readonly phrase: Phrase;
  readonly exit: number;
}

type Exit = (typeof EXIT)[keyof typeof EXIT];

/** A name that is not found counts only where known-good names are: some networks say "no such name" to everything. */
export function namesAreFound(observations: readonly Observation[]): boolean {
  const controls = observations.filter(({ control }) => control);
  return controls.length === 0 || controls.some(({ failure }) => failure?.step !== 'resolve');
}

/** What an ending is made of beside the findings. */
export interface EndingContext {
  /** The host looked at; null where only known-good hosts were. */
  readonly host: string | null;
  readonly observations: readonly Observation[];
}

/** What a look from the bot's or an agent's place comes to. The first rule that fits speaks: what makes a look worthless goes before what it saw. */
export function endProbe(findings: readonly Finding[], { host, observations }: EndingContext): Ending {
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const end = (key: ProbeEnd, exit: Exit): Ending => ({ phrase: { key: `probe:end.probe.${key}`, params: { host: host ?? '' } }, exit });

  if (has('submission_587_alive') && has('submission_465_alive')) return end('alive_both', EXIT.good);
  if (has('submission_587_alive')) return end('alive_587', EXIT.good);
  if (has('submission_465_alive')) return end('alive_465', EXIT.good);
  if (has('guard_refused')) return end('guard_refused', EXIT.unproven);
  if (has('limited')) return end('limited', EXIT.unproven);
  if (has('no_network')) return end('no_network', EXIT.unproven);
  if (has('name_unknown') && namesAreFound(observations)) return end('name_unknown', EXIT.proven);
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

/** What a look from the person's own line comes to. */
export function endCheck(findings: readonly Finding[], { host, observations }: EndingContext): Ending {
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const params = { host: host ?? '', port: openPort(observations) };
  const end = (key: CheckEnd, exit: Exit): Ending => ({ phrase: { key: `probe:end.check.${key}`, params }, exit });

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

/** The port to use instead: 587 where it gets through, else 465; of the host where there is one, else of the known-good hosts. */
function openPort(observations: readonly Observation[]): 465 | 587 {
  const hasHost = observations.some(({ control }) => !control);
  const gotThrough = (port: number) => observations.some((one) => one.control !== hasHost && one.port === port && one.failure === null);
  return gotThrough(465) && !gotThrough(587) ? 465 : 587;
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
