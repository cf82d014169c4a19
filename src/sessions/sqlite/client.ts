import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.ts';
import type { Cabinet } from './cabinet.ts';
import { createOrderLine } from './order-line.ts';
import type { Opening, Outcome, ThreadData } from './protocol.ts';
import type { CountRow } from './statements.ts';

/** The database, as seen from the thread that asks. */
export interface Client {
  /** Does one operation; resolves once it is on disk. Operations asked for together, or while the disk is waited for, share a transaction, in order. */
  ask<K extends keyof Cabinet>(name: K, ...args: Parameters<Cabinet[K]>): Promise<ReturnType<Cabinet[K]>>;
  /** Finishes what was asked for, then lets go of the file. */
  close(): Promise<void>;
}

/** Opening may change the file's shape; a thread that says nothing for so long never will. */
const OPEN_WITHIN_MS = 30_000;

/** An open file: the way to ask it, and the outboxes that were found in it. */
export interface Opened {
  readonly client: Client;
  readonly counts: readonly CountRow[];
}

/** Opens the file in a thread of its own and waits until it is open. Throws what `openDatabase` throws. */
export function openClient(file: string): Opened {
  const { worker, counts } = startThread(file);
  const line = createOrderLine((orders) => {
    // An open store keeps no process alive, a write under way does.
    worker.ref();
    worker.postMessage(orders);
  });
  worker.on('message', (outcomes: readonly Outcome[]) => {
    line.settle(outcomes);
    void line.empty().then(() => worker.unref());
  });
  worker.on('error', (cause) =>
    line.fail(new Error('The thread of the database ended: start Okuru again. What was acknowledged is safe.', { cause })),
  );
  const client: Client = {
    ask: (name, ...args) => line.ask(name, args),
    close: async () => {
      await line.empty();
      line.fail(new Error('The store is closed.'));
      await worker.terminate();
    },
  };
  return { client, counts };
}

function startThread(file: string): { readonly worker: Worker; readonly counts: readonly CountRow[] } {
  const opened = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const data: ThreadData = { file, opened, answer: port2 };
  const worker = new Worker(join(import.meta.dirname, 'thread.ts'), { workerData: data, transferList: [port2] });
  Atomics.wait(opened, 0, 0, OPEN_WITHIN_MS);
  const opening: Opening | undefined = receiveMessageOnPort(port1)?.message;
  port1.close();
  worker.unref();
  if (opening?.ok === true) {
    return { worker, counts: opening.counts };
  }
  void worker.terminate();
  throw opening === undefined
    ? new StoreError(
        'unusable',
        `The thread of the database did not start within ${OPEN_WITHIN_MS / 1_000} s: is the machine out of memory?`,
      )
    : new StoreError(opening.code, opening.message);
}
