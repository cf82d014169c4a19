import type { Logger } from '../../contracts/ports.ts';

/** Work nobody waits for: words by the way, used buttons taken away. */
export interface Asides {
  /** Begins it; a failure is logged under its name. */
  begin(name: string, task: () => Promise<unknown>): void;
  /** Resolves when nothing is under way, or after so many milliseconds. */
  settle(limitMs: number): Promise<void>;
}

/** Makes them; `failed` is the constant message of the log for one that failed. */
export function createAsides(logger: Logger, failed: string): Asides {
  const under = new Set<Promise<void>>();
  return {
    begin(name, task) {
      const work = run(name, task, { logger, failed });
      under.add(work);
      void work.then(() => under.delete(work));
    },
    async settle(limitMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([Promise.all(under), late]);
      clearTimeout(timer);
    },
  };
}

interface Failing {
  readonly logger: Logger;
  readonly failed: string;
}

async function run(aside: string, task: () => Promise<unknown>, { logger, failed }: Failing): Promise<void> {
  try {
    await task();
  } catch (error) {
    logger.info({ aside, error }, failed);
  }
}
