import type { Catalogue } from '../../contracts/catalogue.ts';
import type { FactId } from '../../contracts/facts.ts';
import { addChange, addElsewhere, type Draft, deny } from './draft.ts';
import { KIND } from './lexicon.ts';
import type { Casting, Role } from './roles.ts';
import type { Mention, StandIns } from './stand-ins.ts';

export interface Scene {
  readonly standIns: StandIns;
  readonly casting: Casting;
  readonly catalogue: Catalogue;
  readonly asked: FactId | null;
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
  if (role === 'mail') takeMail(mention, draft);
  if (role === 'program' && mention.client !== null) facts.client ??= mention.client;
  if (role === 'works' || role === 'fails') addElsewhere(draft, placeOf(mention), role === 'works');
  if (role === 'denied') denyMention(mention, scene.asked, draft);
}

function placeOf(mention: Mention): 'other_program' | 'other_account' | 'other_network' {
  if ((mention.plain & KIND.client) !== 0) return 'other_program';
  return (mention.plain & KIND.provider) !== 0 ? 'other_account' : 'other_network';
}

function takeMail(mention: Mention, draft: Draft): void {
  if (mention.provider !== null) draft.facts.mail_provider ??= mention.provider;
  if (mention.domain !== null) draft.facts.mail_domain ??= mention.domain;
}

function denyMention(mention: Mention, asked: FactId | null, draft: Draft): void {
  const isOpen = (id: FactId) => asked === null || asked === id;
  if (mention.client !== null && (mention.plain & KIND.client) !== 0) deny(draft, 'client', mention.client);
  if (mention.provider !== null && asked !== 'isp') deny(draft, 'mail_provider', mention.provider);
  if (mention.isp !== null && (isOpen('isp') || mention.provider === null)) deny(draft, 'isp', mention.isp);
}

/** A name with no telling words around it: the open question decides, else what such names most often are. */
function takeBare(mention: Mention, scene: Scene, draft: Draft): void {
  const { facts } = draft;
  const { asked } = scene;
  if (asked === 'isp' && mention.isp !== null) facts.isp ??= mention.isp;
  else if (asked === 'previous_isp' && mention.isp !== null) facts.previous_isp ??= mention.isp;
  else if ((asked === 'mail_provider' || asked === 'mail_domain') && (mention.provider !== null || mention.domain !== null))
    takeMail(mention, draft);
  else if (asked === 'client' && mention.client !== null) facts.client ??= mention.client;
  else takePlain(mention, draft);
}

function takePlain(mention: Mention, draft: Draft): void {
  const { plain } = mention;
  if ((plain & KIND.isp) !== 0 && mention.isp !== null) {
    if (mention.isp !== draft.facts.previous_isp) draft.facts.isp ??= mention.isp;
  } else if ((plain & KIND.provider) !== 0) takeMail(mention, draft);
  else if ((plain & KIND.client) !== 0 && mention.client !== null) draft.facts.client ??= mention.client;
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
  if (version !== undefined) facts.client_version ??= version;
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
