import type { Finding } from '../../contracts/diagnosis.ts';
import type { Vantage } from '../../contracts/probes.ts';
import type { Looks } from './looks.ts';
import { find, pick, reachOf, triesPort } from './looks.ts';

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
  const answered = tried.filter((look) => look.failure === null || look.failure.kind === 'name_not_found' || reachOf([look]) === 'open');
  if (tried.length > 0 && answered.length === 0 && hasNoWayOut(looks)) return [find('no_network', tried, { host: null, port: null })];
  return controls.length > 0 ? [find('outlet_filtered', controls, { host: null, port: null })] : [];
}

/** No address and no resolver was reached: a filter lets names through, a dead network does not. */
function hasNoWayOut(looks: Looks): boolean {
  return pick(looks, { vantage: 'bot' }).some((look) => look.failure?.kind === 'unreachable' || look.failure?.kind === 'name_failure');
}
