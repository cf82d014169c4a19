import { CLOCK } from './clock.ts';
import { type HouseRooms, openBroken, type Wired } from './wired.ts';

/** The Discord channel where it has settings: none, or one. Its library is loaded only then. */
export async function openDiscord({ config, logger, translator, notes, operatorLang }: HouseRooms): Promise<readonly Wired[]> {
  const { token, applicationId, ...rest } = config.discord;
  if (token === null && applicationId === null) {
    return [];
  }
  if (token === null || applicationId === null) {
    return [openBroken('discord', translator.say({ key: 'cli:start.discord_incomplete' }, operatorLang))];
  }
  const { createDiscordChannel } = await import('../channels/discord/channel.ts');
  const settings = { ...rest, token, applicationId };
  const channel = createDiscordChannel({ settings, translator, clock: CLOCK, logger, notes, lang: config.lang });
  return [{ channel, router: channel.router }];
}
