import type { Clock } from '../../contracts/ports.ts';

/** How much one party may ask for: so many at once, and so many more each minute. */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

export interface Allowances {
  readonly person: Allowance;
  readonly workplace: Allowance;
  readonly total: Allowance;
}

/**
 * One unit is one host and port, or one name, that the cache did not hold. A whole case (two names, three ports, four controls) costs about
 * ten, so a person can begin four cases at once and one every three minutes.
 */
export const ALLOWANCES: Allowances = {
  person: { burst: 40, perMinute: 4 },
  workplace: { burst: 400, perMinute: 80 },
  total: { burst: 1200, perMinute: 600 },
};

/** Parties remembered at most; beyond that those who are back at their full allowance are forgotten. */
const MAX_PARTIES = 10_000;

/** Whom a look is counted for. */
export interface Party {
  readonly person: string;
  readonly workplace: string;
}

/** Counts looks against the allowances. */
export interface Limits {
  /** Takes one unit from the person, the workplace and the total; false, taking nothing, if any of them has none left. */
  take(party: Party): boolean;
}

interface Bucket {
  readonly allowance: Allowance;
  level: number;
  at: number;
}

/** Limits that start full. In memory: a restart forgives. */
export function createLimits(clock: Clock, allowances: Allowances = ALLOWANCES): Limits {
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, allowance: Allowance): Bucket {
    const bucket = buckets.get(key) ?? { allowance, level: allowance.burst, at: clock.now() };
    refill(bucket, clock.now());
    buckets.set(key, bucket);
    return bucket;
  }

  function prune(): void {
    for (const [key, bucket] of buckets) {
      refill(bucket, clock.now());
      if (bucket.level >= bucket.allowance.burst) buckets.delete(key);
    }
  }

  return {
    take({ person, workplace }) {
      if (buckets.size > MAX_PARTIES) prune();
      const asked = [
        bucketOf('total', allowances.total),
        bucketOf(`workplace ${workplace}`, allowances.workplace),
        bucketOf(`person ${workplace} ${person}`, allowances.person),
      ];
      if (asked.some((bucket) => bucket.level < 1)) return false;
      for (const bucket of asked) bucket.level -= 1;
      return true;
    },
  };
}

function refill(bucket: Bucket, now: number): void {
  // A clock set back must not take away what was there.
  const minutes = Math.max(0, now - bucket.at) / 60_000;
  bucket.level = Math.min(bucket.allowance.burst, bucket.level + minutes * bucket.allowance.perMinute);
  bucket.at = now;
}
