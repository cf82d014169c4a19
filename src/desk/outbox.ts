import type { OutboxRow } from '../contracts/ports.ts';
import { deliver } from './deliver.ts';
import type { Looks } from './looks.ts';
import type { Tools } from './tools.ts';

/** How long a hold on an outbox lasts where several desks share a store; renewed with every wish. A dead desk's wishes wait that long. */
const HOLD_MS = 60_000;

/** Performs what conversations wish for, in order within each, side by side between them. */
export interface Outbox {
  /** Takes wishes just committed; performs them as soon as those before them are done. */
  add(rows: readonly OutboxRow[]): void;
  /** Takes up outboxes that a stop, a crash or a dead desk left. */
  takeLeft(): Promise<void>;
  crossOff(row: OutboxRow): Promise<void>;
  /** Is a wish of this conversation being performed, or waiting to be? Looks under way are not counted. */
  isBusy(conversation: string): boolean;
  /** Resolves when the wishes of now are performed. */
  settled(conversation: string): Promise<void>;
  allSettled(): Promise<void>;
}

interface Worker {
  rows: OutboxRow[];
  done: Promise<void>;
}

/** Makes a performer that starts looks by `looks()`: asked for late, since looks need the outbox too. */
export function createOutbox(tools: Tools, looks: () => Looks): Outbox {
  const workers = new Map<string, Worker>();
  const { store, name, logger, stopping } = tools;

  function add(rows: readonly OutboxRow[]): void {
    const conversation = rows[0]?.conversation;
    if (conversation === undefined || stopping.aborted) {
      return;
    }
    const worker = workers.get(conversation);
    if (worker === undefined) {
      begin(conversation, [...rows]);
    } else {
      worker.rows.push(...rows);
    }
  }

  function begin(conversation: string, rows: OutboxRow[]): void {
    const worker: Worker = { rows, done: Promise.resolve() };
    workers.set(conversation, worker);
    worker.done = work(conversation, worker)
      .catch((error: unknown) => {
        worker.rows = [];
        if (!stopping.aborted) {
          logger.error({ conversation, error }, 'outbox stopped, left for the next start');
        }
      })
      .then(() => {
        workers.delete(conversation);
        // What came between the last look into the outbox and now.
        add(worker.rows);
      });
  }

  async function work(conversation: string, worker: Worker): Promise<void> {
    for (let held = await store.claim(conversation, name, HOLD_MS); held !== null && !stopping.aborted; held = await again(conversation)) {
      if (held - looks().count(conversation) > worker.rows.length) {
        worker.rows = [...(await store.pending(conversation))];
      }
      await performAll(worker);
    }
  }

  /** Gives the outbox back; takes it again when wishes have come meanwhile, of this desk or another. */
  async function again(conversation: string): Promise<number | null> {
    const left = await store.release(conversation, name);
    return left > looks().count(conversation) ? store.claim(conversation, name, HOLD_MS) : null;
  }

  async function performAll(worker: Worker): Promise<void> {
    for (let row = worker.rows.shift(); row !== undefined && !stopping.aborted; row = worker.rows.shift()) {
      await perform(row);
    }
  }

  async function perform(row: OutboxRow): Promise<void> {
    const { conversation, wish } = row;
    if (wish.kind === 'probe') {
      if (!looks().isUnderWay(row)) {
        looks().start(row, wish.request);
      }
      return;
    }
    if (wish.kind === 'forget') {
      await store.forget(conversation);
      return;
    }
    const reference = await deliver(row, tools);
    await store.done(conversation, wish.id, reference);
  }

  return {
    add,
    takeLeft: async () => {
      for (
        let left = await store.claimLeft(name, HOLD_MS);
        left.length > 0 && !stopping.aborted;
        left = await store.claimLeft(name, HOLD_MS)
      ) {
        for (const conversation of left.filter((each) => !workers.has(each))) {
          begin(conversation, []);
        }
      }
    },
    crossOff: ({ conversation, wish }) => store.done(conversation, wish.id, null),
    isBusy: (conversation) => workers.has(conversation),
    settled: async (conversation) => workers.get(conversation)?.done,
    allSettled: async () => {
      await Promise.all([...workers.values()].map(({ done }) => done));
    },
  };
}
