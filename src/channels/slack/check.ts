import { LogLevel, WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import type { SlackSettings } from '../../contracts/settings.ts';
import { BOT_SCOPES } from './scopes.ts';

/** What a check of the Slack settings found. */
export type SlackFinding =
  | { readonly kind: 'bot_ok'; readonly team: string; readonly bot: string }
  | { readonly kind: 'token_refused'; readonly setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'; readonly error: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'scopes_missing'; readonly scopes: readonly string[] }
  | { readonly kind: 'socket_ok' }
  /** HTTP can't be tried from here: Slack must reach us. */
  | { readonly kind: 'http'; readonly publicUrl: string | null }
  | { readonly kind: 'oauth'; readonly publicUrl: string | null }
  | { readonly kind: 'helpdesk_ok' | 'helpdesk_absent'; readonly channel: string };

/** Milliseconds for one call: an operator is waiting. */
const CALL_LIMIT = 10_000;

function ignore(): void {}

/** What goes wrong is a finding, told in the operator's language. */
const SILENT: NonNullable<WebClientOptions['logger']> = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  setName: ignore,
  getLevel: () => LogLevel.ERROR,
};

/** Tries the tokens at Slack, and looks into the help-desk channels. Posts nothing. */
export async function checkSlack(settings: SlackSettings, publicUrl: string | null): Promise<readonly SlackFinding[]> {
  return [
    ...(settings.botToken === null ? [] : await checkBot(settings.botToken, settings)),
    ...(settings.appToken === null ? [] : await checkSocket(settings.appToken, settings)),
    ...(settings.signingSecret === null ? [] : [{ kind: 'http', publicUrl } as const]),
    ...(settings.clientId === null ? [] : [{ kind: 'oauth', publicUrl } as const]),
  ];
}

async function checkBot(token: string, settings: SlackSettings): Promise<readonly SlackFinding[]> {
  const client = openClient(token, settings);
  try {
    const { team, user, response_metadata } = await client.auth.test();
    const granted = response_metadata?.scopes;
    const missing = granted === undefined ? [] : BOT_SCOPES.filter((scope) => !granted.includes(scope));
    return [
      { kind: 'bot_ok', team: team ?? '', bot: user ?? '' },
      ...(missing.length === 0 ? [] : [{ kind: 'scopes_missing', scopes: missing } as const]),
      ...(await Promise.all(settings.helpdeskChannels.map((channel) => checkHelpdesk(channel, client)))),
    ];
  } catch (error) {
    return [explain('SLACK_BOT_TOKEN', error)];
  }
}

/** A channel the bot may read is one it was invited to. */
async function checkHelpdesk(channel: string, client: WebClient): Promise<SlackFinding> {
  try {
    await client.conversations.history({ channel, limit: 1 });
    return { kind: 'helpdesk_ok', channel };
  } catch (error) {
    return error instanceof WebAPIPlatformError ? { kind: 'helpdesk_absent', channel } : explain('SLACK_BOT_TOKEN', error);
  }
}

async function checkSocket(token: string, settings: SlackSettings): Promise<readonly SlackFinding[]> {
  try {
    await openClient(token, settings).apps.connections.open({});
    return [{ kind: 'socket_ok' }];
  } catch (error) {
    return [explain('SLACK_APP_TOKEN', error)];
  }
}

function openClient(token: string, { apiUrl }: SlackSettings): WebClient {
  const options: WebClientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: CALL_LIMIT, logger: SILENT };
  return new WebClient(token, options);
}

function explain(setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): SlackFinding {
  return error instanceof WebAPIPlatformError
    ? { kind: 'token_refused', setting, error: error.data.error }
    : { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
}
