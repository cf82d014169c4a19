import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type DiscordHouse, openDiscordHouse, until } from '../house.ts';

describe('The HTTP door', () => {
  let house: DiscordHouse;

  beforeEach(async () => {
    house = await openDiscordHouse({ door: 'http', settings: { gateway: false } });
  });

  afterEach(async () => {
    await house.close();
  });

  const address = () => `${house.url}/discord/interactions`;

  async function post(body: string, headers: Readonly<Record<string, string>>): Promise<number> {
    const response = await fetch(address(), { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    await response.text();
    return response.status;
  }

  function signed(body: string, key: KeyObject): Readonly<Record<string, string>> {
    const at = String(Math.floor(Date.now() / 1_000));
    return { 'x-signature-timestamp': at, 'x-signature-ed25519': sign(null, Buffer.from(at + body), key).toString('hex') };
  }

  it('passes the check that Discord makes of an address: a PING answered, a forged one turned away', async () => {
    await expect(house.discord.setsEndpoint(address())).resolves.toMatchObject({ ok: true });
  });

  it.each([
    ['signed with another key', (body: string) => signed(body, generateKeyPairSync('ed25519').privateKey)],
    ['without a signature', () => ({})],
    ['with half a signature', () => ({ 'x-signature-timestamp': '1', 'x-signature-ed25519': 'ab'.repeat(32) })],
    ['with a signature that is no number', () => ({ 'x-signature-timestamp': '1', 'x-signature-ed25519': 'zz'.repeat(64) })],
  ])('turns away what is %s', async (_what, headersOf) => {
    const body = JSON.stringify({ type: 1, id: '1' });

    await expect(post(body, headersOf(body))).resolves.toBe(401);
  });

  it('turns away what is too long', async () => {
    await expect(post('x'.repeat(1_100_000), {})).resolves.toBe(413);
  });

  it('asks to come again before the channel has started and after it has stopped', async () => {
    await house.channel.stop();

    await expect(post('{"type":1}', {})).resolves.toBe(503);
  });

  it('answers in the response itself: one call less', async () => {
    await house.hana.runsCommand('mailfix', { action: 'help' }, house.lounge);

    expect(house.discord.calls.filter(({ name }) => name === 'callback')).toEqual([]);
    expect(house.discord.deliveries.at(-1)).toMatchObject({ acked: true, answer: 4 });
  });

  it('takes in what was told twice at once with the same answer', async () => {
    house.discord.faults.deliveries.duplicate = 1;
    await house.hana.runsCommand('mailfix', { story: '送れない' }, house.lounge);
    const statuses = () => house.discord.deliveries.at(-1)?.attempts.map(({ status }) => status) ?? [];
    await until(() => statuses().length === 2 && !statuses().includes(null));

    expect(house.desk.envelopes).toHaveLength(1);
    expect(statuses()).toEqual([200, 200]);
  });

  it('without the gateway, help in direct messages has a button to write, since nobody would hear what is typed', async () => {
    await house.hana.runsCommand('mailfix', { story: '送れない' }, 'dm');

    expect(house.discord.gateway.sessions).toEqual([]);
    expect(house.desk.envelopes[0]?.conversation).toBe(`discord:${house.hana.dm}/${house.hana.id}:private`);
  });
});
