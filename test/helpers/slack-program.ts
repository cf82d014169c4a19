import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AppSettings, FakeSlack } from '../slack/emulator/index.ts';
import { startWatchedProgram, type WatchedProgram } from './watched-program.ts';

export { findFreePort } from './watched-program.ts';

/** How Slack reaches the program. */
export type WayIn = 'http' | 'socket';

export type SlackProgram = WatchedProgram;

const MANIFEST = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** The app as an operator makes it from `slack-manifest.yaml`: no scope, event or command beside those. */
export function readManifest(): Partial<AppSettings> {
  const file = join(import.meta.dirname, '../../slack-manifest.yaml');
  const { features, oauth_config, settings } = MANIFEST.parse(parse(readFileSync(file, 'utf8')));
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command }) => command),
  };
}

/** The settings of one workspace's app. */
export function settingsFor(fake: FakeSlack, way: WayIn, botToken: string): Readonly<Record<string, string>> {
  return {
    SLACK_API_URL: fake.apiUrl,
    SLACK_BOT_TOKEN: botToken,
    ...(way === 'http' ? { SLACK_SIGNING_SECRET: fake.app.signingSecret } : { SLACK_APP_TOKEN: fake.app.appToken }),
  };
}

/** `npm start` with these settings. */
export function startSlackProgram(env: Readonly<Record<string, string>>): Promise<SlackProgram> {
  return startWatchedProgram({ env });
}
