import type { MessageKey } from '../contracts/message-key.ts';
import type { SlackSettings } from '../contracts/settings.ts';

/** Does anything say that Slack is wanted? */
export function wantsSlack({ botToken, signingSecret, appToken, clientId, clientSecret }: SlackSettings): boolean {
  return [botToken, signingSecret, appToken, clientId, clientSecret].some((setting) => setting !== null);
}

/** What is missing for Slack to work, as a sentence; null when there is a way in and a way out. */
export function missingForSlack({ botToken, signingSecret, appToken, clientId, clientSecret }: SlackSettings): MessageKey | null {
  if ((clientId === null) !== (clientSecret === null)) {
    return 'cli:start.slack_incomplete.half_oauth';
  }
  if (botToken === null && clientId === null) {
    return 'cli:start.slack_incomplete.no_token';
  }
  return signingSecret === null && appToken === null ? 'cli:start.slack_incomplete.no_way_in' : null;
}
