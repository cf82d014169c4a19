import type { Database } from 'better-sqlite3';

/** Operations that share transactions. */
export interface Group {
  /** Does `work` in the next transaction; resolves with what it returned once that is on disk, and rejects with what it threw. */
  ask<T>(work: () => T): Promise<T>;
  /** Does what was asked for; rejects what is asked for from now on. */
  close(): void;
}

/** Operations in one transaction at most: a crowd shares the wait for the disk, and the program still breathes between two. */
const GROUP_LIMIT = 256;

/**
 * A transaction gathers for so many rounds of the event loop at most, and no longer than rounds bring something: an idle loop turns them in a few
 * hundredths of a millisecond, a busy one gathers six times as many operations for one wait for the disk (bench/slack).
 */
const MOST_ROUNDS = 16;
const EMPTY_ROUNDS = 2;

interface Asked {
  /** Throws what the work throws. */
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Everything asked for in a few rounds of the event loop is one transaction: one wait for the disk for all of them, in order. */
export function createGroup(database: Database): Group {
  const doAll = database.transaction((all: readonly Asked[]) => {
    for (const { work } of all) {
      work();
    }
  });
  let waiting: Asked[] = [];
  let isClosed = false;

  function doWaiting(): void {
    const group = waiting.slice(0, GROUP_LIMIT);
    waiting = waiting.slice(GROUP_LIMIT);
    if (waiting.length > 0) {
      setImmediate(doWaiting);
    }
    settle(group, doAll);
  }

  function gather(rounds: number, empty: number): void {
    const before = waiting.length;
    setImmediate(() => {
      const isEmpty = waiting.length === before;
      if (rounds === MOST_ROUNDS || (isEmpty && empty + 1 === EMPTY_ROUNDS)) {
        doWaiting();
      } else {
        gather(rounds + 1, isEmpty ? empty + 1 : 0);
      }
    });
  }

  return {
    ask<T>(work: () => T): Promise<T> {
      if (isClosed) {
        return Promise.reject(new Error('The store is closed.'));
      }
      return new Promise((resolve, reject) => {
        let result: { readonly value: T } | null = null;
        const asked: Asked = {
          work() {
            result = { value: work() };
          },
          resolve: () => result !== null && resolve(result.value),
          reject,
        };
        if (waiting.push(asked) === 1) {
          gather(1, 0);
        }
      });
    },
    close() {
      isClosed = true;
      while (waiting.length > 0) {
        doWaiting();
      }
    },
  };
}

/** One transaction for all; when that fails, one for each, so that what cannot be done takes nobody else with it. */
function settle(group: readonly Asked[], doAll: (group: readonly Asked[]) => void): void {
  try {
    doAll(group);
  } catch (error) {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0) {
      only.reject(error);
      return;
    }
    for (const asked of group) {
      settle([asked], doAll);
    }
    return;
  }
  for (const { resolve } of group) {
    resolve();
  }
}
