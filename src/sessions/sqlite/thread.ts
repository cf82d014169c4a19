import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { StoreError } from '../store-error.ts';
import { type Cabinet, createCabinet } from './cabinet.ts';
import { openDatabase } from './open-database.ts';
import { GROUP_LIMIT, type Opening, type Order, type Outcome, type ThreadData } from './protocol.ts';

// The database has a thread of its own: waiting for the disk stops nobody's turn, and what arrives while it waits makes the next group.

function start({ file, opened, answer }: ThreadData, port: MessagePort): void {
  try {
    const database = openDatabase(file);
    const cabinet = createCabinet(database);
    serve(database, cabinet, port);
    answer.postMessage({ ok: true, counts: cabinet.counts() } satisfies Opening);
  } catch (error) {
    answer.postMessage(refuse(error) satisfies Opening);
  }
  Atomics.store(opened, 0, 1);
  Atomics.notify(opened, 0);
}

/** Serves orders until the other side closes the port. */
function serve(database: Database, cabinet: Cabinet, port: MessagePort): void {
  const together = database.transaction((orders: readonly Order[]) => orders.map((order) => obey(cabinet, order)));
  port.on('message', (first: readonly Order[]) => {
    const orders = gather(first, port);
    const outcomes = settle(orders, together);
    emptyLog(database, orders);
    port.postMessage(outcomes);
  });
  port.on('close', () => database.close());
}

/** What has arrived by now, up to a group. */
function gather(first: readonly Order[], port: MessagePort): readonly Order[] {
  const orders = [...first];
  while (orders.length < GROUP_LIMIT) {
    const next = receiveMessageOnPort(port);
    if (next === undefined) {
      break;
    }
    orders.push(...next.message);
  }
  return orders;
}

function obey(cabinet: Cabinet, { name, args }: Order): Outcome {
  return { ok: true, value: Reflect.apply(cabinet[name], cabinet, args) };
}

/** One transaction for all; when that fails, one for each, so that an order that cannot be done takes nobody else with it. */
function settle(orders: readonly Order[], together: (orders: readonly Order[]) => Outcome[]): Outcome[] {
  try {
    return together(orders);
  } catch (error) {
    return orders.length === 1 ? [{ ok: false, error: toError(error) }] : orders.flatMap((order) => settle([order], together));
  }
}

/** A class does not survive the way to another thread; its code does. */
function refuse(reason: unknown): Opening {
  const code = reason instanceof StoreError ? reason.code : 'unusable';
  return { ok: false, code, message: toError(reason).message };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Old pages of what was forgotten live on in the write-ahead log until it is emptied. */
function emptyLog(database: Database, orders: readonly Order[]): void {
  if (orders.some(({ name }) => name === 'forget')) {
    database.pragma('wal_checkpoint(TRUNCATE)');
  }
}

if (parentPort !== null) {
  start(workerData, parentPort);
}
