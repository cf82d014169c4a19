import type { Clock } from '../../contracts/ports.ts';

/** Values by name, the oldest forgotten first, none believed for longer than told. */
export interface Remembered<T> {
  get(name: string): T | undefined;
  set(name: string, value: T): void;
  drop(name: string): void;
  /** The value known, else what `fetch` brings; who asks meanwhile waits for the same. A failure is not kept. */
  getOr(name: string, fetch: () => Promise<T>): Promise<T>;
}

export interface RememberedOptions {
  readonly forMs: number;
  readonly atMost: number;
  readonly clock: Clock;
}

/** Makes a memory with bounds. */
export function createRemembered<T>({ forMs, atMost, clock }: RememberedOptions): Remembered<T> {
  const kept = new Map<string, { readonly value: T; readonly at: number }>();
  const underWay = new Map<string, Promise<T>>();

  function get(name: string): T | undefined {
    const found = kept.get(name);
    return found !== undefined && clock.now() - found.at < forMs ? found.value : undefined;
  }

  function set(name: string, value: T): void {
    kept.delete(name);
    kept.set(name, { value, at: clock.now() });
    if (kept.size > atMost) {
      dropOldest();
    }
  }

  function dropOldest(): void {
    const [oldest] = kept.keys();
    if (oldest !== undefined) {
      kept.delete(oldest);
    }
  }

  /** What was dropped meanwhile is not kept: it may be what it was dropped for. */
  function keep(name: string, fetching: Promise<T>): void {
    const isMine = () => underWay.get(name) === fetching;
    fetching.then(
      (value) => {
        if (isMine()) {
          underWay.delete(name);
          set(name, value);
        }
      },
      () => {
        if (isMine()) {
          underWay.delete(name);
        }
      },
    );
  }

  return {
    get,
    set,
    drop(name) {
      kept.delete(name);
      underWay.delete(name);
    },
    async getOr(name, fetch) {
      const known = get(name);
      if (known !== undefined) {
        return known;
      }
      const joined = underWay.get(name);
      if (joined !== undefined) {
        return joined;
      }
      const fetching = fetch();
      underWay.set(name, fetching);
      keep(name, fetching);
      return fetching;
    },
  };
}
