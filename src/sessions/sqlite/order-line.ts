import type { Cabinet } from './cabinet.ts';
import { GROUP_LIMIT, type Order, type Outcome } from './protocol.ts';

/** Orders on their way to the database and back, first in, first out. */
export interface OrderLine {
  ask<T>(name: keyof Cabinet, args: readonly unknown[]): Promise<T>;
  /** Settles the oldest orders under way. */
  settle(outcomes: readonly Outcome[]): void;
  /** Fails all that is under way and all that will be asked. */
  fail(reason: Error): void;
  /** Resolves when nothing is under way. */
  empty(): Promise<void>;
}

interface Asked extends Order {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

/** Sends what one turn of the event loop asks for together, in messages of a group each. */
export function createOrderLine(send: (orders: readonly Order[]) => void): OrderLine {
  let waiting: Asked[] = [];
  const sent: Asked[] = [];
  const watchers: (() => void)[] = [];
  let broken: Error | null = null;

  function ask<T>(name: keyof Cabinet, args: readonly unknown[]): Promise<T> {
    if (broken !== null) {
      return Promise.reject(broken);
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (waiting.push({ name, args, resolve, reject }) === 1) {
      setImmediate(sendWaiting);
    }
    return promise;
  }

  function sendWaiting(): void {
    const orders = waiting;
    waiting = [];
    for (let start = 0; start < orders.length; start += GROUP_LIMIT) {
      const group = orders.slice(start, start + GROUP_LIMIT);
      sent.push(...group);
      send(group.map(({ name, args }) => ({ name, args })));
    }
  }

  function settle(outcomes: readonly Outcome[]): void {
    const settled = sent.splice(0, outcomes.length);
    for (const [index, asked] of settled.entries()) {
      const outcome = outcomes[index];
      if (outcome?.ok === false) {
        asked.reject(outcome.error);
      } else {
        asked.resolve(outcome?.value);
      }
    }
    tellWatchers();
  }

  function fail(reason: Error): void {
    broken = reason;
    for (const asked of [...sent.splice(0), ...waiting.splice(0)]) {
      asked.reject(reason);
    }
    tellWatchers();
  }

  function tellWatchers(): void {
    if (sent.length === 0 && waiting.length === 0) {
      for (const tell of watchers.splice(0)) {
        tell();
      }
    }
  }

  function empty(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    watchers.push(resolve);
    tellWatchers();
    return promise;
  }

  return { ask, settle, fail, empty };
}
