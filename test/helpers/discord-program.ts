import type { FakeDiscord } from '../discord/emulator/index.ts';

/** How Discord reaches the program: messages come over the gateway, interactions over it or by HTTP. `http`: without gateway. */
export type Door = 'gateway' | 'both' | 'http';

/** The settings of an app as an operator takes them from the developer portal. */
export function discordSettings(fake: FakeDiscord, door: Door, helpdesks: readonly string[] = []): Readonly<Record<string, string>> {
  return {
    DISCORD_API_URL: fake.apiUrl,
    DISCORD_TOKEN: fake.app.token,
    DISCORD_APPLICATION_ID: fake.app.id,
    ...(door === 'http' ? { DISCORD_GATEWAY: 'off' } : {}),
    ...(helpdesks.length === 0 ? {} : { HELPDESK_DISCORD_CHANNEL: helpdesks.join(',') }),
  };
}

/** From now on the portal has the program's address for interactions. Fails where Discord would not take it. */
export async function setEndpoint(fake: FakeDiscord, url: string): Promise<void> {
  const verified = await fake.setsEndpoint(new URL('/discord/interactions', url).href);
  if (!verified.ok) throw new Error(`Discord does not take the address: ${verified.reason}`);
}
