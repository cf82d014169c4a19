/** Requests in flight at once. */
export const LANES = 64;

/** Does all of them, `LANES` at once. */
export async function inLanes(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...tasks];
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
        await task();
      }
    }),
  );
}
