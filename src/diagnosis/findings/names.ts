import type { Finding } from '../../contracts/diagnosis.ts';
import type { FailureKind, Observation } from '../../contracts/probes.ts';
import type { Looks } from './looks.ts';
import { find, pick } from './looks.ts';

function isAddressLook(look: Observation): boolean {
  if (look.probe !== 'dns') return look.failure?.step === 'resolve';
  return look.facts?.kind === 'dns' ? look.facts.record === 'A' || look.facts.record === 'AAAA' : /\/(A|AAAA)\//.test(`${look.id}/`);
}

/** Did this look come by an address, whatever became of it then? */
export function wasResolved(look: Observation): boolean {
  if (look.address !== null) return true;
  return look.facts?.kind === 'dns' && (look.facts.record === 'A' || look.facts.record === 'AAAA') && look.facts.answers.length > 0;
}

function failedWith(looks: readonly Observation[], kind: FailureKind): readonly Observation[] {
  return looks.filter((look) => isAddressLook(look) && look.failure?.kind === kind);
}

/**
 * Names without an address: `name_unknown` when the name servers said so, `name_servers_silent` when they gave no answer for
 * this name. Either counts only where another name was found: a closed network knows no name at all, and that says nothing of
 * this one. A host without IPv6 alone is neither.
 */
export function findNames(looks: Looks): readonly Finding[] {
  if (!looks.all.some(wasResolved)) return [];
  return looks.hosts.flatMap((host) => {
    const mine = pick(looks, { host });
    if (mine.some(wasResolved)) return [];
    const unknown = failedWith(mine, 'name_not_found');
    const silent = failedWith(mine, 'name_failure');
    if (unknown.length > 0 && silent.length === 0) return [find('name_unknown', unknown, { host, port: null })];
    return silent.length > 0 ? [find('name_servers_silent', silent, { host, port: null })] : [];
  });
}

/** Looks that were never made, or that met something that does not speak SMTP. */
export function findRefusals(looks: Looks): readonly Finding[] {
  const kinds = [
    ['not_smtp', 'not_smtp'],
    ['not_allowed', 'guard_refused'],
    ['limited', 'limited'],
  ] as const;
  return kinds.flatMap(([kind, id]) =>
    looks.hosts.flatMap((host) => {
      const met = pick(looks, { host }).filter((look) => look.failure?.kind === kind);
      return met.length > 0 ? [find(id, met, { host, port: met[0]?.port ?? null })] : [];
    }),
  );
}
