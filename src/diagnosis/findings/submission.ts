import type { Finding } from '../../contracts/diagnosis.ts';
import type { Observation } from '../../contracts/probes.ts';
import type { Looks, Reach } from './looks.ts';
import { find, pick, reachOf, triesPort } from './looks.ts';
import { outletReaches } from './outlet.ts';

function speaksMail(looks: readonly Observation[]): boolean {
  return looks.some((look) => triesPort(look) && reachOf([look]) === 'open' && look.failure?.kind !== 'not_smtp');
}

/** Which submission ports of a host answered, from anywhere: an answer needs no control. */
export function findSubmissionAlive(looks: Looks): readonly Finding[] {
  return looks.hosts.flatMap((host) => {
    const on587 = pick(looks, { host, port: 587 });
    const on465 = pick(looks, { host, port: 465 });
    return [
      ...(speaksMail(on587) ? [find('submission_587_alive', on587, { host, port: 587 })] : []),
      ...(speaksMail(on465) ? [find('submission_465_alive', on465, { host, port: 465 })] : []),
    ];
  });
}

/** Silence counts only where the bot reaches known-good hosts on that very port (design rule 9). */
function silenceOfBot(looks: Looks, host: string, port: 465 | 587): { readonly reach: Reach; readonly from: readonly Observation[] } {
  const from = pick(looks, { vantage: 'bot', host, port });
  const reach = reachOf(from);
  if (reach === 'silent' && !outletReaches(looks, 'bot', port)) return { reach: 'unclear', from };
  return { reach, from };
}

/** `submission_dead`, `submission_only_465` or `submission_only_587` for each host whose two ports the bot could judge. */
export function findSubmissionPorts(looks: Looks): readonly Finding[] {
  return looks.hosts.flatMap((host) => {
    const on465 = silenceOfBot(looks, host, 465);
    const on587 = silenceOfBot(looks, host, 587);
    const from = [...on465.from, ...on587.from];
    const at = { host, port: null };
    const lineReaches = speaksMail(pick(looks, { vantage: 'line', host }).filter((look) => look.port === 465 || look.port === 587));
    if (on465.reach === 'silent' && on587.reach === 'silent') return lineReaches ? [] : [find('submission_dead', from, at)];
    if (on465.reach === 'open' && on587.reach === 'silent') return [find('submission_only_465', from, { host, port: 465 })];
    if (on587.reach === 'open' && on465.reach === 'silent') return [find('submission_only_587', from, { host, port: 587 })];
    return [];
  });
}
