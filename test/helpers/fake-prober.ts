import type { Observation, ProbeProgress, ProbeRequest, Prober } from '../../src/contracts/probes.ts';

/** A look under way, ended by the test. */
export interface FakeLook {
  readonly request: ProbeRequest;
  tell(progress: ProbeProgress): void;
  /** Ends it with so many observations. */
  finish(count: number): void;
  fail(reason: Error): void;
}

/** A prober whose looks the test ends. */
export interface FakeProber extends Prober {
  readonly looks: FakeLook[];
  /** Resolves when the n-th look (from 1) has begun. */
  begun(count: number): Promise<FakeLook>;
}

/** Makes one. */
export function createFakeProber(): FakeProber {
  const looks: FakeLook[] = [];
  const watchers: { count: number; resolve: (look: FakeLook) => void }[] = [];
  return {
    looks,
    look(request, onProgress) {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Observation[]>();
      looks.push({ request, tell: onProgress ?? (() => {}), finish: (count) => resolve(observations(count)), fail: reject });
      for (const watcher of watchers) {
        const look = looks[watcher.count - 1];
        if (look !== undefined) {
          watcher.resolve(look);
        }
      }
      return promise;
    },
    begun(count) {
      const { promise, resolve } = Promise.withResolvers<FakeLook>();
      const look = looks[count - 1];
      if (look === undefined) {
        watchers.push({ count, resolve });
      } else {
        resolve(look);
      }
      return promise;
    },
    close: () => Promise.reject(new Error('The desk closes no prober.')),
  };
}

function observations(count: number): readonly Observation[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    probe: 'tcp',
    vantage: 'bot',
    host: 'smtp.example.com',
    address: null,
    family: null,
    port: 587,
    control: false,
    at: 0,
    ms: 1,
    failure: null,
    facts: null,
  }));
}
