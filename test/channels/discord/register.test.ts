import { type DiscordHouse, openDiscordHouse } from './house.ts';

describe('Registering commands', () => {
  let house: DiscordHouse;

  afterEach(async () => {
    await house.close();
  });

  const puts = () => house.discord.calls.filter(({ route }) => route.startsWith('PUT') && route.endsWith('/commands')).length;
  const gets = () => house.discord.calls.filter(({ route }) => route.startsWith('GET') && route.includes('/commands')).length;

  it('is done once, and not again while they are the same', async () => {
    house = await openDiscordHouse({ door: 'gateway' });
    expect(puts()).toBe(1);
    await house.channel.stop();
    await house.channel.start(house.desk);
    await house.discord.until(() => gets() === 2, 'the commands to be looked at again');

    expect(puts()).toBe(1);
    expect(house.discord.commands.map(({ name }) => name)).toEqual(['mailfix', 'Diagnose']);
  });

  it('is tried again where Discord does not take them, and the bot works meanwhile', async () => {
    house = await openDiscordHouse({ door: 'gateway', started: false });
    house.discord.faults.next('*', { kind: 'status', status: 500 }, { when: ({ path }) => path.endsWith('/commands') });
    await house.channel.start(house.desk);
    await house.discord.until(() => house.discord.commands.length > 0, 'the commands to be registered');

    expect(puts()).toBe(1);
  });
});
