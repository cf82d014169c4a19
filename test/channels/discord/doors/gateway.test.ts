import { type DiscordHouse, openDiscordHouse, until } from '../house.ts';

describe('The gateway door', () => {
  let house: DiscordHouse;

  afterEach(async () => {
    await house.close();
  });

  const texts = () => house.desk.envelopes.map(({ event }) => ('text' in event ? event.text : event.kind));

  it('asks for no more than direct messages where there is no help-desk channel', async () => {
    house = await openDiscordHouse({ door: 'gateway', settings: { helpdeskChannels: [] } });

    expect(house.discord.gateway.sessions.map(({ intents }) => intents)).toEqual([1 << 12]);
  });

  it('does without the words of servers where Discord keeps them, and says so once', async () => {
    house = await openDiscordHouse({
      door: 'gateway',
      discord: { app: { messageContent: false } },
      script: { answer: async () => undefined, concerns: () => true },
    });
    await house.hana.writes(house.helpdesk, '送れない');
    await house.hana.writes('dm', '直接');
    await house.hana.mentionsBot(house.lounge, '呼びました');
    await until(() => house.desk.envelopes.length >= 2);

    expect(texts()).toEqual(['直接', '呼びました']);
    expect(house.logger.of('warn').filter((message) => message.includes('offers no help'))).toHaveLength(1);
  });

  it('gives a refused token up for good', async () => {
    house = await openDiscordHouse({ door: 'gateway', settings: { token: 'wrong' }, started: false });

    await expect(house.channel.start(house.desk)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
  });

  it('rejects where the gateway can’t be reached, and starts when it can', async () => {
    house = await openDiscordHouse({ door: 'gateway', started: false });
    house.discord.faults.next('getGatewayBot', { kind: 'status', status: 503 }, { times: 9 });
    await expect(house.channel.start(house.desk)).rejects.toThrow();
    house.discord.faults.clear();
    await house.channel.start(house.desk);
    await house.hana.writes('dm', 'いま');
    await until(() => house.desk.envelopes.length > 0);

    expect(texts()).toEqual(['いま']);
  });

  it('goes without the gateway where Discord sends interactions by HTTP, and takes it up when it is there', async () => {
    house = await openDiscordHouse({ door: 'http', started: false });
    house.discord.faults.next('getGatewayBot', { kind: 'status', status: 503 }, { times: 1 });
    await house.channel.start(house.desk);
    await house.discord.until(() => house.discord.commands.length > 0, 'commands');
    await house.hana.runsCommand('mailfix', { story: 'HTTP で' }, house.lounge);
    await house.discord.gateway.whenReady();
    await house.hana.writes('dm', 'ゲートウェイで');
    await until(() => house.desk.envelopes.length > 1);

    expect(texts()).toEqual(['HTTP で', 'ゲートウェイで']);
  });

  it.each([
    ['a drop', () => house.discord.gateway.drop()],
    ['a request to come anew', () => house.discord.gateway.reconnect()],
    ['a session that may be resumed', () => house.discord.gateway.invalidate(true)],
  ])('hears after %s what was said meanwhile', async (_what, disturb) => {
    house = await openDiscordHouse({ door: 'gateway' });
    disturb();
    await house.hana.writes('dm', '途中で');
    await until(() => house.desk.envelopes.length > 0);

    expect(texts()).toEqual(['途中で']);
  });

  it('opens a new connection where Discord has closed one for good', async () => {
    house = await openDiscordHouse({ door: 'gateway' });
    house.discord.gateway.close(4_011);
    await house.discord.until(() => house.discord.gateway.counts.identified === 2, 'a new session');
    await house.discord.until(() => house.discord.gateway.count === 1, 'it to be ready');
    await house.hana.writes('dm', 'また');
    await until(() => house.desk.envelopes.length > 0);

    expect(texts()).toEqual(['また']);
  });

  it('opens as many shards as Discord asks for', async () => {
    house = await openDiscordHouse({ door: 'gateway', discord: { app: { shards: 2 } } });
    await house.hana.writes('dm', '一つ');
    await until(() => house.desk.envelopes.length > 0);

    expect(house.discord.gateway.sessions).toHaveLength(2);
    expect(texts()).toEqual(['一つ']);
  });

  it.each(['holdsHello', 'holdsReady'] as const)('stops at once while the gateway %s', async (mood) => {
    house = await openDiscordHouse({ door: 'gateway', started: false });
    house.discord.gateway.moods[mood] = true;
    const starting = house.channel.start(house.desk).then(
      () => 'started',
      () => 'given up',
    );
    await house.discord.until(() => house.discord.calls.some(({ name }) => name === 'getGatewayBot'), 'the question for the gateway');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await house.channel.stop();

    await expect(starting).resolves.toBe('given up');
    house.discord.gateway.moods[mood] = false;
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(house.discord.gateway.count).toBe(0);
  });

  it('can be stopped and started again', async () => {
    house = await openDiscordHouse({ door: 'gateway' });
    await house.channel.stop();
    await house.discord.until(() => house.discord.gateway.count === 0, 'the connection to end');
    await house.channel.start(house.desk);
    await house.hana.writes('dm', 'もう一度');
    await until(() => house.desk.envelopes.length > 0);

    expect(texts()).toEqual(['もう一度']);
  });

  it('survives what it does not understand', async () => {
    house = await openDiscordHouse({ door: 'gateway' });
    await house.hana.writes(house.lounge, 'ふつうの話');
    await house.hana.writes('dm', '');
    await house.hana.writes('dm', 'まだいます');
    await until(() => house.desk.envelopes.length > 0);

    expect(texts()).toEqual(['まだいます']);
    expect(house.logger.of('error')).toEqual([]);
  });
});
