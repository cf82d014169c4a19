import { CLOCK } from './clock.ts';
import { missingForSlack, wantsSlack } from './slack-settings.ts';
import { type HouseRooms, openBroken, type Wired } from './wired.ts';

/** The Slack channel where it has settings: none, or one. Its libraries are loaded only then. */
export async function openSlack({ config, logger, translator, notes, operatorLang }: HouseRooms): Promise<readonly Wired[]> {
  const { slack: settings, lang, publicUrl } = config;
  if (!wantsSlack(settings)) {
    return [];
  }
  const missing = missingForSlack(settings);
  if (missing !== null) {
    return [openBroken('slack', translator.say({ key: missing }, operatorLang))];
  }
  const { createSlackChannel } = await import('../channels/slack/channel.ts');
  const channel = createSlackChannel({ settings, translator, clock: CLOCK, logger, notes, lang, publicUrl });
  return [{ channel, router: channel.router }];
}
