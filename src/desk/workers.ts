import { createLeave, Forgotten } from './leave.ts';
import { logNameOf } from './log-name.ts';
import type { Hands } from './perform.ts';
import { type Load, workOff } from './worker.ts';

/** One conversation's performer; it lives while there is something to perform. */
export interface Worker extends Load {
  /** Something that kept the outbox is gone: look into it once more. */
  woken: boolean;
  /** Resolves when it has ended. */
  done: Promise<void>;
}

/** The performers at work, one a conversation at most. */
export interface Workers {
  /** The conversation's performer; a new one begins with what is in its outbox. */
  of(conversation: string): Worker;
  find(conversation: string): Worker | undefined;
  /** Ends a conversation's performer, whatever it waits for; resolves when it has ended. */
  dismiss(conversation: string): Promise<void>;
  conversations(): Iterable<string>;
  allDone(): Promise<void>;
}

/** Nothing to do but what the outbox holds. */
function createLoad(): Load {
  return { rows: [], fresh: new Set(), taken: new Set(), live: new Map(), leave: createLeave() };
}

/** Nobody is at work yet. `hands` come late, since looks need the outbox and it needs them. */
export function createWorkers(hands: () => Hands): Workers {
  const workers = new Map<string, Worker>();

  function begin(conversation: string, load: Load): Worker {
    const worker: Worker = { ...load, woken: false, done: Promise.resolve() };
    workers.set(conversation, worker);
    worker.done = workOff(conversation, worker, hands())
      .catch((error: unknown) => giveUp(conversation, worker, error))
      .then(() => end(conversation, worker));
    return worker;
  }

  /** What came while the worker was on its way out is the next one's. */
  function end(conversation: string, worker: Worker): void {
    workers.delete(conversation);
    if (!hands().tools.stopping.aborted && (worker.woken || worker.rows.length > 0 || worker.live.size > 0)) {
      begin(conversation, { ...worker, leave: createLeave() });
    }
  }

  /** The wishes are on disk: whoever takes up the outbox next finds them there. */
  async function giveUp(conversation: string, worker: Worker, reason: unknown): Promise<void> {
    worker.rows = [];
    worker.live.clear();
    // Whoever takes it up next looks into the outbox, and can't know what got through.
    worker.taken.clear();
    worker.fresh.clear();
    const { store, name, logger, stopping } = hands().tools;
    if (!stopping.aborted && !(reason instanceof Forgotten)) {
      logger.error({ conversation: logNameOf(conversation), error: reason }, 'outbox stopped, left for the next sweep');
    }
    await store.release(conversation, name).catch((error: unknown) => {
      logger.error({ conversation: logNameOf(conversation), error }, 'outbox not given back');
    });
  }

  return {
    of: (conversation) => workers.get(conversation) ?? begin(conversation, createLoad()),
    find: (conversation) => workers.get(conversation),
    async dismiss(conversation) {
      for (let worker = workers.get(conversation); worker !== undefined; worker = workers.get(conversation)) {
        worker.leave.give();
        await worker.done;
      }
    },
    conversations: () => workers.keys(),
    allDone: async () => {
      await Promise.all(workers.values().map(({ done }) => done));
    },
  };
}
