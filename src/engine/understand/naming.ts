import type { Catalogue } from '../../contracts/catalogue.ts';
import type { Elsewhere, FactId } from '../../contracts/facts.ts';
import { addChange, addElsewhere, type Draft, deny } from './draft.ts';
import { KIND } from './lexicon.ts';
import type { Casting, Role } from './roles.ts';
import type { Mention, StandIns } from './stand-ins.ts';

/** Questions whose short answers name brands that are neither line nor mailbox nor program of the case ("Mozilla VPN"). */
const BESIDE_NAMES: ReadonlySet<FactId> = new Set<FactId>(['vpn', 'antivirus', 'outgoing_server']);

/** Questions whose answers may quote a name that plays no part in the case; a message that is nothing but a name tells of it. */
const QUOTED_NAMES: ReadonlySet<FactId> = new Set<FactId>(['error_codes', 'attachment']);

/** Letters of small words around a name that is the whole answer (です). */
const MOST_AROUND = 4;

export interface Scene {
  readonly standIns: StandIns;
  readonly casting: Casting;
  readonly catalogue: Catalogue;
  readonly asked: FactId | null;
  /** Rows that any other row of the same kind is better than. */
  readonly vague: ReadonlySet<string>;
}

/** Turns names and their roles into facts. What the words say outright comes before what a bare name most likely is. */
export function readNames(scene: Scene, draft: Draft): void {
  const bare: Mention[] = [];
  for (const change of scene.casting.changes) addChange(draft, change);
  for (const mention of scene.standIns.mentions) {
    const roles = scene.casting.rolesOf(mention);
    if (roles.size === 0) bare.push(mention);
    for (const role of roles) play(role, mention, { scene, draft });
  }
  if (scene.standIns.mentions.some((mention) => isLinesOwn(mention, scene, draft))) draft.signs.add('elsewhere.line_account_works');
  if (scene.casting.domain !== null) draft.facts.mail_domain ??= scene.casting.domain;
  for (const mention of bare) takeBare(mention, scene, draft);
  takeWords(scene.casting, draft);
  takeVersion(scene, draft);
}

interface Stage {
  readonly scene: Scene;
  readonly draft: Draft;
}

function play(role: Role, mention: Mention, { scene, draft }: Stage): void {
  const { facts } = draft;
  if (role === 'now' && mention.isp !== null) facts.isp = mention.isp;
  if (role === 'before' && mention.isp !== null) facts.previous_isp = mention.isp;
  if (role === 'mail') takeMail(mention, scene, draft);
  if (role === 'program') takeProgram(mention, scene, draft);
  if (role === 'works_line') addElsewhere(draft, 'other_network', true);
  if (role === 'works' || role === 'fails') addElsewhere(draft, placeOf(mention, scene), role === 'works');
  if (role === 'denied') denyMention(mention, scene.asked, draft);
}

/** Is this a mailbox that works, of the very line the person is on? */
function isLinesOwn(mention: Mention, scene: Scene, { facts: { isp } }: Draft): boolean {
  if (isp === undefined || !scene.casting.rolesOf(mention).has('works') || placeOf(mention, scene) !== 'other_account') return false;
  const own = scene.catalogue.isps.get(isp)?.mailProvider ?? null;
  return mention.isp === isp || (own !== null && mention.provider === own);
}

/** What else it is that works or fails: a browser, a phone, another program, another mailbox. */
function placeOf(mention: Mention, { catalogue }: Scene): keyof Elsewhere {
  const program = mention.client === null ? undefined : catalogue.clients.get(mention.client);
  if (program?.traits.includes('webmail') === true) return 'webmail';
  if (program?.platform === 'ios' || program?.platform === 'android') return 'phone';
  if (program !== undefined) return 'other_program';
  return 'other_account';
}

/** A line with no mail row of its own is still a provider: then its name is kept in the person's words. */
function takeMail(mention: Mention, scene: Scene, { facts }: Draft): void {
  const provider =
    mention.provider ?? (mention.isp === null ? null : (scene.catalogue.isps.get(mention.isp)?.mailProvider ?? mention.form));
  if (provider !== null && isBetter(provider, facts.mail_provider, scene)) facts.mail_provider = provider;
  if (mention.domain !== null) facts.mail_domain ??= mention.domain;
}

function takeProgram(mention: Mention, scene: Scene, { facts }: Draft): void {
  if (mention.client !== null && isBetter(mention.client, facts.client, scene)) facts.client = mention.client;
}

function takeLine(mention: Mention, scene: Scene, { facts }: Draft): void {
  if (mention.isp !== null && isBetter(mention.isp, facts.isp, scene)) facts.isp = mention.isp;
}

/** The first name told counts, but a telling one counts more than a vague one (FLET'S, "a web host"). */
function isBetter(id: string, known: string | undefined, { vague }: Scene): boolean {
  return known === undefined || (vague.has(known) && !vague.has(id));
}

/** "Not Outlook" is about the program, unless a mailbox was asked for. */
function denyMention(mention: Mention, asked: FactId | null, draft: Draft): void {
  const { isp, provider, client, plain } = mention;
  const denies = (kind: number, ...ids: readonly FactId[]) =>
    (asked !== null && ids.includes(asked)) || ((plain & kind) !== 0 && !isAboutName(asked));
  if (client !== null && denies(KIND.client, 'client')) deny(draft, 'client', client);
  if (provider !== null && denies(KIND.provider, 'mail_provider', 'mail_domain')) deny(draft, 'mail_provider', provider);
  if (isp !== null && denies(KIND.isp, 'isp')) deny(draft, 'isp', isp);
}

function isAboutName(asked: FactId | null): boolean {
  return asked === 'isp' || asked === 'mail_provider' || asked === 'mail_domain' || asked === 'client';
}

/** A name with no telling words around it: the open question decides, else what such names most often are. */
function takeBare(mention: Mention, scene: Scene, draft: Draft): void {
  const asked = isAnswer(mention, scene) ? scene.asked : null;
  const isMailbox = mention.provider !== null || mention.domain !== null;
  if (asked === 'isp' && mention.isp !== null) takeLine(mention, scene, draft);
  else if (asked === 'previous_isp' && mention.isp !== null) draft.facts.previous_isp ??= mention.isp;
  else if ((asked === 'mail_provider' || asked === 'mail_domain') && (isMailbox || mention.isp !== null)) takeMail(mention, scene, draft);
  else if (asked === 'client' && mention.client !== null) takeProgram(mention, scene, draft);
  else if (asked === 'can_send_elsewhere') addElsewhere(draft, placeOf(mention, scene), true);
  else if (asked === null || !isBeside(asked, scene)) takePlain(mention, scene, draft);
}

function isBeside(asked: FactId, { standIns }: Scene): boolean {
  return BESIDE_NAMES.has(asked) || (QUOTED_NAMES.has(asked) && standIns.text.length - 1 > MOST_AROUND);
}

/** An everyday word answers only when it is all that was said: "Sky", but not the cable in "Wibble Cable". */
function isAnswer({ plain }: Mention, { standIns }: Scene): boolean {
  return plain !== 0 || standIns.text.length - 1 <= MOST_AROUND;
}

function takePlain(mention: Mention, scene: Scene, draft: Draft): void {
  const { plain } = mention;
  const { facts } = draft;
  if ((plain & KIND.isp) !== 0) {
    const isSaidOtherwise = mention.isp === facts.previous_isp || (mention.provider !== null && mention.provider === facts.mail_provider);
    if (!isSaidOtherwise) takeLine(mention, scene, draft);
  } else if ((plain & KIND.provider) !== 0) takeMail(mention, scene, draft);
  else if ((plain & KIND.client) !== 0) takeProgram(mention, scene, draft);
}

/** Names told outright ("my provider is Foo Cable") that the catalogue has no row for. */
function takeWords({ words }: Casting, { facts }: Draft): void {
  if (words.now !== undefined) facts.isp ??= words.now;
  if (words.before !== undefined) facts.previous_isp ??= words.before;
  if (words.mail !== undefined && facts.mail_domain === undefined) facts.mail_provider ??= words.mail;
  if (words.program !== undefined) facts.client ??= words.program;
}

function takeVersion({ casting, catalogue, standIns }: Scene, draft: Draft): void {
  const { facts } = draft;
  const row = facts.client === undefined ? undefined : catalogue.clients.get(facts.client);
  const mention = standIns.mentions.find((candidate) => candidate.client === facts.client);
  const said = casting.version !== null && casting.version.mention?.client === facts.client ? casting.version.value : undefined;
  const version = said ?? versionInName(mention?.form, row?.versions);
  // The number after iPhone is the telephone's model.
  if (version !== undefined && row?.platform !== 'ios') facts.client_version ??= version;
  refineClient(catalogue, draft);
}

function versionInName(form: string | undefined, versions: readonly string[] | undefined): string | undefined {
  const number = form === undefined ? undefined : /\d{1,4}(?:\.\d{1,3}){0,3}$/.exec(form)?.[0];
  return number !== undefined && versions !== undefined ? number : undefined;
}

/** "Outlook" and "2007" together are the program `outlook-2007`: the row of the same family that lists the version. */
export function refineClient(catalogue: Catalogue, { facts }: Draft): void {
  const { client, client_version: version } = facts;
  if (client === undefined || version === undefined) return;
  const own = catalogue.clients.get(client);
  if (own === undefined || own.versions.includes(version)) return;
  const family = `${client.split('-')[0]}-`;
  for (const row of catalogue.clients.values()) {
    if (row.id.startsWith(family) && row.platform !== 'macos' && row.versions.includes(version)) {
      facts.client = row.id;
      return;
    }
  }
}
