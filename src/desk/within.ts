/**
 * What `promise` brings; rejects when it takes longer than `ms`, or as soon as `over` rejects. The work itself is not ended, and waiting
 * keeps no process alive.
 */
export async function within<T>(ms: number, promise: Promise<T>, over?: Promise<never>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  try {
    return await Promise.race(over === undefined ? [promise, late] : [promise, late, over]);
  } finally {
    clearTimeout(timer);
  }
}
