import type { CauseId } from '../../contracts/diagnosis.ts';
import type { Block, Phrase } from '../../contracts/messages.ts';
import { type CureContext, programRow } from '../context.ts';
import { text } from '../words.ts';

/** More than two warnings at once are not read. */
const MOST_WARNINGS = 2;

const SETTINGS: readonly CauseId[] = [
  'op25b',
  'auth_required',
  'tls_mismatch',
  'wrong_server',
  'server_retired',
  'own_network_only',
  'dns_failure',
];

/** For which causes each warning of a mail program is worth saying. */
const WORTH_SAYING = {
  ssl_word_needs_465: ['tls_mismatch'],
  old_tls: ['op25b', 'auth_required', 'wrong_server', 'server_retired', 'certificate_problem'],
  no_oauth: ['app_password_or_oauth'],
  no_oauth_2016: ['app_password_or_oauth'],
  short_way: SETTINGS,
  short_way_lacks_auth: SETTINGS,
  guides_for_classic: SETTINGS,
  sends_from_microsoft: ['foreign_access_filter', 'local_firewall_or_antivirus', 'vpn'],
  server_fields_by_account: SETTINGS,
  override_port: ['op25b', 'tls_mismatch'],
  one_ssl_box: SETTINGS,
  port_in_server_name: ['op25b', 'tls_mismatch'],
  jcom_full_address: ['auth_required', 'bad_credentials'],
  replaced_by_new_outlook: [...SETTINGS, 'client_bug_or_outbox_stuck'],
  shared_server_list: SETTINGS,
  normal_password: ['auth_required', 'bad_credentials'],
  oauth_choice: ['app_password_or_oauth'],
  auto_manage: SETTINGS,
  server_fallbacks: SETTINGS,
  ssl_switch_moves_port: SETTINGS,
  security_before_port: SETTINGS,
  google_account_has_no_fields: [...SETTINGS, 'bad_credentials', 'app_password_or_oauth'],
  op25b_box: ['op25b'],
  starts_with_25: ['op25b'],
  sends_before_receiving: ['auth_required'],
} as const satisfies Readonly<Record<string, readonly CauseId[]>>;

type QuirkId = keyof typeof WORTH_SAYING;

/** Warnings about one provider's mailboxes only. */
const ABOUT: { readonly [K in QuirkId]?: readonly string[] } = {
  jcom_full_address: ['jcom'],
  oauth_choice: ['gmail', 'google-workspace', 'outlook-com', 'microsoft-365'],
  no_oauth: ['outlook-com'],
  no_oauth_2016: ['outlook-com'],
};

/** What the person's program is known to trip people up with, as far as it matters for this cause. */
export function quirkTexts({ request }: CureContext): readonly Block<Phrase>[] {
  const own = request.client?.quirks ?? [];
  const borrowed = programRow(request)?.quirks ?? [];
  const ids = [...new Set([...own, ...borrowed])].filter(isQuirk).filter((id) => isWorthSaying(id, request.cause));
  const fitting = ids.filter((id) => ABOUT[id]?.includes(request.provider?.id ?? '') ?? true);
  return fitting.slice(0, MOST_WARNINGS).map((id) => text({ key: `clients:quirks.${id}` }));
}

/** Is there a sentence for this warning? A test keeps the catalogue and the sentences together. */
export function isQuirk(id: string): id is QuirkId {
  return Object.hasOwn(WORTH_SAYING, id);
}

function isWorthSaying(id: QuirkId, cause: CauseId): boolean {
  const causes: readonly CauseId[] = WORTH_SAYING[id];
  return causes.includes(cause);
}
