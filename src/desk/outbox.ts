import type { OutboxRow } from '../contracts/ports.ts';
import type { Live } from './live.ts';
import { logNameOf } from './log-name.ts';
import type { Looks } from './looks.ts';
import { forget } from './perform.ts';
import { createStuck, type Stuck } from './stuck.ts';
import type { Tools } from './tools.ts';
import { createWorkers, type Worker, type Workers } from './workers.ts';

/** Performs what conversations wish for, in order within each, side by side between them. */
export interface Outbox {
  /** Takes wishes just committed; performs them as soon as those before them are done. */
  add(rows: readonly OutboxRow[]): void;
  /** Shows a live change once nothing durable waits; a newer one of the same look takes its place. */
  show(live: Live): void;
  /** A look has its result: what it would still show is dropped. */
  hide(look: OutboxRow): void;
  /** A look is over: its wish is crossed off, or left for the next start where its result could not be taken in. */
  endLook(look: OutboxRow, taken: boolean): Promise<void>;
  /** Looks into the outbox again: something that kept it is gone. */
  wake(conversation: string): void;
  /** Keeps what this desk holds for longer, and performs what others put there meanwhile. */
  renew(): Promise<void>;
  /** Takes up outboxes that a stop, a crash or a dead desk left. */
  takeLeft(): Promise<void>;
  /** Ends what is being performed of a conversation, and does not wait for a channel; what is not crossed off stays in the outbox. */
  dismiss(conversation: string): Promise<void>;
  /** Performs nothing more of a conversation and deletes everything of it, on disk and in memory. No turn of it may run meanwhile. */
  forget(conversation: string): Promise<void>;
  /** Is a wish of this conversation being performed, or waiting to be? Looks under way are not counted. */
  isBusy(conversation: string): boolean;
  /** Resolves when the wishes of now are performed. */
  settled(conversation: string): Promise<void>;
  allSettled(): Promise<void>;
}

/** Makes a performer. Looks come by `looks()`, late, since they need the outbox too. */
export function createOutbox(tools: Tools, looks: () => Looks): Outbox {
  const stuck = createStuck();
  const workers = createWorkers(() => ({ tools, looks: looks(), stuck }));
  return {
    add(rows) {
      const [first] = rows;
      if (first === undefined || tools.stopping.aborted) {
        return;
      }
      const worker = tools.store.isShared ? wake(first.conversation, workers) : workers.of(first.conversation);
      rows.forEach(({ wish }) => void worker.fresh.add(wish.id));
      // In a shared store another desk's wishes may stand before these: only the outbox knows the order.
      worker.rows.push(...(tools.store.isShared ? [] : rows));
    },
    show: (live) => void workers.of(live.look.conversation).live.set(live.look.wish.id, live),
    hide: (look) => void workers.find(look.conversation)?.live.delete(look.wish.id),
    async endLook(look, taken) {
      if (taken) {
        await tools.store.done(look.conversation, look.wish.id, null);
      } else {
        stuck.add(look);
      }
    },
    wake: (conversation) => void wake(conversation, workers),
    renew: async () => {
      const held = new Set([...workers.conversations(), ...looks().busy()]);
      await Promise.all(held.values().map((conversation) => renew(conversation, { tools, workers, looks: looks(), stuck })));
    },
    takeLeft: () => takeLeft(tools, workers),
    dismiss: (conversation) => workers.dismiss(conversation),
    async forget(conversation) {
      await workers.dismiss(conversation);
      await forget(conversation, { tools, looks: looks(), stuck });
    },
    isBusy: (conversation) => workers.find(conversation) !== undefined,
    settled: async (conversation) => workers.find(conversation)?.done,
    allSettled: () => workers.allDone(),
  };
}

function wake(conversation: string, workers: Workers): Worker {
  const worker = workers.find(conversation);
  if (worker === undefined) {
    return workers.of(conversation);
  }
  worker.woken = true;
  return worker;
}

interface Holder {
  readonly tools: Tools;
  readonly workers: Workers;
  readonly looks: Looks;
  readonly stuck: Stuck;
}

async function renew(conversation: string, { tools, workers, looks, stuck }: Holder): Promise<void> {
  const held = await tools.store.claim(conversation, tools.name, tools.pace.holdMs);
  if (held === null) {
    tools.logger.warn({ conversation: logNameOf(conversation) }, 'another desk took over an outbox');
    return;
  }
  // What needed the hold may have ended meanwhile: then a worker gives it back.
  const isNeeded = workers.find(conversation) !== undefined || looks.count(conversation) > 0;
  if (!tools.stopping.aborted && (!isNeeded || held > looks.count(conversation) + stuck.count(conversation))) {
    workers.of(conversation);
  }
}

async function takeLeft(tools: Tools, workers: Workers): Promise<void> {
  // An outbox that is given back at once comes up again: each is taken once a sweep.
  const taken = new Set<string>();
  for (let fresh = await claimLeft(tools, taken); fresh.length > 0; fresh = await claimLeft(tools, taken)) {
    for (const conversation of fresh) {
      taken.add(conversation);
      workers.of(conversation);
    }
  }
}

async function claimLeft({ store, name, pace, stopping }: Tools, taken: ReadonlySet<string>): Promise<readonly string[]> {
  const left = stopping.aborted ? [] : await store.claimLeft(name, pace.holdMs);
  return left.filter((conversation) => !taken.has(conversation));
}
