import { TOKEN_TROUBLE } from '../api.ts';

/** What a refusal of a post is about. */
export type Refusal =
  /** The message itself: it will be refused anywhere. */
  | 'message'
  /** The workspace or what the app may do there: an administrator can mend it, or it mends itself. */
  | 'later'
  /** This channel, thread or person: another place may do. Also what we don't know. */
  | 'place';

/** docs.slack.dev, errors of chat.postMessage. */
const MESSAGE: ReadonlySet<string> = new Set([
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_form_data',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
  'too_many_contact_cards',
]);

const LATER: ReadonlySet<string> = new Set([
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_charset',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'two_factor_setup_required',
  'unknown_method',
]);

/** Sorts an error code of Slack. */
export function sortRefusal(code: string): Refusal {
  if (MESSAGE.has(code)) {
    return 'message';
  }
  return LATER.has(code) || TOKEN_TROUBLE.has(code) ? 'later' : 'place';
}
