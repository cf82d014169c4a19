import type { Observation } from '../../contracts/probes.ts';

/**
 * A report of a line in one line of text, for people to paste into the chat: the tables are for eyes. White space may be lost or added on
 * the way, as when a console wraps it. Grammar: `okuru-check:1;` then `[*]host:port/family=result;` each (`*` marks a known-good host; the
 * result is `ok`, `ok@name` with the name the server gave itself, or `failure@step`), then `end`. Read by
 * `engine/understand/tools/okuru-check`.
 */
export function writePasteLine(observations: readonly Observation[]): string {
  return `okuru-check:1;${observations.filter(isVisit).map(entryOf).join('')}end`;
}

function isVisit({ probe, port }: Observation): boolean {
  return (probe === 'smtp' || probe === 'tcp') && port !== null;
}

function entryOf({ control, host, port, family, failure, facts }: Observation): string {
  const greeter = facts?.kind === 'smtp' && facts.bannerHost !== null ? `@${facts.bannerHost.replaceAll(/[^\w.-]/g, '')}` : '';
  const result = failure === null ? `ok${greeter}` : `${failure.kind}@${failure.step}`;
  return `${control ? '*' : ''}${host}:${port}/${family ?? 0}=${result};`;
}
