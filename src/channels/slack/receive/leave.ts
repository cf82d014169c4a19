import { z } from 'zod';
import type { Scene } from './rooms.ts';

/** docs.slack.dev/reference/events/tokens_revoked */
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) });

/** The app was removed from a workspace: nothing of it is kept. */
export async function leaveWorkspace({ team, workspaces, desk, notes, people, logger }: Scene): Promise<void> {
  await workspaces.forget(team);
  await desk.forgetAll({ workplace: team });
  await notes.erase(`slack/${team}/`);
  people.forget('all');
  logger.info({ team }, 'Slack workspace left');
}

/** Tokens no longer hold: the bot's is deleted. Cases stay: the app may be installed again. */
export async function dropTokens(event: unknown, { team, workspaces, logger }: Scene): Promise<void> {
  const read = revoked.safeParse(event);
  if (!read.success || read.data.tokens.bot.length === 0) return;
  await workspaces.forget(team);
  logger.warn({ team }, 'Slack token revoked');
}
