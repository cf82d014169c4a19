import type { OutboxRow } from '../contracts/ports.ts';
import type { Live } from './live.ts';
import { logNameOf } from './log-name.ts';
import type { Looks } from './looks.ts';
import { createStuck } from './stuck.ts';
import type { Tools } from './tools.ts';
import { type Load, workOff } from './worker.ts';

/** Performs what conversations wish for, in order within each, side by side between them. */
export interface Outbox {
  /** Takes wishes just committed; performs them as soon as those before them are done. */
  add(rows: readonly OutboxRow[]): void;
  /** Shows a live change once nothing durable waits; a newer one of the same look takes its place. */
  show(live: Live): void;
  /** A look is over: what it would still show is dropped, and its wish crossed off, or left for the next start where its result could not be taken in. */
  endLook(row: OutboxRow, taken: boolean): Promise<void>;
  /** Looks into the outbox again: something that kept it is gone. */
  wake(conversation: string): void;
  /** Keeps what this desk holds for longer, and performs what others put there meanwhile. */
  renew(): Promise<void>;
  /** Takes up outboxes that a stop, a crash or a dead desk left. */
  takeLeft(): Promise<void>;
  /** Is a wish of this conversation being performed, or waiting to be? Looks under way are not counted. */
  isBusy(conversation: string): boolean;
  /** Resolves when the wishes of now are performed. */
  settled(conversation: string): Promise<void>;
  allSettled(): Promise<void>;
}

interface Worker extends Load {
  woken: boolean;
  done: Promise<void>;
}

/** Makes a performer. Looks come by `looks()`, late, since they need the outbox too. */
export function createOutbox(tools: Tools, looks: () => Looks): Outbox {
  const workers = new Map<string, Worker>();
  const stuck = createStuck();

  function workerOf(conversation: string): Worker {
    return workers.get(conversation) ?? begin(conversation, { rows: [], live: new Map() });
  }

  function begin(conversation: string, load: Load): Worker {
    const worker: Worker = { ...load, woken: false, done: Promise.resolve() };
    workers.set(conversation, worker);
    worker.done = workOff(conversation, worker, { tools, looks: looks(), stuck })
      .catch((error: unknown) => giveUp(conversation, worker, error))
      .then(() => end(conversation, worker));
    return worker;
  }

  /** What came while the worker was on its way out is the next one's. */
  function end(conversation: string, worker: Worker): void {
    workers.delete(conversation);
    if (!tools.stopping.aborted && (worker.woken || worker.rows.length > 0 || worker.live.size > 0)) {
      begin(conversation, worker);
    }
  }

  /** The wishes are on disk: whoever takes up the outbox next finds them there. */
  async function giveUp(conversation: string, worker: Worker, reason: unknown): Promise<void> {
    worker.rows = [];
    worker.live.clear();
    const { store, name, logger, stopping } = tools;
    if (!stopping.aborted) {
      logger.error({ conversation: logNameOf(conversation), error: reason }, 'outbox stopped, left for the next sweep');
    }
    await store.release(conversation, name).catch((error: unknown) => {
      logger.error({ conversation: logNameOf(conversation), error }, 'outbox not given back');
    });
  }

  async function renew(conversation: string): Promise<void> {
    const held = await tools.store.claim(conversation, tools.name, tools.pace.holdMs);
    if (held === null) {
      tools.logger.warn({ conversation: logNameOf(conversation) }, 'another desk took over an outbox');
    } else if (held > looks().count(conversation) + stuck.count(conversation) && !tools.stopping.aborted) {
      workerOf(conversation);
    }
  }

  return {
    renew: async () => {
      await Promise.all(new Set([...workers.keys(), ...looks().busy()]).values().map(renew));
    },
    add(rows) {
      const [first] = rows;
      if (first !== undefined && !tools.stopping.aborted) {
        workerOf(first.conversation).rows.push(...rows);
      }
    },
    show: (live) => void workerOf(live.look.conversation).live.set(live.look.wish.id, live),
    async endLook(row, taken) {
      workers.get(row.conversation)?.live.delete(row.wish.id);
      if (taken) {
        await tools.store.done(row.conversation, row.wish.id, null);
      } else {
        stuck.add(row);
      }
    },
    wake(conversation) {
      const worker = workers.get(conversation);
      if (worker === undefined) {
        workerOf(conversation);
      } else {
        worker.woken = true;
      }
    },
    async takeLeft() {
      // An outbox that is given back at once comes up again: each is taken once a sweep.
      const taken = new Set<string>();
      for (let fresh = await claimLeft(tools, taken); fresh.length > 0; fresh = await claimLeft(tools, taken)) {
        for (const conversation of fresh) {
          taken.add(conversation);
          workerOf(conversation);
        }
      }
    },
    isBusy: (conversation) => workers.has(conversation),
    settled: async (conversation) => workers.get(conversation)?.done,
    allSettled: async () => {
      await Promise.all(workers.values().map(({ done }) => done));
    },
  };
}

async function claimLeft({ store, name, pace, stopping }: Tools, taken: ReadonlySet<string>): Promise<readonly string[]> {
  const left = stopping.aborted ? [] : await store.claimLeft(name, pace.holdMs);
  return left.filter((conversation) => !taken.has(conversation));
}
