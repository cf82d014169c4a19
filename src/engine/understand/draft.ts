import type { Change, Elsewhere, FactId, FactValues, LineKind, Security } from '../../contracts/facts.ts';
import type { ReadFact } from '../../contracts/reading.ts';
import type { SignId } from '../../contracts/signs.ts';

/** Facts and signs of one message while it is being read. */
export interface Draft {
  readonly facts: { -readonly [K in FactId]?: FactValues[K] };
  readonly denied: ReadFact[];
  readonly signs: Set<SignId>;
}

/** Nothing read yet. */
export function createDraft(): Draft {
  return { facts: {}, denied: [], signs: new Set() };
}

/** A fact that takes a value away. */
export function deny(draft: Draft, id: 'isp' | 'previous_isp' | 'mail_provider' | 'client', value: string): void {
  draft.denied.push({ id, value, denied: true });
}

type Maker = (facts: Draft['facts']) => ReadFact | null;

/** One maker a fact, in the order in which facts are handed on. */
const MAKERS: { readonly [K in FactId]: Maker } = {
  isp: ({ isp: value }) => (value === undefined ? null : { id: 'isp', value, denied: false }),
  previous_isp: ({ previous_isp: value }) => (value === undefined ? null : { id: 'previous_isp', value, denied: false }),
  mail_provider: ({ mail_provider: value }) => (value === undefined ? null : { id: 'mail_provider', value, denied: false }),
  mail_domain: ({ mail_domain: value }) => (value === undefined ? null : { id: 'mail_domain', value, denied: false }),
  client: ({ client: value }) => (value === undefined ? null : { id: 'client', value, denied: false }),
  client_version: ({ client_version: value }) => (value === undefined ? null : { id: 'client_version', value, denied: false }),
  os: ({ os: value }) => (value === undefined ? null : { id: 'os', value, denied: false }),
  error_codes: ({ error_codes: value }) => (value === undefined ? null : { id: 'error_codes', value, denied: false }),
  current_port: ({ current_port: value }) => (value === undefined ? null : { id: 'current_port', value, denied: false }),
  outgoing_server: ({ outgoing_server: value }) => (value === undefined ? null : { id: 'outgoing_server', value, denied: false }),
  security: ({ security: value }) => (value === undefined ? null : { id: 'security', value, denied: false }),
  auth_enabled: ({ auth_enabled: value }) => (value === undefined ? null : { id: 'auth_enabled', value, denied: false }),
  can_receive: ({ can_receive: value }) => (value === undefined ? null : { id: 'can_receive', value, denied: false }),
  can_send_elsewhere: ({ can_send_elsewhere: value }) => (value === undefined ? null : { id: 'can_send_elsewhere', value, denied: false }),
  started_after: ({ started_after: value }) => (value === undefined ? null : { id: 'started_after', value, denied: false }),
  line_kind: ({ line_kind: value }) => (value === undefined ? null : { id: 'line_kind', value, denied: false }),
  vpn: ({ vpn: value }) => (value === undefined ? null : { id: 'vpn', value, denied: false }),
  attachment: ({ attachment: value }) => (value === undefined ? null : { id: 'attachment', value, denied: false }),
  antivirus: ({ antivirus: value }) => (value === undefined ? null : { id: 'antivirus', value, denied: false }),
};

/** The facts of a draft, what was denied first. */
export function factsOf(draft: Draft): readonly ReadFact[] {
  const stated = Object.values(MAKERS).map((make) => make(draft.facts));
  return [...draft.denied, ...stated.filter((fact) => fact !== null)];
}

const CHANGES: ReadonlySet<string> = new Set<Change>([
  'isp_change',
  'router_change',
  'moved',
  'travel',
  'password_change',
  'client_update',
  'os_update',
  'new_device',
  'new_client',
  'antivirus_install',
  'server_move',
  'provider_notice',
  'settings_edit',
  'nothing',
]);
const LINE_KINDS: ReadonlySet<string> = new Set<LineKind>(['home', 'office', 'school', 'mobile', 'public_wifi', 'abroad', 'cloud_server']);
const SECURITIES: ReadonlySet<string> = new Set<Security | 'auto'>(['starttls', 'tls', 'none', 'auto']);

function isChange(value: string): value is Change {
  return CHANGES.has(value);
}

function isLineKind(value: string): value is LineKind {
  return LINE_KINDS.has(value);
}

function isSecurity(value: string): value is Security | 'auto' {
  return SECURITIES.has(value);
}

/** Adds a change that happened before the trouble; "nothing" gives way to anything else. */
export function addChange(draft: Draft, change: Change): void {
  const known = draft.facts.started_after ?? [];
  if (known.includes(change)) return;
  const others = known.filter((other) => other !== 'nothing');
  draft.facts.started_after = change === 'nothing' && others.length > 0 ? others : [...(change === 'nothing' ? known : others), change];
}

/** Adds what else can or cannot send. */
export function addElsewhere(draft: Draft, place: keyof Elsewhere, works: boolean): void {
  draft.facts.can_send_elsewhere = { ...draft.facts.can_send_elsewhere, [place]: works };
}

type Writer = (draft: Draft, value: string) => void;

/** How a group `facts/<name>=<value>` of the lexicon is written down, by name. */
const WRITERS: Readonly<Record<string, Writer>> = {
  can_receive: (draft, value) => {
    draft.facts.can_receive = value === 'true';
  },
  auth_enabled: (draft, value) => {
    draft.facts.auth_enabled = value === 'true';
  },
  vpn: (draft, value) => {
    draft.facts.vpn = value === 'true';
  },
  attachment: (draft, value) => {
    draft.facts.attachment = value === 'true';
  },
  os: (draft, value) => {
    const known = draft.facts.os;
    if (known === undefined || value.startsWith(`${known}-`)) draft.facts.os = value;
  },
  mail_provider: (draft, value) => {
    draft.facts.mail_provider ??= value;
  },
  antivirus: (draft, value) => {
    draft.facts.antivirus ??= value;
  },
  client: (draft, value) => {
    draft.facts.client ??= value;
  },
  security: (draft, value) => {
    if (isSecurity(value)) draft.facts.security = value;
  },
  line_kind: (draft, value) => {
    if (isLineKind(value)) draft.facts.line_kind = value;
  },
  started_after: (draft, value) => {
    if (isChange(value)) addChange(draft, value);
  },
  'can_send_elsewhere.webmail': (draft, value) => addElsewhere(draft, 'webmail', value === 'true'),
  'can_send_elsewhere.phone': (draft, value) => addElsewhere(draft, 'phone', value === 'true'),
  'can_send_elsewhere.other_network': (draft, value) => addElsewhere(draft, 'other_network', value === 'true'),
  'can_send_elsewhere.other_program': (draft, value) => addElsewhere(draft, 'other_program', value === 'true'),
  'can_send_elsewhere.other_account': (draft, value) => addElsewhere(draft, 'other_account', value === 'true'),
  'can_send_elsewhere.other_computer': (draft, value) => addElsewhere(draft, 'other_computer', value === 'true'),
};

/** Writes `name=value` of a lexicon group; throws where the lexicon names a fact that has no such values. */
export function writeFact(draft: Draft, assignment: string): void {
  const [name = '', value = ''] = assignment.split('=');
  const writer = WRITERS[name];
  if (writer === undefined)
    throw new Error(`The lexicon group facts/${assignment} names no fact it may set. Correct the group's name in locales/<lang>/lexicon.`);
  writer(draft, value);
}
