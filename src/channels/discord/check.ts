import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordSettings } from '../../contracts/settings.ts';
import { readDiscordError } from './errors.ts';

/** What a check of the Discord settings found. */
export type DiscordFinding =
  | { readonly kind: 'bot_ok'; readonly bot: string }
  | { readonly kind: 'token_refused' }
  | { readonly kind: 'wrong_application'; readonly id: string }
  | { readonly kind: 'unreachable' }
  /** The words of messages in servers are hidden from the bot: it can't offer help in channels. */
  | { readonly kind: 'no_message_content' }
  | { readonly kind: 'endpoint'; readonly url: string }
  | { readonly kind: 'helpdesk_ok' | 'helpdesk_absent'; readonly channel: string };

/** Milliseconds for one call: an operator is waiting. */
const CALL_LIMIT = 10_000;

/** Bits of an application's flags: Message Content, granted or for up to 100 servers (docs.discord.com/developers/resources/application#application-object-application-flags). */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);

const application = z.object({
  id: z.string(),
  name: z.string().default(''),
  flags: z.number().default(0),
  interactions_endpoint_url: z.string().nullish(),
});

/** Tries the token at Discord, and looks into the help-desk channels. Posts nothing. */
export async function checkDiscord(settings: DiscordSettings): Promise<readonly DiscordFinding[]> {
  const { token, applicationId, apiUrl, helpdeskChannels } = settings;
  const rest = new REST({ version: '10', api: apiUrl, retries: 0, timeout: CALL_LIMIT }).setToken(token);
  try {
    const { id, name, flags, interactions_endpoint_url: endpoint } = application.parse(await rest.get(Routes.currentApplication()));
    if (id !== applicationId) {
      return [{ kind: 'wrong_application', id }];
    }
    const isBlind = helpdeskChannels.length > 0 && (flags & MESSAGE_CONTENT) === 0;
    return [
      { kind: 'bot_ok', bot: name },
      ...(isBlind ? [{ kind: 'no_message_content' } as const] : []),
      ...(endpoint === null || endpoint === undefined ? [] : [{ kind: 'endpoint', url: endpoint } as const]),
      ...(await Promise.all(helpdeskChannels.map((channel) => checkHelpdesk(channel, rest)))),
    ];
  } catch (error) {
    const trouble = readDiscordError(error);
    return [{ kind: trouble.kind === 'refused' && trouble.status === 401 ? 'token_refused' : 'unreachable' }];
  }
}

async function checkHelpdesk(channel: string, rest: REST): Promise<DiscordFinding> {
  try {
    await rest.get(Routes.channel(channel));
    return { kind: 'helpdesk_ok', channel };
  } catch {
    return { kind: 'helpdesk_absent', channel };
  }
}
