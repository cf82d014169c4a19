/** Runs tasks one after another within a lane, and lanes side by side. A lane without tasks leaves no trace. */
export interface Lanes {
  run<T>(lane: string, task: () => Promise<T>): Promise<T>;
  isBusy(lane: string): boolean;
  /** Resolves when the tasks of now are done. */
  settled(lane: string): Promise<void>;
  /** Resolves when every lane is empty. */
  allSettled(): Promise<void>;
}

/** Makes an empty set of lanes. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();

  function run<T>(lane: string, task: () => Promise<T>): Promise<T> {
    const result = (tails.get(lane) ?? Promise.resolve()).then(task);
    const tail = result.then(ignore, ignore).then(() => {
      if (tails.get(lane) === tail) {
        tails.delete(lane);
      }
    });
    tails.set(lane, tail);
    return result;
  }

  return {
    run,
    isBusy: (lane) => tails.has(lane),
    settled: async (lane) => tails.get(lane),
    allSettled: async () => {
      while (tails.size > 0) {
        await Promise.all(tails.values());
      }
    },
  };
}

function ignore(): void {}
