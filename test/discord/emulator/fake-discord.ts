import { type Courier, createCourier } from './delivery/courier.ts';
import { createGateway, type Gateway } from './delivery/gateway.ts';
import { createFaults, type Faults } from './faults.ts';
import { completeOptions, type FakeDiscordSettings } from './options.ts';
import { createGuild, type FakeGuild, type GuildOptions } from './people/guild.ts';
import { createPerson, type Person } from './people/person.ts';
import { type Verification, verifyEndpoint } from './rest/endpoint.ts';
import { screenOf } from './screen/screen.ts';
import { type TranscriptOptions, writeTranscript } from './screen/transcript.ts';
import { openDoor } from './server.ts';
import type { Action, CallRecord, Delivery, Refusal } from './state/records.ts';
import { CHANNEL, type CommandRow, type MessageRow } from './state/rows.ts';
import { addChannel, createWorld, dmOf, makeId, type World } from './state/world.ts';

/** What a person is like. */
export interface UserOptions {
  /** As set in the client; `ja` unless told otherwise. */
  readonly locale?: string;
  /** Whether the app may write first; true unless told otherwise. */
  readonly dmOpen?: boolean;
  /** Whether the person added the app to their account. */
  readonly hasApp?: boolean;
  /** Another app's bot. */
  readonly isBot?: boolean;
}

/** A channel, seen by somebody. `dm` is the direct messages with the app. */
export interface ScreenPlace {
  readonly channel: string;
  readonly user: string;
}

/** A running emulator. */
export interface FakeDiscord {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** What `DISCORD_API_URL` is set to: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string;
  readonly app: World['options']['app'];
  /** Public half of the key interactions are signed with. */
  readonly verifyKey: string;
  readonly faults: Faults;
  /** The app's connections: drop, close, reconnect and invalidate them. */
  readonly gateway: Omit<Gateway, 'accept' | 'dispatch' | 'stop'>;
  /** The app's commands, as registered. */
  readonly commands: readonly CommandRow[];
  /** Everything the app called, with its answer. */
  readonly calls: readonly CallRecord[];
  /** What the app sent that Discord would not take. */
  readonly refused: readonly Refusal[];
  /** Every answer that said no, `refused` among them. */
  readonly errors: readonly Refusal[];
  readonly deliveries: readonly Delivery[];
  /** What people did, and how long they waited for a sign of the app. */
  readonly actions: readonly Action[];
  /** Interactions on their way. */
  readonly pending: number;
  /** A person: the one of that name, or a new one. */
  user(name: string, options?: UserOptions): Person;
  /** A server: the one of that name, or a new one. */
  guild(name: string, options?: GuildOptions): FakeGuild;
  /** Direct messages of people among themselves, without the app. The answer is the channel's id. */
  privateChannel(...people: readonly Person[]): string;
  /** From now on interactions are posted to this address, signed; null: they go over the gateway. */
  deliverTo(url: string | null): void;
  /** Sets the address as the portal does: only after it answered a PING and turned away a forged one. */
  setsEndpoint(url: string): Promise<Verification>;
  /** What a person sees in a channel, oldest first. */
  screen(place: ScreenPlace): readonly MessageRow[];
  /** The same with its threads, as text for golden transcripts. */
  transcript(place: ScreenPlace, options?: TranscriptOptions): string;
  /** Resolves once something holds; looks after every change. Fails after `timeoutMs`, naming what was waited for. */
  until(holds: () => boolean, what: string, timeoutMs?: number): Promise<void>;
  /** Forgets calls, deliveries, actions, errors and refusals so far. */
  clearRecords(): void;
  stop(): Promise<void>;
}

/** Starts a Discord on a loopback port. It is empty: make people, servers and channels. */
export async function startFakeDiscord(settings: FakeDiscordSettings = {}): Promise<FakeDiscord> {
  const options = completeOptions(settings);
  const world = createWorld(options);
  const faults = createFaults(options.seed);
  const gateway = createGateway(world, faults);
  const courier = createCourier(world, faults, gateway);
  world.dispatch = (event) => void gateway.dispatch(event);
  const server = await openDoor({ world, faults, gateway });
  const stop = async (): Promise<void> => {
    courier.stop();
    gateway.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return assemble({ world, faults, gateway, courier }, stop);
}

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly courier: Courier;
}

function assemble({ world, faults, gateway, courier }: Parts, stop: () => Promise<void>): FakeDiscord {
  const placed = ({ channel, user }: ScreenPlace): ScreenPlace => ({ channel: channel === 'dm' ? dmOf(world, user).id : channel, user });
  return {
    url: world.baseUrl,
    apiUrl: `${world.baseUrl}/api`,
    app: world.options.app,
    verifyKey: world.keys.verifyKey,
    faults,
    gateway,
    get commands() {
      return world.commands;
    },
    calls: world.calls,
    refused: world.refused,
    errors: world.errors,
    deliveries: world.deliveries,
    actions: world.actions,
    get pending() {
      return courier.pending;
    },
    ...makersOf(world, courier),
    deliverTo: (url) => {
      world.endpoint = url;
    },
    setsEndpoint: async (url) => {
      const verified = await verifyEndpoint(world, url);
      world.endpoint = verified.ok ? url : world.endpoint;
      return verified;
    },
    screen: (place) => screenOf(world, placed(place).channel, place.user),
    transcript: (place, how) => writeTranscript(world, placed(place), how),
    until: (holds, what, timeoutMs = 5_000) => waitUntil(world, { holds, what, timeoutMs }),
    clearRecords: () => {
      for (const list of [world.calls, world.deliveries, world.actions, world.errors, world.refused]) {
        list.length = 0;
      }
    },
    stop,
  };
}

function makersOf(world: World, courier: Courier): Pick<FakeDiscord, 'user' | 'guild' | 'privateChannel'> {
  const people = new Map<string, Person>();
  const guilds = new Map<string, FakeGuild>();
  return {
    user: (name, { locale = 'ja', dmOpen = true, hasApp = false, isBot = false } = {}) => {
      const known = people.get(name);
      if (known !== undefined) {
        return known;
      }
      const user = { id: makeId(world), username: name.toLowerCase(), globalName: name, locale, bot: isBot, dmOpen, hasApp };
      world.users.set(user.id, user);
      const person = createPerson({ world, courier, user });
      people.set(name, person);
      return person;
    },
    guild: (name, options) => {
      const guild = guilds.get(name) ?? createGuild(world, name, options);
      guilds.set(name, guild);
      return guild;
    },
    privateChannel: (...members) => {
      const recipients = members.map(({ id }) => id);
      return addChannel(world, { type: recipients.length > 2 ? CHANNEL.group : CHANNEL.dm, name: '', recipients }).id;
    },
  };
}

function waitUntil(
  world: World,
  { holds, what, timeoutMs }: { readonly holds: () => boolean; readonly what: string; readonly timeoutMs: number },
): Promise<void> {
  if (holds()) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (holds()) {
        finish();
        resolve();
      }
    };
    const timer = setTimeout(() => {
      finish();
      const refused = world.refused.map(({ name, code, messages }) => `${name}: ${code} ${messages.join(', ')}`).join('\n');
      reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}.${refused === '' ? '' : `\nRefused so far:\n${refused}`}`));
    }, timeoutMs);
    const finish = (): void => {
      clearTimeout(timer);
      world.watchers.delete(look);
    };
    world.watchers.add(look);
  });
}
