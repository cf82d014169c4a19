import type { SlackFinding } from '../../channels/slack/check.ts';
import type { Config } from '../../config.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { missingForSlack, wantsSlack } from '../../wire/slack-settings.ts';
import type { Result } from './result.ts';

const PART: Phrase = { key: 'cli:doctor.slack.part' };

/** Slack: are the settings whole, are the tokens taken, can the help-desk channels be read? */
export async function examineSlack({ slack, publicUrl }: Config): Promise<Result> {
  if (!wantsSlack(slack)) {
    return { part: PART, state: 'ok', words: [{ key: 'cli:doctor.slack.off' }] };
  }
  const missing = missingForSlack(slack);
  if (missing !== null) {
    return { part: PART, state: 'bad', words: [{ key: missing }] };
  }
  const { checkSlack } = await import('../../channels/slack/check.ts');
  const findings = await checkSlack(slack, publicUrl);
  return { part: PART, state: findings.every(isGood) ? 'ok' : 'bad', words: findings.map(wordsOf) };
}

function isGood(finding: SlackFinding): boolean {
  switch (finding.kind) {
    case 'bot_ok':
    case 'socket_ok':
    case 'helpdesk_ok':
      return true;
    case 'http':
    case 'oauth':
      return isHttps(finding.publicUrl);
    default:
      return false;
  }
}

function wordsOf(finding: SlackFinding): Phrase {
  switch (finding.kind) {
    case 'bot_ok':
      return { key: 'cli:doctor.slack.bot_ok', params: { team: finding.team, bot: finding.bot } };
    case 'token_refused':
      return { key: 'cli:doctor.slack.token_refused', params: { setting: finding.setting, error: finding.error } };
    case 'unreachable':
      return { key: 'cli:doctor.slack.unreachable', params: { reason: finding.reason } };
    case 'scopes_missing':
      return { key: 'cli:doctor.slack.scopes_missing', params: { scopes: finding.scopes.join(' ') } };
    case 'socket_ok':
      return { key: 'cli:doctor.slack.socket_ok' };
    case 'http':
      return isHttps(finding.publicUrl)
        ? { key: 'cli:doctor.slack.http', params: { url: addressOf(finding.publicUrl, 'slack/events') } }
        : { key: 'cli:doctor.slack.http_no_url' };
    case 'oauth':
      return isHttps(finding.publicUrl)
        ? { key: 'cli:doctor.slack.oauth', params: { url: addressOf(finding.publicUrl, 'slack/install') } }
        : { key: 'cli:doctor.slack.oauth_no_url' };
    case 'helpdesk_ok':
      return { key: 'cli:doctor.slack.helpdesk_ok', params: { channel: finding.channel } };
    case 'helpdesk_absent':
      return { key: 'cli:doctor.slack.helpdesk_absent', params: { channel: finding.channel } };
    default:
      return finding satisfies never;
  }
}

/** Slack calls and redirects to https only (docs.slack.dev/authentication/installing-with-oauth). */
function isHttps(url: string | null): url is string {
  return url?.startsWith('https://') ?? false;
}

function addressOf(publicUrl: string, path: string): string {
  return new URL(path, publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`).href;
}
