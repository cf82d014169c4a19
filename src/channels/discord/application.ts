import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { permanent } from '../shared/permanent.ts';
import { readDiscordError } from './errors.ts';

/** The bot, as Discord knows it. */
export interface Application {
  readonly botUser: string;
  /** Hexadecimal Ed25519 key that HTTP interactions are signed with; null where Discord does not tell, then none can be taken in. */
  readonly verifyKey: string | null;
  /** Does Discord send interactions by HTTP? */
  readonly hasEndpoint: boolean;
}

/** docs.discord.com/developers/resources/application */
const application = z.object({
  verify_key: z.string().regex(/^[0-9a-f]{64}$/i),
  interactions_endpoint_url: z.string().nullish(),
  bot: z.object({ id: z.string() }).nullish(),
});

const user = z.object({ id: z.string() });

/**
 * Asks Discord who the bot is. Rejects for good where the token is refused, and for now where Discord can't be reached. What Discord does not
 * tell is done without: the gateway needs none of it.
 */
export async function askApplication(rest: REST, applicationId: string): Promise<Application> {
  const told = application.safeParse(await askFor(rest, Routes.currentApplication()));
  const botUser = told.data?.bot?.id ?? user.safeParse(await askFor(rest, Routes.user())).data?.id;
  return {
    // An application of today and its bot have one id; those of before 2016 have two.
    botUser: botUser ?? applicationId,
    verifyKey: told.data?.verify_key ?? null,
    hasEndpoint: (told.data?.interactions_endpoint_url ?? '') !== '',
  };
}

/** Null for what is not to be had. */
async function askFor(rest: REST, route: `/${string}`): Promise<unknown> {
  try {
    return await rest.get(route);
  } catch (error) {
    const trouble = readDiscordError(error);
    if (trouble.kind !== 'refused') throw error;
    if (trouble.status === 401) throw permanent('Discord refuses DISCORD_TOKEN');
    return null;
  }
}
