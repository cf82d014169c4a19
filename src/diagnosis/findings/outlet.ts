import type { Finding } from '../../contracts/diagnosis.ts';
import type { Observation, Vantage } from '../../contracts/probes.ts';
import type { Looks } from './looks.ts';
import { find, pick, reachOf, triesPort } from './looks.ts';
import { wasResolved } from './names.ts';

const SUBMISSION_PORTS: readonly number[] = [465, 587];

function submissionControls(looks: Looks, vantage: Vantage, port?: number) {
  return pick(looks, { vantage, control: true }).filter(
    (look) => triesPort(look) && look.port !== null && (port === undefined ? SUBMISSION_PORTS.includes(look.port) : look.port === port),
  );
}

/** Did a known-good host answer this vantage on a submission port, or on this very port? Until it did, silence proves nothing (design rule 9). */
export function outletReaches(looks: Looks, vantage: Vantage, port?: number): boolean {
  return reachOf(submissionControls(looks, vantage, port)) === 'open';
}

/** The bot's own outlet: `outlet_ok` when a known-good submission server answered, `no_network` when nothing at all did, else `outlet_filtered`. */
export function findOutlet(looks: Looks): readonly Finding[] {
  const mine = pick(looks, { vantage: 'bot' });
  if (mine.length === 0) return [];
  const controls = submissionControls(looks, 'bot');
  const open = controls.filter((look) => reachOf([look]) === 'open');
  if (open.length > 0) return [find('outlet_ok', open, { host: null, port: null })];
  const tried = mine.filter((look) => look.failure?.kind !== 'not_allowed' && look.failure?.kind !== 'limited');
  if (tried.length > 0 && hasNoWayOut(tried)) return [find('no_network', tried, { host: null, port: null })];
  return controls.length > 0 ? [find('outlet_filtered', controls, { host: null, port: null })] : [];
}

/**
 * No address and no resolver was reached: a filter lets names through, a dead network does not. A resolver that knows not one name is
 * no way out either: closed networks have one that answers so to everything.
 */
function hasNoWayOut(tried: readonly Observation[]): boolean {
  const namesWork = tried.some(wasResolved);
  const isAnswer = (look: Observation) =>
    look.failure === null || (namesWork && look.failure.kind === 'name_not_found') || reachOf([look]) === 'open';
  const isLost = ({ failure }: Observation) =>
    failure?.kind === 'unreachable' || failure?.kind === 'name_failure' || (!namesWork && failure?.kind === 'name_not_found');
  return !tried.some(isAnswer) && tried.some(isLost);
}
