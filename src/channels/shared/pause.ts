import { setTimeout as wait } from 'node:timers/promises';

/** First pause after a failure, and the longest. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Milliseconds before try number `failures + 1`: none after no failure, then doubled, between half of it and all of it by chance (`random`: 0 to 1), so that many bots don't come back at once. */
export function pauseAfter(failures: number, random: () => number): number {
  if (failures === 0) return 0;
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return longest * (0.5 + random() / 2);
}

/** Waits; ends at once when the signal is given. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
