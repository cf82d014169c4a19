import type { ServerSocket } from '../../../helpers/websocket.ts';

/** A connection of the app to the gateway. */
export interface Link {
  readonly socket: ServerSocket;
  session: Session | null;
  /** When the app last gave a sign. */
  heartbeatAt: number;
  /** Times of what was sent lately, for the limit of 120 a minute. */
  readonly sent: number[];
}

/** What the app is told, and what it was told while it was away. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  seq: number;
  /** What was sent, for those who come back: the number and the text. */
  readonly told: { readonly seq: number; readonly text: string }[];
  link: Link | null;
  /** Since when no connection has it. */
  lostAt: number | null;
}

/** As many events are kept for those who come back. */
const MOST_KEPT = 20_000;

/** Sends an event of a session: at once, or when the app is back. */
export function tell(session: Session, t: string, d: unknown): string {
  session.seq += 1;
  const text = JSON.stringify({ op: 0, s: session.seq, t, d });
  session.told.push({ seq: session.seq, text });
  if (session.told.length > MOST_KEPT) {
    session.told.shift();
  }
  if (session.link?.socket.open === true) {
    session.link.socket.send(text);
  }
  return text;
}

/** Whether what happens in a server, or in none, is for a shard: docs.discord.com/developers/events/gateway, "Sharding". */
export function isForShard([id, count]: Session['shard'], guild: string | null): boolean {
  return guild === null ? id === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === id;
}
