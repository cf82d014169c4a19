import type { Channel } from '../../src/contracts/ports.ts';
import { type ChannelState, startChannel } from '../../src/wire/start-channel.ts';
import { openBroken } from '../../src/wire/wired.ts';
import { createFakeLogger } from '../helpers/fake-logger.ts';
import { createScriptedDesk } from '../helpers/scripted-desk.ts';

const DESK = createScriptedDesk(openBroken('none', '').channel, { answer: async () => undefined });

/** A channel whose `start` fails as often as told. */
function buildChannel(failures: readonly Error[]): Channel & { readonly tries: () => number } {
  let tries = 0;
  return {
    ...openBroken('slack', '').channel,
    tries: () => tries,
    async start() {
      const failure = failures[tries];
      tries += 1;
      if (failure !== undefined) throw failure;
    },
  };
}

async function start(channel: Channel, stopping = new AbortController()): Promise<readonly string[]> {
  const told: string[] = [];
  const tell = (name: string, state: ChannelState, reason: string | null): void => void told.push(`${name} ${state} ${reason}`);
  await startChannel(channel, { desk: DESK, logger: createFakeLogger(), stopping: stopping.signal, tell });
  return told;
}

describe('starting a channel', () => {
  it('tells when it is up', async () => {
    expect(await start(buildChannel([]))).toEqual(['slack up null']);
  });

  it('tries again when its service could not be reached', async () => {
    const channel = buildChannel([new Error('ECONNREFUSED')]);

    expect(await start(channel)).toEqual(['slack starting ECONNREFUSED', 'slack up null']);
    expect(channel.tries()).toBe(2);
  });

  it('gives up where no second try can help, and says why', async () => {
    const channel = buildChannel([Object.assign(new Error('invalid_auth'), { permanent: true })]);

    expect(await start(channel)).toEqual(['slack down invalid_auth']);
    expect(channel.tries()).toBe(1);
  });

  it('ends its tries when the program stops', async () => {
    const stopping = new AbortController();
    const endless = buildChannel(Array.from({ length: 100 }, () => new Error('ECONNREFUSED')));
    const started = start(endless, stopping);
    stopping.abort();

    expect(await started).toEqual(['slack starting ECONNREFUSED']);
  });

  it('keeps what is in the outbox of a channel that has not what it needs', async () => {
    const { channel } = openBroken('slack', 'no token');

    await expect(channel.start(DESK)).rejects.toMatchObject({ permanent: true });
    await expect(channel.edit({ conversation: '', person: '', seq: 1, again: false, message: MESSAGE }, null)).rejects.not.toHaveProperty(
      'permanent',
    );
  });
});

const MESSAGE = { id: 'm1', lang: 'ja', blocks: [], choices: [], picker: null } as const;
