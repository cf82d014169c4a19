import type { AuthPolicy } from '../../src/contracts/catalogue.ts';
import type { PolicyFacts } from './facts.ts';
import { sourceOf, uniqueSources } from './source.ts';

const PLAIN: Readonly<Record<string, AuthPolicy['plainPassword']>> = {
  refused: 'refused',
  accepted: 'accepted',
  accepted_without_2fa: 'varies',
  still_accepted_if_allowed: 'varies',
};

const OAUTH: Readonly<Record<string, AuthPolicy['oauth2']>> = {
  required: 'required',
  required_unless_app_password: 'offered',
  supported: 'offered',
  recommended: 'offered',
  no: 'none',
};

const APP_PASSWORD: Readonly<Record<string, AuthPolicy['appPassword']>> = {
  not_working: 'not_working',
  available_with_2sv: 'required',
  required: 'required',
  required_for_password_clients: 'required',
  required_since_2025: 'required',
  separate_email_password_required: 'required',
  dedicated_password: 'required',
  secure_mail_key_required: 'required',
  auth_code_required: 'required',
  bridge_password: 'required',
  imap_only_password_required: 'required',
  required_when_2fa: 'offered',
  only_while_basic_auth_is_allowed: 'offered',
};

const SWITCH: Readonly<Record<string, AuthPolicy['smtpSwitch']>> = {
  required: 'required',
  smtp_auth_per_tenant_and_mailbox: 'required',
  no: 'none',
};

function readWord<T>(table: Readonly<Record<string, T>>, word: string | null, unknown: T): T {
  return word === null ? unknown : (table[word] ?? unknown);
}

/** `A > B（note）` → the labels `A`, `B`; a remark in brackets is not a label. */
function readPath(path: string | null): string[] | null {
  return path === null
    ? null
    : path
        .replace(/（.+?）$/, '')
        .split(/ [>＞] /)
        .map((label) => label.trim());
}

const NO_PATH = { ja: null, en: null };

/** A provider's way of signing in. Dates of changes become notes of the row, see `policyNotes`. */
export function toPolicy(facts: PolicyFacts): AuthPolicy {
  const smtpSwitch = readWord(SWITCH, facts.enable_smtp_or_imap_toggle, 'unknown');
  const path = { ja: readPath(facts.toggle_path.ja), en: readPath(facts.toggle_path.en) };
  const isAppPasswordPath = /app password|パスワード/i.test(`${facts.toggle_path.en}${facts.toggle_path.ja}`);
  const dates = facts.timeline.flatMap(({ source_url: url }) => (url === null ? [] : [sourceOf(url, null)]));
  return {
    plainPassword: readWord(PLAIN, facts.plain_account_password, 'unknown'),
    oauth2: readWord(OAUTH, facts.oauth2, 'unknown'),
    appPassword: readWord(APP_PASSWORD, facts.app_password, 'unknown'),
    smtpSwitch,
    switchPath: isAppPasswordPath || smtpSwitch !== 'required' ? NO_PATH : path,
    appPasswordPath: isAppPasswordPath ? path : NO_PATH,
    sources: uniqueSources([...facts.sources.map((url) => sourceOf(url, null)), ...dates]),
  };
}

/** What a maintainer should know of a policy beside its values. */
export function policyNotes(facts: PolicyFacts): string[] {
  const dated = facts.timeline.filter(({ source_url: url }) => url !== null).map(({ date, what }) => `${date ?? 'undated'}: ${what}`);
  return [...facts.notes, ...(facts.admin_setting === null ? [] : [`admin setting: ${facts.admin_setting}`]), ...dated];
}
