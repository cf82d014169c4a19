import { type APIInteractionResponse, REST } from 'discord.js';
import { createCallback } from '../../../../src/channels/discord/doors/callback.ts';
import { createOriginals } from '../../../../src/channels/discord/originals.ts';
import { type FakeDiscord, type Person, startFakeDiscord } from '../../../discord/emulator/index.ts';

const WORDS = { type: 10, content: 'お答えします', id: 4_711 } as const;
const OTHERS = { type: 10, content: '別のお答えです', id: 4_712 } as const;

function say(component: typeof WORDS | typeof OTHERS): APIInteractionResponse {
  return { type: 4, data: { components: [component], flags: 64 + 32_768 } };
}

describe('An interaction of the gateway is called back', () => {
  let discord: FakeDiscord;
  let hana: Person;
  let lost: string[];

  beforeEach(async () => {
    discord = await startFakeDiscord();
    hana = discord.user('Hana');
    lost = [];
  });

  afterEach(() => discord.stop());

  /** An interaction nobody has answered, and how to answer it: each call of `createCallback` is another life of the program. */
  async function interact() {
    const rest = new REST({ api: discord.apiUrl, version: '10', retries: 0 }).setToken(discord.app.token);
    await rest.put(`/applications/${discord.app.id}/commands`, { body: [{ name: 'mailfix', description: 'x', contexts: [1] }] });
    const ran = hana.runsCommand('mailfix', {}, 'dm');
    await discord.until(() => discord.deliveries.length > 0, 'the interaction');
    const interaction = discord.deliveries[0]?.body;
    const originals = createOriginals({ rest, applicationId: discord.app.id });
    const live = () => createCallback({ rest, originals, clock: { now: Date.now }, lost: (id) => lost.push(id) })(interaction);
    return { ran, live, shown: () => hana.sees('dm').flatMap(({ fromApp, components }) => (fromApp ? [components[0]?.content] : [])) };
  }

  const thinking: APIInteractionResponse = { type: 5, data: { flags: 64 } };

  it('once, also where the answer to the call is lost', async () => {
    const { live, shown } = await interact();
    discord.faults.next('callback', { kind: 'reset', committed: true });

    expect(await live()(say(WORDS))).toMatchObject({ kind: 'shown', message: { channel: hana.dm } });
    expect(shown()).toEqual(['お答えします']);
  });

  it.each([
    ['"is thinking"', thinking],
    ['another message', say(OTHERS)],
  ])('and where a life before had answered, %s is not taken to stand there, though a call was lost', async (_, response) => {
    const { live, shown } = await interact();
    await live()(say(WORDS));
    discord.faults.next('callback', { kind: 'reset' });

    expect(await live()(response)).toEqual({ kind: 'gone' });
    expect(shown()).toEqual(['お答えします']);
  });

  it('and "is thinking" stands there where it is seen to', async () => {
    const { live } = await interact();
    discord.faults.next('callback', { kind: 'reset', committed: true });

    expect(await live()(thinking)).toEqual({ kind: 'shown', message: null });
  });

  it('and where Discord does not know it any more, that is told: nothing goes by its token', async () => {
    const { live } = await interact();
    discord.faults.next('callback', { kind: 'error', status: 404, code: 10_062 });

    expect(await live()(say(WORDS))).toEqual({ kind: 'gone' });
    expect(lost).toEqual([discord.deliveries[0]?.interaction]);
  });
});
