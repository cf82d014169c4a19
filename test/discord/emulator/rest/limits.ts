import type { World } from '../state/world.ts';
import type { Route } from './routes.ts';

// Discord publishes no numbers of its buckets; these are what its headers say at the time of writing. The global one is documented.

/** How many calls a bucket takes in a time (ms). */
const BUCKETS: Readonly<Record<string, { readonly most: number; readonly ms: number }>> = {
  createMessage: { most: 5, ms: 5_000 },
  editMessage: { most: 5, ms: 5_000 },
  createFollowUp: { most: 5, ms: 2_000 },
  editOriginal: { most: 5, ms: 2_000 },
  editFollowUp: { most: 5, ms: 2_000 },
};

/** docs.discord.com/developers/topics/rate-limits, "Global Rate Limit". */
const GLOBAL = { most: 50, ms: 1_000 } as const;

/** Whether a call may pass, and what is told of it. */
export interface Pass {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait; null where it may pass. */
  readonly retryAfter: number | null;
  readonly scope: 'user' | 'global' | 'shared';
}

interface Row {
  left: number;
  resetAt: number;
}

const FREE: Pass = { headers: {}, retryAfter: null, scope: 'user' };

const rows = new WeakMap<World, Map<string, Row>>();

/** Takes one call of a bucket, and of the global limit. */
export function takePass(world: World, route: Route, params: readonly string[]): Pass {
  if (!world.options.rateLimits) {
    return FREE;
  }
  if (route.auth === 'bot') {
    const row = take(world, 'global', GLOBAL);
    if (row.left < 0) {
      return { headers: {}, retryAfter: secondsTo(world, row), scope: 'global' };
    }
  }
  const bucket = BUCKETS[route.name];
  if (bucket === undefined) {
    return FREE;
  }
  const top = route.auth === 'token' ? params[1] : params[0];
  const row = take(world, `${route.name} ${top}`, bucket);
  const headers = {
    'X-RateLimit-Limit': String(bucket.most),
    'X-RateLimit-Remaining': String(Math.max(0, row.left)),
    'X-RateLimit-Reset': (row.resetAt / 1_000).toFixed(3),
    'X-RateLimit-Reset-After': secondsTo(world, row).toFixed(3),
    'X-RateLimit-Bucket': Buffer.from(route.name).toString('hex'),
  };
  return { headers, retryAfter: row.left < 0 ? secondsTo(world, row) : null, scope: 'user' };
}

function take(world: World, key: string, { most, ms }: { readonly most: number; readonly ms: number }): Row {
  const table = rows.get(world) ?? new Map<string, Row>();
  rows.set(world, table);
  const now = world.options.now();
  const known = table.get(key);
  const row = known === undefined || now >= known.resetAt ? { left: most, resetAt: now + ms } : known;
  table.set(key, row);
  row.left -= 1;
  return row;
}

function secondsTo(world: World, { resetAt }: Row): number {
  return Math.max(0.001, (resetAt - world.options.now()) / 1_000);
}
