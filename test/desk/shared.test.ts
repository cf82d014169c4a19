import type { SessionStore } from '../../src/contracts/ports.ts';
import { openPostgresStore } from '../../src/sessions/postgres.ts';
import { A, closeStages, type DeskStage, openStage, until } from '../helpers/desk-stage.ts';
import { createFakeChannel } from '../helpers/fake-channel.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../helpers/postgres.ts';

const obstacle = whyNoPostgres();
const describeWhereServed = obstacle === null ? describe : describe.skip;

describeWhereServed(`desks on one PostgreSQL${obstacle === null ? '' : ` (not run: ${obstacle})`}`, () => {
  let server: Postgres;
  let url = '';
  let stores: SessionStore[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => {
    await server.stop();
  });

  beforeEach(async () => {
    url = await server.createDatabase();
    stores = [];
  });

  afterEach(async () => {
    await closeStages();
    await Promise.all(stores.map((store) => store.close()));
  });

  async function openDesk(name: string, options: Parameters<typeof openStage>[0] = {}): Promise<DeskStage> {
    const store = await openPostgresStore(url);
    stores.push(store);
    return openStage({ store, name, ...options, pace: { sweepMs: 20, renewMs: 20, ...options.pace } });
  }

  it('answer everything once and in order, whichever of them hears it', async () => {
    const channel = createFakeChannel();
    const desks = await Promise.all(['one', 'two', 'three'].map((name) => openDesk(name, { channels: [channel] })));
    await Promise.all(desks.map(({ desk }) => desk.resume()));
    const conversations = Array.from({ length: 12 }, (_, index) => `web:page:${index}`);

    await Promise.all(
      conversations.flatMap((conversation) =>
        Array.from({ length: 9 }, (_, turn) => desks[turn % desks.length]?.say(`t${turn}`, conversation)),
      ),
    );
    await until(() => channel.sent.length >= 108);
    await Promise.all(desks.flatMap(({ desk }) => conversations.map((conversation) => desk.idle(conversation))));

    expect(channel.sent).toHaveLength(108);
    for (const conversation of conversations) {
      expect(channel.read(conversation).map((text) => Number.parseInt(text, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(await stores[0]?.pending(null)).toEqual([]);
  });

  it('answer at once also while another waits for a look', async () => {
    const channel = createFakeChannel();
    const one = await openDesk('one', { channels: [channel] });
    const two = await openDesk('two', { channels: [channel] });
    await Promise.all([one.desk.resume(), two.desk.resume()]);
    await one.say('look');
    const look = await one.prober.begun(1);

    await two.say('hello');
    await until(() => channel.sent.length === 2);
    look.finish(1);
    await one.desk.idle(A);

    expect(two.prober.looks).toEqual([]);
    expect(channel.read(A)).toEqual([expect.stringMatching(/^result/), '2:hello', expect.stringMatching(/^result/)]);
  });

  it('take up what one left that died, after its hold has ended, looks included', async () => {
    const dead = await openDesk('dead', { pace: { holdMs: 200, stopWithinMs: 1, renewMs: 60_000 } });
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    dead.channel.before = () => {
      reach();
      return new Promise(() => {});
    };
    await dead.say('look');
    await reached;

    const { desk, channel, prober } = await openDesk('living');
    await desk.resume();
    (await prober.begun(1)).finish(4);
    await until(() => channel.sent.length === 3);
    await desk.idle(A);

    expect(channel.read(A)).toEqual([expect.stringMatching(/: 4$/), expect.stringMatching(/: 4$/)]);
    expect([dead.channel.tries[0]?.again, channel.tries[0]?.again]).toEqual([false, true]);
    expect(await stores[0]?.pending(null)).toEqual([]);
  });

  it('forget somebody all of them know, and begin a new case with what is said next to any', async () => {
    const [one, two] = await Promise.all([openDesk('one'), openDesk('two')]);
    await one.say('hello');
    await one.desk.idle(A);
    await two.say('hello again');
    await two.desk.idle(A);

    await one.desk.forgetAll({ person: 'p' });
    expect([await one.desk.stepOf(A), await two.desk.stepOf(A)]).toEqual([null, null]);
    await two.say('once more');
    await two.desk.idle(A);

    expect(two.channel.sent.map((act) => act.kind === 'send' && act.text)).toEqual(['2:hello again', '1:once more']);
    expect(await one.store.transcript(A, 0)).toHaveLength(2);
  });

  it('leave to a living one what it holds, however long its sends are tried again', async () => {
    const living = await openDesk('living', { pace: { holdMs: 300, firstWaitMs: 20, longestWaitMs: 20 } });
    let tries = 0;
    living.channel.before = () => {
      tries += 1;
      if (tries < 40) {
        throw new Error('down');
      }
    };
    const other = await openDesk('other');
    await Promise.all([living.desk.resume(), other.desk.resume()]);

    await living.say('hello');
    await living.desk.idle(A);

    expect(living.channel.read(A)).toEqual(['1:hello']);
    expect(other.channel.sent).toEqual([]);
  });
});
