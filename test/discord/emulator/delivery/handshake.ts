import { type Fields, isFields, numberAt, parseJson, textAt } from '../../../helpers/json.ts';
import { INTENTS } from '../state/messages.ts';
import { showGuild, showUser } from '../state/show.ts';
import { makeId, userOf } from '../state/world.ts';
import type { GatewayCore } from './gateway.ts';
import { isForShard, type Link, type Session, tell } from './session.ts';

// docs.discord.com/developers/events/gateway, docs.discord.com/developers/topics/opcodes-and-status-codes

const OP = { heartbeat: 1, identify: 2, presence: 3, voice: 4, resume: 6, members: 8, soundboard: 31 } as const;

/** Longer payloads end the connection: docs.discord.com/developers/events/gateway, "Sending Events". */
const LONGEST = 4_096;

/** 120 events a minute: the same page, "Rate Limiting". */
const MOST_A_MINUTE = 120;

/** All intents there are: the same page, "List of Intents". */
const EVERY_INTENT = (1 << 17) - 1 + (0b11 << 20) + (0b11 << 24);

/** GUILD_MEMBERS and GUILD_PRESENCES are not switched on for the app; MESSAGE_CONTENT may be. */
const NEVER_ALLOWED = (1 << 1) | (1 << 8);

/** Takes what the app says on a connection. */
export function takeText(core: GatewayCore, link: Link, text: string): void {
  const now = core.world.options.now();
  link.sent.push(now);
  while ((link.sent[0] ?? now) < now - 60_000) {
    link.sent.shift();
  }
  const message = Buffer.byteLength(text) > LONGEST ? undefined : parseJson(text);
  if (!isFields(message)) {
    end(core, link, 4002);
    return;
  }
  if (link.sent.length > MOST_A_MINUTE) {
    end(core, link, 4008);
    return;
  }
  takeMessage(core, link, message);
}

function takeMessage(core: GatewayCore, link: Link, message: Fields): void {
  const data = isFields(message.d) ? message.d : {};
  switch (message.op) {
    case OP.heartbeat:
      link.heartbeatAt = core.world.options.now();
      if (!core.moods.mutesAcks) {
        link.socket.send(JSON.stringify({ op: 11, s: null, t: null, d: null }));
      }
      return;
    case OP.identify:
      identify(core, link, data);
      return;
    case OP.resume:
      resume(core, link, data);
      return;
    case OP.presence:
    case OP.voice:
    case OP.members:
    case OP.soundboard:
      if (link.session === null) {
        end(core, link, 4003);
      }
      return;
    default:
      end(core, link, 4001);
  }
}

function end({ counts }: GatewayCore, { socket }: Link, code: number): void {
  counts.refused += 1;
  socket.close(code);
}

function identify(core: GatewayCore, link: Link, data: Fields): void {
  const { world, moods, counts, sessions } = core;
  const shard = readShard(data.shard);
  const code = link.session === null ? codeFor(core, data, shard) : 4005;
  if (code !== null || shard === null) {
    end(core, link, code ?? 4010);
    return;
  }
  if (moods.holdsReady) {
    return;
  }
  world.sessionsStarted += 1;
  counts.identified += 1;
  const last = core.identifiedAt.get(shard[0]) ?? Number.NEGATIVE_INFINITY;
  core.identifiedAt.set(shard[0], world.options.now());
  // "If your app exceeds this limit, Discord will respond with an Invalid Session": the same page, "Identifying".
  if (world.options.now() - last < world.options.identifyMs) {
    link.socket.send(JSON.stringify({ op: 9, d: false }));
    return;
  }
  const session: Session = {
    id: `session-${makeId(world)}`,
    intents: numberAt(data, 'intents', 0),
    shard,
    seq: 0,
    told: [],
    link,
    lostAt: null,
  };
  sessions.set(session.id, session);
  link.session = session;
  welcome(core, session);
  core.ready();
}

function readShard(value: unknown): Session['shard'] | null {
  if (value === undefined || value === null) {
    return [0, 1];
  }
  const [id, count]: readonly unknown[] = Array.isArray(value) ? value : [];
  return typeof id === 'number' && typeof count === 'number' && id >= 0 && id < count ? [id, count] : null;
}

/** The code a connection is closed with for what it identifies as; null where all is well. */
function codeFor({ world }: GatewayCore, data: Fields, shard: Session['shard'] | null): number | null {
  const { app } = world.options;
  const { intents } = data;
  if (textAt(data, 'token') !== app.token) {
    return 4004;
  }
  if (!isFields(data.properties) || typeof intents !== 'number') {
    return 4002;
  }
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~EVERY_INTENT) !== 0) {
    return 4013;
  }
  if ((intents & NEVER_ALLOWED) !== 0 || ((intents & INTENTS.messageContent) !== 0 && !app.messageContent)) {
    return 4014;
  }
  if (shard === null) {
    return 4010;
  }
  return shard[1] < app.shards ? 4011 : null;
}

/** READY, and then the servers one by one: docs.discord.com/developers/events/gateway-events, "Ready", "Guild Create". */
function welcome({ world }: GatewayCore, session: Session): void {
  const { app } = world.options;
  const guilds = [...world.guilds.values()].filter(({ id, hasBot }) => hasBot && isForShard(session.shard, id));
  tell(session, 'READY', {
    v: 10,
    user: { ...showUser(userOf(world, app.id)), verified: true, mfa_enabled: false, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: `${world.baseUrl.replace('http:', 'ws:')}/resume`,
    shard: session.shard,
    application: { id: app.id, flags: app.messageContent ? 1 << 19 : 0 },
    private_channels: [],
    relationships: [],
    user_settings: {},
    _trace: [],
  });
  if ((session.intents & INTENTS.guilds) !== 0) {
    for (const guild of guilds) {
      tell(session, 'GUILD_CREATE', showGuild(world, guild));
    }
  }
}

/** Tells what was missed, then RESUMED: docs.discord.com/developers/events/gateway, "Resuming". */
function resume(core: GatewayCore, link: Link, data: Fields): void {
  const { world, sessions, counts, moods } = core;
  if (textAt(data, 'token') !== world.options.app.token) {
    end(core, link, 4004);
    return;
  }
  if (moods.holdsReady) {
    return;
  }
  const session = sessions.get(textAt(data, 'session_id'));
  const late = session?.lostAt != null && world.options.now() - session.lostAt > world.options.resumeMs;
  if (session === undefined || late) {
    sessions.delete(textAt(data, 'session_id'));
    link.socket.send(JSON.stringify({ op: 9, d: false }));
    return;
  }
  const seq = numberAt(data, 'seq', -1);
  if (seq < 0 || seq > session.seq) {
    end(core, link, 4007);
    return;
  }
  if (session.link !== null && session.link !== link) {
    session.link.socket.destroy();
  }
  counts.resumed += 1;
  session.link = link;
  session.lostAt = null;
  link.session = session;
  for (const { seq: number, text } of session.told) {
    if (number > seq) {
      link.socket.send(text);
    }
  }
  tell(session, 'RESUMED', { _trace: [] });
  core.ready();
}
