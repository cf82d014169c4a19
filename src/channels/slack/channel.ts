import { App, LogLevel, type Receiver } from '@slack/bolt';
import { Router } from 'express';
import type { Channel } from '../../contracts/ports.ts';
import { type Asides, createAsides } from '../shared/asides.ts';
import { createLanes } from '../shared/lanes.ts';
import { createHttpDoor } from './doors/http.ts';
import { createInstallDoor } from './doors/install.ts';
import { createSocketDoor, type SocketDoor } from './doors/socket.ts';
import { createInstallations, type Installations } from './installations.ts';
import { listen } from './listen.ts';
import { SLACK, type SlackOptions } from './options.ts';
import { createOwnDirects } from './own-directs.ts';
import { createPeople, type Who } from './people.ts';
import { createPoster } from './post/poster.ts';
import { createResponder } from './post/respond.ts';
import type { Rooms } from './receive/rooms.ts';
import { createSlackLogger } from './slack-logger.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

/** The Slack app. Its router is mounted at the root by whoever owns the HTTP server: events, and installing by OAuth, where they are set up. */
export interface SlackChannel extends Channel {
  readonly router: Router;
}

/** Milliseconds a stop waits for words by the way. */
const LAST_WORDS_MS = 500;

/**
 * The channel of a Slack app, by Socket Mode, HTTP or both at once. `start` may be called again after it rejected. There is no `retract`: Slack lets a
 * bot delete its own messages only.
 */
export function createSlackChannel(options: SlackOptions): SlackChannel {
  let open: Rooms | null = null;
  const inside = furnish(options);
  const doors = createDoors(options, { isOpen: () => open !== null, installations: inside.installations });
  listen(createApp(doors.receiver, inside.rooms.workspaces, options), () => open);
  const { poster, workspaces } = inside.rooms;
  return {
    name: SLACK,
    router: doors.router,
    async start(desk) {
      await workspaces.start();
      open = { ...inside.rooms, desk };
      await doors.socket?.start();
    },
    send: (post) => poster.send(post),
    edit: (post, reference) => poster.edit(post, reference),
    async stop() {
      await doors.socket?.stop();
      open = null;
      await inside.asides.settle(LAST_WORDS_MS);
      await poster.stop();
    },
  };
}

interface Inside {
  readonly rooms: Omit<Rooms, 'desk'>;
  readonly installations: Installations | null;
  readonly asides: Asides;
}

function furnish(options: SlackOptions): Inside {
  const { settings, translator, notes, logger, lang } = options;
  const installations = createInstallations(options);
  const workspaces = createWorkspaces({ ...options, installations });
  const asides = createAsides(logger, 'Slack aside failed');
  return {
    installations,
    asides,
    rooms: {
      settings,
      translator,
      notes,
      logger,
      lang,
      workspaces,
      poster: createPoster({ ...options, workspaces }),
      people: createPeople({ ...options, askLocale: (who) => askLocale(who, workspaces) }),
      directs: createOwnDirects({ ...options, open: (who) => askDirect(who, workspaces) }),
      responder: createResponder(options),
      inTurn: createLanes(),
      aside: asides.begin,
    },
  };
}

async function askLocale({ team, user }: Who, workspaces: Workspaces): Promise<string | null> {
  const client = await workspaces.clientOf(team);
  const { user: profile } = await client.users.info({ user, include_locale: true });
  return profile?.locale ?? null;
}

async function askDirect({ team, user }: Who, workspaces: Workspaces): Promise<string | null> {
  const client = await workspaces.clientOf(team);
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? null;
}

interface Doors {
  readonly receiver: Receiver;
  readonly router: Router;
  /** Null without an app token. */
  readonly socket: SocketDoor | null;
}

interface DoorRooms {
  readonly installations: Installations | null;
  isOpen(): boolean;
}

/** A door for each of the settings that are there. */
function createDoors(options: SlackOptions, { installations, isOpen }: DoorRooms): Doors {
  const { signingSecret, appToken, clientId, clientSecret, apiUrl } = options.settings;
  const http = signingSecret === null ? null : createHttpDoor({ ...options, signingSecret, isOpen });
  const socket = appToken === null ? null : createSocketDoor({ ...options, appToken, apiUrl, random: Math.random });
  const router = Router();
  if (http !== null) router.use(http.router);
  if (clientId !== null && clientSecret !== null && installations !== null) {
    router.use(createInstallDoor({ ...options, clientId, clientSecret, apiUrl, installations }));
  }
  return { receiver: combine([http, socket]), router, socket };
}

/** Bolt takes one receiver; ours are started by the channel. */
function combine(doors: readonly ({ init(app: App): void } | null)[]): Receiver {
  return {
    init(app) {
      for (const door of doors) door?.init(app);
    },
    async start() {},
    async stop() {},
  };
}

/** Nothing of Bolt's own is used that would ask Slack by itself, keep conversations, or share headers between workspaces. */
function createApp(receiver: Receiver, { authorize }: Workspaces, { settings, logger }: SlackOptions): App {
  return new App({
    receiver,
    authorize,
    convoStore: false,
    ignoreSelf: true,
    tokenVerificationEnabled: false,
    attachFunctionToken: false,
    logger: createSlackLogger(logger),
    logLevel: LogLevel.WARN,
    clientOptions: { slackApiUrl: settings.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
}
