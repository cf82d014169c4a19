/**
 * What the bot may do in a workspace, and no more (docs.slack.dev/reference/scopes). `slack-manifest.yaml` asks for the same, with the reason
 * of each; a test keeps the two alike.
 */
export const BOT_SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'commands',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
] as const;
