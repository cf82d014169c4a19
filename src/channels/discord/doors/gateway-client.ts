import { Client, Events, GatewayDispatchEvents, Options, Partials, SimpleShardingStrategy } from 'discord.js';
import type { Sessions } from './sessions.ts';

/** One life of a connection to the gateway. */
export interface GatewayClient {
  /** Resolves once all shards are ready; rejects where they never will be. */
  login(): Promise<void>;
  /** Resolves with the close code when the connection has ended for good: discord.js itself mends all others. */
  readonly ended: Promise<number>;
  /** Hangs up, whatever state it is in. Never rejects; twice is once. */
  close(): Promise<void>;
}

/** What it is made of. */
export interface GatewayClientOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly intents: readonly number[];
  readonly sessions: Sessions;
  onInteraction(data: unknown): Promise<void>;
  onMessage(data: unknown): Promise<void>;
  /** Trouble of a connection that goes on. */
  onTrouble(error: unknown): void;
}

/** For a good-bye. Milliseconds. */
const GOODBYE_MS = 1_000;

/** Of what the gateway tells, discord.js itself needs this only: to know that it is ready. */
const OF_CONNECTION: ReadonlySet<unknown> = new Set([GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);

/** Makes a client that is not connected yet. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { sessions } = options;
  const line: Line = { strategies: [], isLeft: false };
  const client = createClient(options, line);
  const ended = new Promise<number>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(code));
  });
  client.on(Events.Error, options.onTrouble);
  client.on(Events.ShardError, options.onTrouble);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown) => sessions.follow(options.onInteraction(data)));
  client.ws.on(GatewayDispatchEvents.MessageCreate, (data: unknown) => sessions.follow(options.onMessage(data)));
  keepNothing(client);
  let closing: Promise<void> | null = null;
  let isReady = false;
  return {
    ended,
    async login() {
      await client.login(options.token);
      isReady = true;
    },
    close() {
      closing ??= hangUp(client, line, isReady);
      return closing;
    },
  };
}

interface Line {
  readonly strategies: SimpleShardingStrategy[];
  /** Nothing connects again. */
  isLeft: boolean;
}

function createClient({ apiUrl, intents, sessions }: GatewayClientOptions, line: Line): Client {
  // A session goes on listening to what it was begun with.
  const nameOf = (shard: number): string => `${shard}.${intents.reduce((bits, intent) => bits | intent, 0)}`;
  return new Client({
    intents: [...intents],
    partials: [Partials.Channel],
    shards: 'auto',
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, UserManager: 0 }),
    rest: { api: apiUrl.replace(/\/+$/, ''), version: '10', timeout: 10_000 },
    ws: {
      buildStrategy(manager) {
        const { options } = manager;
        const { retrieveSessionInfo, updateSessionInfo } = options;
        // Whoever connects again asks for the session first; once we have hung up, it waits for ever.
        options.retrieveSessionInfo = async (shard) =>
          line.isLeft ? new Promise(() => undefined) : ((await retrieveSessionInfo(shard)) ?? sessions.read(nameOf(shard)));
        options.updateSessionInfo = (shard, session) => {
          sessions.note(nameOf(shard), session);
          return updateSessionInfo(shard, session);
        };
        const strategy = new SimpleShardingStrategy(manager);
        line.strategies.push(strategy);
        return strategy;
      },
    },
  });
}

/**
 * discord.js would make objects of its own of everything told, and keep many of them; a payload it does not understand would end the process. Here payloads
 * are read as they came, so it gets those only that its connection needs.
 */
function keepNothing({ ws }: Client): void {
  const handle: unknown = Reflect.get(ws, 'handlePacket');
  if (typeof handle !== 'function') return;
  Reflect.set(ws, 'handlePacket', (packet: unknown, shard: unknown): unknown =>
    packet === undefined || OF_CONNECTION.has(kindOf(packet)) ? Reflect.apply(handle, ws, [packet, shard]) : true,
  );
}

function kindOf(packet: unknown): unknown {
  return typeof packet === 'object' && packet !== null && 't' in packet ? packet.t : undefined;
}

/**
 * `destroy` of a client that waits for the gateway's first words would never end, and opens one more connection: no shard gets as far as that, and the
 * connection there is is cut.
 */
async function hangUp(client: Client, line: Line, isReady: boolean): Promise<void> {
  line.isLeft = true;
  const goodbye = client.destroy().catch(() => undefined);
  if (isReady) await endSoon(goodbye);
  for (const strategy of line.strategies) cut(strategy);
  await endSoon(goodbye, isReady ? GOODBYE_MS : 50);
}

function cut(strategy: SimpleShardingStrategy): void {
  const shards: unknown = Reflect.get(strategy, 'shards');
  if (!(shards instanceof Map)) return;
  for (const shard of shards.values()) {
    const socket: unknown = typeof shard === 'object' && shard !== null ? Reflect.get(shard, 'connection') : null;
    if (typeof socket !== 'object' || socket === null) continue;
    Reflect.set(socket, 'onerror', () => undefined);
    const terminate: unknown = Reflect.get(socket, 'terminate');
    if (typeof terminate === 'function') Reflect.apply(terminate, socket, []);
  }
}

async function endSoon(work: Promise<unknown>, ms: number = GOODBYE_MS): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
