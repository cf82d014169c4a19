import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';

/** Timers are late by up to this, in milliseconds: what is due sooner is waited for turn by turn of the event loop. */
const TIMER_GRAIN = 2;

/** Times of one run, in milliseconds. */
export interface Times {
  readonly count: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
}

/** An act that resolves when it is on disk. */
export type Act = () => Promise<unknown>;

/** As fast as it goes: each lane takes its next act when its last is done. */
export async function runFlat(lanes: readonly AsyncIterable<number>[]): Promise<Times> {
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(
    lanes.map(async (lane) => {
      for await (const ms of lane) {
        took.push(ms);
      }
    }),
  );
  return summarise(took, performance.now() - began);
}

/** `perSecond` acts a second, evenly, whether those before are done or not; times count from when an act was due. */
export async function runOffered(acts: readonly Act[], perSecond: number): Promise<Times> {
  const took: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (const [index, act] of acts.entries()) {
    const due = began + (index * 1000) / perSecond;
    await waitUntil(due);
    running.push(
      act().then(() => {
        took.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  return summarise(took, performance.now() - began);
}

async function waitUntil(due: number): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
    await (left > TIMER_GRAIN ? sleep(left - TIMER_GRAIN) : breathe());
  }
}

/** Milliseconds until `act` is done. */
export async function time(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Counts and quantiles of what was timed. */
export function summarise(took: readonly number[], ms: number): Times {
  const sorted = Float64Array.from(took).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: took.length, seconds: ms / 1000, perSecond: (took.length * 1000) / ms, median: at(0.5), p99: at(0.99) };
}
