import type { Clock } from '../../contracts/ports.ts';

/** Remembers what was looked at lately, looks under way included, so that all cases share one look. */
export interface Cache<T> {
  /** What is known under the key, or null. */
  get(key: string): Promise<T> | null;
  /** Remembers a look from its beginning on. */
  set(key: string, value: Promise<T>): void;
  /** Forgets a look that must not count, such as one cut off by a stop. */
  drop(key: string): void;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/** A cache whose entries live `ttlMs`; beyond `max` entries the oldest go first. Failed looks are values and stay as long as good ones. */
export function createCache<T>(clock: Clock, ttlMs: number, max = 5000): Cache<T> {
  const entries = new Map<string, Entry<T>>();

  function prune(): void {
    for (const [key, entry] of entries) if (entry.until <= clock.now() || entries.size > max) entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > clock.now() ? entry.value : null;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: clock.now() + ttlMs });
      if (entries.size > max) prune();
    },
    drop(key) {
      entries.delete(key);
    },
  };
}
