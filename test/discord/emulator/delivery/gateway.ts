import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptSocket } from '../../../helpers/websocket.ts';
import type { Faults } from '../faults.ts';
import type { GatewayEvent, World } from '../state/world.ts';
import { noteChange } from '../state/world.ts';
import { takeText } from './handshake.ts';
import { isForShard, type Link, type Session, tell } from './session.ts';

/** How the gateway holds back, on demand. */
export interface GatewayMoods {
  /** New connections are not taken at all (503). */
  refuses: boolean;
  /** Connections are taken, but HELLO does not come. */
  holdsHello: boolean;
  /** IDENTIFY and RESUME are not answered. */
  holdsReady: boolean;
  /** Heartbeats are not acknowledged. */
  mutesAcks: boolean;
}

/** The gateway: docs.discord.com/developers/events/gateway. */
export interface Gateway {
  /** Connections that are ready. */
  readonly count: number;
  readonly sessions: readonly Session[];
  readonly moods: GatewayMoods;
  /** How often the app identified and resumed. */
  readonly counts: { identified: number; resumed: number; refused: number };
  accept(req: IncomingMessage, stream: Duplex): void;
  /** Sends an event to every session it is for. How many those are. */
  dispatch(event: GatewayEvent): number;
  /** Resolves when a session is ready and connected. */
  whenReady(): Promise<void>;
  /** Tears every connection; sessions wait to be resumed. */
  drop(): void;
  /** Closes every connection with a code. */
  close(code: number): void;
  /** Op 7: asks every connection to come anew and resume. */
  reconnect(): void;
  /** Op 9: a session is no longer good, or may be resumed at once. */
  invalidate(resumable: boolean): void;
  stop(): void;
}

/** The insides of the gateway, for what speaks on a connection. */
export interface GatewayCore {
  readonly world: World;
  readonly links: Set<Link>;
  readonly sessions: Map<string, Session>;
  readonly moods: GatewayMoods;
  readonly counts: Gateway['counts'];
  /** When each shard last identified. */
  readonly identifiedAt: Map<number, number>;
  readonly ready: () => void;
}

/** A gateway nobody is connected to. */
export function createGateway(world: World, faults: Faults): Gateway {
  const waiters = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  const core: GatewayCore = {
    world,
    links: new Set(),
    sessions: new Map(),
    moods: { refuses: false, holdsHello: false, holdsReady: false, mutesAcks: false },
    counts: { identified: 0, resumed: 0, refused: 0 },
    identifiedAt: new Map(),
    ready: () => {
      for (const wake of waiters) wake();
      waiters.clear();
      noteChange(world);
    },
  };
  const watch = setInterval(() => closeSilent(core), Math.max(20, world.options.heartbeatMs / 2));
  watch.unref();
  const connected = (): readonly Session[] => [...core.sessions.values()].filter(({ link }) => link?.socket.open === true);
  return {
    get count() {
      return connected().length;
    },
    get sessions() {
      return [...core.sessions.values()];
    },
    moods: core.moods,
    counts: core.counts,
    accept: (req, stream) => accept(core, req, stream),
    dispatch: (event) => dispatch(core, { faults, timers }, event),
    whenReady: () => (connected().length > 0 ? Promise.resolve() : new Promise((resolve) => waiters.add(resolve))),
    ...endsOf(core),
    stop: () => {
      clearInterval(watch);
      for (const timer of timers) clearTimeout(timer);
      eachSocket(core, (socket) => socket.destroy());
    },
  };
}

function eachSocket({ links }: GatewayCore, act: (socket: Link['socket']) => void): void {
  for (const { socket } of [...links]) act(socket);
}

/** The ways a connection ends. */
function endsOf(core: GatewayCore): Pick<Gateway, 'drop' | 'close' | 'reconnect' | 'invalidate'> {
  return {
    drop: () => eachSocket(core, (socket) => socket.destroy()),
    close: (code) => eachSocket(core, (socket) => socket.close(code)),
    reconnect: () => eachSocket(core, (socket) => socket.send(JSON.stringify({ op: 7, d: null }))),
    invalidate: (resumable) => {
      for (const session of resumable ? core.sessions.values() : []) lose(core, session);
      if (!resumable) core.sessions.clear();
      eachSocket(core, (socket) => socket.send(JSON.stringify({ op: 9, d: resumable })));
    },
  };
}

function accept(core: GatewayCore, req: IncomingMessage, stream: Duplex): void {
  const { world, links, moods } = core;
  if (moods.refuses) {
    stream.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    return;
  }
  const query = new URL(req.url ?? '/', world.baseUrl).searchParams;
  const opened: { link: Link | null } = { link: null };
  const socket = acceptSocket(req, stream, {
    onText: (text) => opened.link !== null && takeText(core, opened.link, text),
    onClosed: (code) => opened.link !== null && leave(core, opened.link, code),
  });
  if (socket === null) {
    return;
  }
  const link: Link = { socket, session: null, heartbeatAt: world.options.now(), sent: [] };
  opened.link = link;
  links.add(link);
  if (query.get('v') !== '10' || query.get('encoding') !== 'json' || query.has('compress')) {
    socket.close(query.get('v') === '10' ? 4002 : 4012, 'The emulator speaks v10 in uncompressed JSON.');
    return;
  }
  if (!moods.holdsHello) {
    socket.send(JSON.stringify({ op: 10, s: null, t: null, d: { heartbeat_interval: world.options.heartbeatMs, _trace: [] } }));
  }
}

/** With 1000 and 1001 the app ends its session: docs.discord.com/developers/events/gateway, "Initiating a Disconnect". */
function leave(core: GatewayCore, link: Link, code: number | null): void {
  const { world, links, sessions } = core;
  links.delete(link);
  const { session } = link;
  if (session === null || session.link !== link) {
    return;
  }
  lose(core, session);
  if (code === 1000 || code === 1001) {
    sessions.delete(session.id);
  }
  noteChange(world);
}

/** From now on what happens is kept until the session is resumed. */
function lose({ world }: GatewayCore, session: Session): void {
  session.link = null;
  session.lostAt = world.options.now();
}

/** "If your app fails to send a heartbeat event in time, your connection will be closed": the same page. */
function closeSilent({ world, links }: GatewayCore): void {
  const { heartbeatMs, now } = world.options;
  for (const { socket, heartbeatAt } of links) {
    if (now() - heartbeatAt > 2 * heartbeatMs + 1_000) {
      socket.close(4009, 'Session timed out.');
    }
  }
}

function dispatch(
  { world, sessions }: GatewayCore,
  { faults, timers }: { readonly faults: Faults; readonly timers: Set<NodeJS.Timeout> },
  { t, guild, intent, dataFor }: GatewayEvent,
): number {
  const { deliveries, random } = faults;
  const now = world.options.now();
  let reached = 0;
  for (const session of sessions.values()) {
    if (session.lostAt !== null && session.link === null && now - session.lostAt > world.options.resumeMs) {
      sessions.delete(session.id);
      continue;
    }
    if (!isForShard(session.shard, guild) || (intent !== 0 && (session.intents & intent) === 0)) {
      continue;
    }
    reached += 1;
    const data = dataFor(session.intents);
    const times = deliveries.duplicate > 0 && random() < deliveries.duplicate ? 2 : 1;
    const send = (): void => {
      for (let time = 0; time < times; time += 1) tell(session, t, data);
    };
    if (deliveries.delay > 0 && random() < deliveries.delay) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        send();
      }, random() * deliveries.delayMs);
      timers.add(timer);
    } else {
      send();
    }
  }
  return reached;
}
