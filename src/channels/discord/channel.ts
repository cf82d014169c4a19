import { type REST, Routes } from 'discord.js';
import { Router } from 'express';
import type { Channel, Desk, Post } from '../../contracts/ports.ts';
import { type Asides, createAsides } from '../shared/asides.ts';
import { createLanes } from '../shared/lanes.ts';
import { pause, pauseAfter } from '../shared/pause.ts';
import { isPermanent } from '../shared/permanent.ts';
import { createRemembered, type Remembered } from '../shared/remembered.ts';
import { askApplication } from './application.ts';
import { createChannels } from './channels.ts';
import { createCallback } from './doors/callback.ts';
import { createGatewayDoor, type GatewayDoor } from './doors/gateway.ts';
import { createHttpDoor, type HttpDoor } from './doors/http.ts';
import { createSessions } from './doors/sessions.ts';
import { readDiscordError } from './errors.ts';
import { createListener } from './listen.ts';
import { createSafeLogger } from './log-error.ts';
import { createMissed, type Missed } from './missed.ts';
import { DISCORD, type DiscordOptions } from './options.ts';
import { createOriginals } from './originals.ts';
import { createPeople } from './people.ts';
import { readConversation } from './place.ts';
import { createPoster, type Poster } from './post/poster.ts';
import type { Rooms } from './receive/rooms.ts';
import { registerCommands } from './register.ts';
import { createRest } from './rest.ts';
import { createSlots } from './slots.ts';
import { createTokens } from './tokens.ts';

/** The Discord app. Its router is mounted at the root by whoever owns the HTTP server: interactions, where Discord sends them by HTTP. */
export interface DiscordChannel extends Channel {
  readonly router: Router;
  retract(conversation: string, eventId: string): Promise<void>;
}

/** Milliseconds a stop waits for words by the way. */
const LAST_WORDS_MS = 500;

/** The channel of a Discord app, by gateway, HTTP interactions or both at once. `start` may be called again, after it rejected or after a stop. */
export function createDiscordChannel(given: DiscordOptions): DiscordChannel {
  const options = { ...given, logger: createSafeLogger(given.logger) };
  const inside = furnish(options);
  const { rest, asides, missed } = inside;
  const { poster } = inside.rooms;
  let open: Rooms | null = null;
  let life = new AbortController();
  const doors = createDoors(options, inside, () => open);

  async function stop(): Promise<void> {
    life.abort();
    doors.http.close();
    await doors.gateway?.stop();
    open = null;
  }

  return {
    name: DISCORD,
    router: doors.router,
    async start(desk: Desk) {
      await stop();
      life = new AbortController();
      const { botUser, verifyKey, hasEndpoint } = await askApplication(rest, options.settings.applicationId);
      open = { ...inside.rooms, desk, botUser };
      asides.begin('commands registered', () => keepRegistered(rest, options, life.signal));
      if (verifyKey !== null) doors.http.open(verifyKey);
      await doors.gateway?.start({ without: hasEndpoint });
    },
    send: (post) => sendOrMiss(post, poster, missed),
    edit: (post, reference) => poster.edit(post, reference),
    retract: (conversation, eventId) => retract(conversation, eventId, inside),
    async stop() {
      await stop();
      await asides.settle(LAST_WORDS_MS);
      await poster.stop();
    },
  };
}

interface Inside {
  readonly rest: REST;
  readonly rooms: Omit<Rooms, 'desk' | 'botUser'>;
  readonly asides: Asides;
  readonly missed: Missed;
  /** Where messages of servers were written that may have to be deleted, by id. */
  readonly heard: Remembered<string>;
}

function furnish(options: DiscordOptions): Inside {
  const { settings, translator, notes, logger, lang, clock } = options;
  const rest = createRest(options);
  const originals = createOriginals({ rest, applicationId: settings.applicationId });
  const slots = createSlots({ originals, clock });
  const tokens = createTokens(options);
  const asides = createAsides(logger, 'Discord aside failed');
  const heard = createRemembered<string>({ forMs: 3_600_000, atMost: 2_000, clock });
  const missed = createMissed(options);
  const poster = createPoster({ ...options, rest, tokens, slots });
  return {
    rest,
    asides,
    heard,
    missed,
    rooms: {
      ...{ settings, translator, notes, logger, lang, poster, slots, tokens, originals, missed },
      people: createPeople(options),
      channels: createChannels({ rest, clock, logger }),
      heardIn: heard,
      searched: createRemembered({ forMs: 3_600_000, atMost: 2_000, clock }),
      inTurn: createLanes(),
      aside: asides.begin,
    },
  };
}

interface Doors {
  readonly http: HttpDoor;
  readonly router: Router;
  /** Null where it is turned off. */
  readonly gateway: GatewayDoor | null;
}

function createDoors({ settings, clock, logger }: DiscordOptions, { rest, rooms }: Inside, open: () => Rooms | null): Doors {
  const { originals } = rooms;
  const known = createRemembered<true>({ forMs: 15 * 60_000, atMost: 10_000, clock });
  const listener = createListener({
    open,
    now: clock.now,
    isFirst(interaction) {
      const isFirst = known.get(interaction) === undefined;
      if (isFirst) known.set(interaction, true);
      return isFirst;
    },
  });
  const callback = createCallback({ rest, originals, clock, lost: rooms.tokens.drop });
  const http = createHttpDoor({ originals, hearInteraction: listener.hearInteraction });
  const gateway = createGatewayDoor({
    ...settings,
    logger,
    random: Math.random,
    sessions: createSessions({ notes: rooms.notes, logger }),
    hearInteraction: (data) => listener.hearInteraction(data, callback(data)),
    hearMessage: listener.hearMessage,
  });
  const router = Router();
  router.use(http.router);
  return { http, router, gateway: settings.gateway ? gateway : null };
}

/** Commands are there for everybody; where Discord does not take them now, the bot works without meanwhile. */
async function keepRegistered(rest: REST, { settings, translator, logger }: DiscordOptions, signal: AbortSignal): Promise<void> {
  const { applicationId } = settings;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      if (await registerCommands({ rest, applicationId, translator })) logger.info({}, 'Discord commands registered');
      return;
    } catch (error) {
      logger.warn({ failures, error }, 'Discord commands not registered, trying again');
    }
    await pause(pauseAfter(failures, Math.random), signal);
  }
}

async function sendOrMiss(post: Post, poster: Poster, missed: Missed): Promise<string> {
  try {
    return await poster.send(post);
  } catch (error) {
    if (isPermanent(error)) await missed.note(post);
    throw error;
  }
}

/**
 * A person's message is deleted in a server, where the bot may manage messages. In direct messages nobody can delete what another wrote. Rejects only
 * where trying again may help.
 */
async function retract(conversation: string, eventId: string, { rest, heard, rooms }: Inside): Promise<void> {
  const [, message] = /^msg:(.+)$/.exec(eventId) ?? [];
  const place = readConversation(conversation);
  if (message === undefined || place === null) return;
  const standing = place.kind === 'thread' ? (message === place.message ? place.channel : place.message) : undefined;
  const channel = heard.get(message) ?? standing;
  if (channel === undefined) return;
  try {
    await rest.delete(Routes.channelMessage(channel, message));
  } catch (error) {
    if (readDiscordError(error).kind !== 'refused') throw error;
    rooms.logger.info({ error }, 'Discord message not deleted');
  }
}
