import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { permanent, readDiscordError } from './errors.ts';

/** The bot, as Discord knows it. */
export interface Application {
  readonly botUser: string;
  /** Hexadecimal Ed25519 key that HTTP interactions are signed with. */
  readonly verifyKey: string;
  /** Does Discord send interactions by HTTP? */
  readonly hasEndpoint: boolean;
}

/** docs.discord.com/developers/resources/application */
const application = z.object({
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  bot: z.object({ id: z.string() }).nullish(),
});

const user = z.object({ id: z.string() });

/** Asks Discord who the bot is. Rejects for good where the token is refused. */
export async function askApplication(rest: REST): Promise<Application> {
  try {
    const told = application.parse(await rest.get(Routes.currentApplication()));
    return {
      botUser: told.bot?.id ?? user.parse(await rest.get(Routes.user())).id,
      verifyKey: told.verify_key,
      hasEndpoint: (told.interactions_endpoint_url ?? '') !== '',
    };
  } catch (error) {
    const trouble = readDiscordError(error);
    if (trouble.kind === 'refused' && trouble.status === 401) throw permanent('Discord refuses DISCORD_TOKEN');
    if (trouble.kind === 'refused') throw new Error(`Discord does not tell who the bot is (HTTP ${trouble.status}, ${trouble.code})`);
    throw error instanceof z.ZodError ? new Error('Discord does not tell who the bot is', { cause: error }) : error;
  }
}
