import type { Change } from '../../contracts/facts.ts';
import { isWithin, type Range } from './clauses.ts';
import { allMatches, type Selection } from './pattern-set.ts';
import type { Mention, StandIns } from './stand-ins.ts';

/**
 * What a name is in the story. The named groups of the role patterns are these words:
 * `now` and `before` lines, the `mail` provider, the mail `program`, a `recipient`, something that `works` or `fails`
 * beside the trouble (`works_line`: another line), something `denied`, or something only spoken `about`.
 */
export type Role = 'now' | 'before' | 'mail' | 'program' | 'recipient' | 'works_line' | 'works' | 'fails' | 'denied' | 'about';

const ROLES: readonly Role[] = ['now', 'before', 'mail', 'program', 'recipient', 'works_line', 'works', 'fails', 'denied', 'about'];

/** Roles that leave no room for others on the same name. */
const ALONE: readonly Role[] = ['denied', 'recipient', 'about', 'works_line', 'works', 'fails'];

export interface Casting {
  rolesOf(mention: Mention): ReadonlySet<Role>;
  /** Program version told next to a name. */
  readonly version: { readonly mention: Mention | null; readonly value: string } | null;
  /** Host told to be the outgoing server; null when none was. */
  readonly outgoing: string | null;
  /** Host told to be the mailbox's domain, where no provider is known for it. */
  readonly domain: string | null;
  /** Changes that the role patterns themselves tell: a line, program or mail provider was changed. */
  readonly changes: ReadonlySet<Change>;
  /** Names told for a role that are in no catalogue row. */
  readonly words: Readonly<Words>;
}

/** Groups of role patterns that tell of a change. */
const CHANGES: Readonly<Record<string, Change>> = {
  'roles/switch': 'isp_change',
  'roles/program_switch': 'new_client',
  'roles/mail_switch': 'server_move',
};

/** Finds out which name plays which part, from the words around them. */
export function castRoles(scene: StandIns, selection: Selection, hypothetical: readonly Range[]): Casting {
  const roles = new Map<Mention, Set<Role>>();
  const words: Words = {};
  let version: Casting['version'] = null;
  let outgoing: string | null = null;
  let domain: string | null = null;
  const changes = new Set<Change>();
  for (const { group, match } of roleMatches(scene, selection)) {
    if (isWithin(hypothetical, match.index)) continue;
    const change = CHANGES[group];
    if (change !== undefined) changes.add(change);
    const groups = match.groups ?? {};
    for (const role of ROLES) if (groups[role] !== undefined) addRole(roles, scene.mention(groups[role]), role);
    version ??= groups.version === undefined ? null : { mention: scene.mention(groups.program), value: groups.version };
    outgoing ??= scene.host(groups.outgoing);
    domain ??= scene.host(groups.domain);
    takeWords(words, groups);
  }
  markImagined(roles, scene, hypothetical);
  return { rolesOf: (mention) => settle(roles.get(mention)), version, outgoing, domain, changes, words };
}

function roleMatches(scene: StandIns, selection: Selection): readonly { readonly group: string; readonly match: RegExpExecArray }[] {
  return selection.groups('roles/').flatMap((group) => allMatches(selection.group(group), scene.text).map((match) => ({ group, match })));
}

function addRole(roles: Map<Mention, Set<Role>>, mention: Mention | null, role: Role): void {
  if (mention === null) return;
  const known = roles.get(mention);
  if (known === undefined) roles.set(mention, new Set([role]));
  else known.add(role);
}

/** What is only asked about ("should I use Gmail?") is no part of the story. */
function markImagined(roles: Map<Mention, Set<Role>>, scene: StandIns, hypothetical: readonly Range[]): void {
  if (hypothetical.length === 0) return;
  for (let index = 0; index < scene.text.length; index += 1) {
    if (isWithin(hypothetical, index)) addRole(roles, scene.mention(scene.text[index]), 'about');
  }
}

const NONE: ReadonlySet<Role> = new Set();

function settle(roles: ReadonlySet<Role> | undefined): ReadonlySet<Role> {
  if (roles === undefined) return NONE;
  // "X instead of Y" denies Y and says what it was.
  if (roles.has('before') && roles.has('denied')) return new Set(['before']);
  const alone = ALONE.find((role) => roles.has(role));
  if (alone !== undefined) return new Set([alone]);
  if (!roles.has('before') || !roles.has('now')) return roles;
  return new Set([...roles].filter((role) => role !== 'now'));
}

const LONGEST_WORDS = 80;
const WORDED = ['now', 'before', 'mail', 'program'] as const;
type Words = { [K in (typeof WORDED)[number]]?: string };

function takeWords(words: Words, groups: Readonly<Record<string, string | undefined>>): void {
  for (const role of WORDED) {
    const clean = cleanWords(groups[`${role}_words`]);
    if (clean !== undefined) words[role] ??= clean;
  }
}

function cleanWords(words: string | undefined): string | undefined {
  const clean = words
    ?.replace(/[\ue000-\uf8ff]/g, '')
    .trim()
    .slice(0, LONGEST_WORDS);
  return clean === undefined || clean.length < 2 ? undefined : clean;
}
