import type { Config } from '../config.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Logger, Notebook } from '../contracts/ports.ts';
import { CLOCK } from './clock.ts';
import { missingForSlack, wantsSlack } from './slack-settings.ts';
import { operatorLang } from './tell.ts';
import { openBroken, type Wired } from './wired.ts';

/** What the Slack channel takes of the house. */
interface SlackRooms {
  readonly config: Config;
  readonly logger: Logger;
  readonly translator: Translator;
  readonly notes: Notebook;
}

/** The Slack channel where it has settings: none, or one. Its libraries are loaded only then. */
export async function openSlack({ config, logger, translator, notes }: SlackRooms): Promise<readonly Wired[]> {
  const { slack: settings, lang, publicUrl } = config;
  if (!wantsSlack(settings)) {
    return [];
  }
  const missing = missingForSlack(settings);
  if (missing !== null) {
    return [openBroken('slack', translator.say({ key: missing }, operatorLang(process.env)))];
  }
  const { createSlackChannel } = await import('../channels/slack/channel.ts');
  const channel = createSlackChannel({ settings, translator, clock: CLOCK, logger, notes, lang, publicUrl });
  return [{ channel, router: channel.router }];
}
