import { describeChannel } from '../../contracts/channel.ts';
import { visibleText } from '../../discord/emulator/index.ts';
import type { Script } from '../../helpers/scripted-desk.ts';
import { type DiscordHouse, openDiscordHouse, until } from './house.ts';

describeChannel('Discord (direct messages, gateway)', async (script) => {
  const house = await openDiscordHouse({ door: 'gateway', script });
  const { hana, discord } = house;
  // Everything is told twice, at once: whatever the suite does, the repeat has to do nothing. The bot's own posts are told as well.
  discord.faults.deliveries.duplicate = 1;
  return {
    ...house,
    editsInPlace: true,
    write: (text) => heard(house, async () => void (await hana.writes('dm', text))),
    choose: (id) => heard(house, async () => void (await hana.clicks(hana.lastFromBot('dm'), id))),
    repeat: async () => settle(house),
    echoOwn: async () => settle(house),
    shown: async () => hana.sees('dm').map(visibleText),
    close: () => closeCleanly(house),
  };
});

describeChannel('Discord (for one person’s eyes, HTTP)', async (script: Script) => {
  const house = await openDiscordHouse({ door: 'http', script, settings: { gateway: false } });
  const { hana, lounge, discord } = house;
  discord.faults.deliveries.duplicate = 1;
  return {
    ...house,
    editsInPlace: true,
    write: (text) => heard(house, async () => void hana.runsCommand('mailfix', { story: text }, lounge)),
    choose: (id) => heard(house, async () => void (await hana.clicks(hana.lastFromBot(lounge), id))),
    repeat: async () => settle(house),
    echoOwn: null,
    shown: async () => hana.sees(lounge).map(visibleText),
    close: () => closeCleanly(house),
  };
});

async function heard({ desk }: DiscordHouse, act: () => Promise<void>): Promise<void> {
  const before = desk.envelopes.length;
  await act();
  await until(() => desk.envelopes.length > before);
}

async function settle({ discord }: DiscordHouse): Promise<void> {
  await discord.until(() => discord.pending === 0, 'everything to be told');
  await new Promise((resolve) => setTimeout(resolve, 20));
}

async function closeCleanly(house: DiscordHouse): Promise<void> {
  await settle(house);
  const { refused } = house.discord;
  await house.close();
  if (refused.length > 0) throw new Error(`Discord refused: ${JSON.stringify(refused)}`);
}
