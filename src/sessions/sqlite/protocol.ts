import type { MessagePort } from 'node:worker_threads';
import type { StoreTrouble } from '../store-error.ts';
import type { Cabinet } from './cabinet.ts';
import type { CountRow } from './statements.ts';

/** One operation to do: the name and arguments of a member of `Cabinet`. */
export interface Order {
  readonly name: keyof Cabinet;
  readonly args: readonly unknown[];
}

/** What became of one operation; sent once it is on disk. Outcomes come in the order of the orders. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error };

/** What became of opening the file: the outboxes found in it, or why it can't be used. */
export type Opening =
  | { readonly ok: true; readonly counts: readonly CountRow[] }
  | { readonly ok: false; readonly code: StoreTrouble; readonly message: string };

/** What the thread is started with. `opened` turns 1 when `answer` holds an `Opening`. */
export interface ThreadData {
  readonly file: string;
  readonly opened: Int32Array;
  readonly answer: MessagePort;
}

/**
 * Operations in one transaction at most. Enough to share the wait for the disk, few enough that one group is written
 * while another is thought about.
 */
export const GROUP_LIMIT = 128;
