import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Fields } from '../../../helpers/json.ts';
import type { FakeDiscordOptions } from '../options.ts';
import type { Action, CallRecord, Delivery, Refusal } from './records.ts';
import { CHANNEL, type ChannelRow, type CommandRow, type GuildRow, type InteractionRow, type ModalRow, type UserRow } from './rows.ts';

/** An event on its way to the gateway. */
export interface GatewayEvent {
  readonly t: string;
  /** The server it belongs to; null for direct messages and what is tied to none. */
  readonly guild: string | null;
  /** The intent without which it is not sent; 0: always. */
  readonly intent: number;
  /** Its data, for an app with these intents. */
  readonly dataFor: (intents: number) => Fields;
}

/** Everything the emulated Discord knows. */
export interface World {
  readonly options: FakeDiscordOptions;
  /** The pair interactions are signed with, and its public half as `verify_key`. */
  readonly keys: { readonly privateKey: KeyObject; readonly verifyKey: string };
  readonly users: Map<string, UserRow>;
  readonly guilds: Map<string, GuildRow>;
  readonly channels: Map<string, ChannelRow>;
  /** Channel of the app's direct messages with a person. */
  readonly dms: Map<string, string>;
  commands: readonly CommandRow[];
  /** By token. */
  readonly interactions: Map<string, InteractionRow>;
  readonly interactionsById: Map<string, InteractionRow>;
  /** The form on each person's screen. */
  readonly modals: Map<string, ModalRow>;
  readonly calls: CallRecord[];
  readonly refused: Refusal[];
  readonly errors: Refusal[];
  readonly deliveries: Delivery[];
  readonly actions: Action[];
  /** Actions without an answer, with the time they were taken at. */
  readonly waiting: Map<Action, number>;
  /** Called after every change that people can see. */
  readonly watchers: Set<() => void>;
  baseUrl: string;
  /** Where interactions are posted to; null: over the gateway. */
  endpoint: string | null;
  dispatch: (event: GatewayEvent) => void;
  /** Number of sessions started, for the session start limit. */
  sessionsStarted: number;
  lastId: bigint;
}

/** An empty world: only the app's own bot is there. */
export function createWorld(options: FakeDiscordOptions): World {
  const world: World = {
    options,
    keys: makeKeys(),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    dms: new Map(),
    commands: [],
    interactions: new Map(),
    interactionsById: new Map(),
    modals: new Map(),
    calls: [],
    refused: [],
    errors: [],
    deliveries: [],
    actions: [],
    waiting: new Map(),
    watchers: new Set(),
    baseUrl: '',
    endpoint: null,
    dispatch: () => undefined,
    sessionsStarted: 0,
    lastId: 0n,
  };
  const { id, name } = options.app;
  world.users.set(id, { id, username: name.toLowerCase(), globalName: name, locale: 'en-US', bot: true, dmOpen: false, hasApp: false });
  return world;
}

/** The public half is 32 bytes: RFC 8410 §4 puts them at the end of the encoded key. */
function makeKeys(): World['keys'] {
  const pair = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const privateKey = createPrivateKey({ key: pair.privateKey, type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { privateKey, verifyKey: spki.subarray(-32).toString('hex') };
}

/** The first second of 2015: docs.discord.com/developers/reference, "Snowflakes". */
const DISCORD_EPOCH = 1_420_070_400_000;

/** An id later than any before, by `gap` at least. */
export function makeId(world: World, gap = 1n): string {
  const now = BigInt(Math.floor(world.options.now()) - DISCORD_EPOCH) << 22n;
  world.lastId = now > world.lastId ? now : world.lastId + gap;
  return String(world.lastId);
}

/** Tells those who watch that something on a screen changed. */
export function noteChange(world: World): void {
  for (const watcher of world.watchers) {
    watcher();
  }
}

/** The channel of that id. Throws where a test names one that was never made. */
export function channelOf(world: World, id: string): ChannelRow {
  const channel = world.channels.get(id);
  if (channel === undefined) {
    throw new Error(`No channel ${id}: make it with guild.channel(…).`);
  }
  return channel;
}

/** The person of that id. Throws where a test names one that was never made. */
export function userOf(world: World, id: string): UserRow {
  const user = world.users.get(id);
  if (user === undefined) {
    throw new Error(`No user ${id}: make one with fake.user(…).`);
  }
  return user;
}

/** A channel without messages, put into the world. */
export function addChannel(
  world: World,
  row: Pick<ChannelRow, 'type' | 'name'> & Partial<Pick<ChannelRow, 'id' | 'guild' | 'parent' | 'recipients' | 'owner' | 'autoArchive'>>,
): ChannelRow {
  const channel: ChannelRow = {
    id: makeId(world),
    guild: null,
    parent: null,
    recipients: [],
    owner: null,
    autoArchive: 4_320,
    ...row,
    messages: new Map(),
    lastMessage: null,
    denied: new Set(['MANAGE_MESSAGES', 'MANAGE_THREADS']),
    archived: false,
    locked: false,
    deleted: false,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The app's direct messages with a person, opened where they are not yet. */
export function dmOf(world: World, user: string): ChannelRow {
  const known = world.dms.get(user);
  if (known !== undefined) {
    return channelOf(world, known);
  }
  const channel = addChannel(world, { type: CHANNEL.dm, name: '', recipients: [user, world.options.app.id] });
  world.dms.set(user, channel.id);
  return channel;
}

/** Whether a channel is a thread, a post of a forum among them. */
export function isThread({ type }: ChannelRow): boolean {
  return type === CHANNEL.publicThread || type === CHANNEL.privateThread;
}
