import type { Clock } from '../../contracts/ports.ts';

export interface RateLimit {
  /** Takes one of the key's turns: 0 when it had one, else the seconds until it has one again. */
  take(key: string): number;
}

interface RateOptions {
  readonly clock: Clock;
  /** Turns at once, and turns that come back each second. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Keys remembered at most; beyond it the one unused for longest is forgotten, as good as full again. */
const MAX_KEYS = 10_000;

/** A bucket of turns for each key that fills again by itself. */
export function createRateLimit({ clock, burst, perSecond }: RateOptions): RateLimit {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return {
    take(key) {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { left: burst, at: now };
      const left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_KEYS && oldest !== undefined) buckets.delete(oldest);
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}
