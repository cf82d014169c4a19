import type { Config } from '../config.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Logger, Notebook } from '../contracts/ports.ts';
import { CLOCK } from './clock.ts';
import { operatorLang } from './tell.ts';
import { openBroken, type Wired } from './wired.ts';

/** What the Discord channel takes of the house. */
interface DiscordRooms {
  readonly config: Config;
  readonly logger: Logger;
  readonly translator: Translator;
  readonly notes: Notebook;
}

/** The Discord channel where it has settings: none, or one. Its library is loaded only then. */
export async function openDiscord({ config, logger, translator, notes }: DiscordRooms): Promise<readonly Wired[]> {
  const { token, applicationId, ...rest } = config.discord;
  if (token === null && applicationId === null) {
    return [];
  }
  if (token === null || applicationId === null) {
    return [openBroken('discord', translator.say({ key: 'cli:start.discord_incomplete' }, operatorLang(process.env)))];
  }
  const { createDiscordChannel } = await import('../channels/discord/channel.ts');
  const settings = { ...rest, token, applicationId };
  const channel = createDiscordChannel({ settings, translator, clock: CLOCK, logger, notes, lang: config.lang });
  return [{ channel, router: channel.router }];
}
