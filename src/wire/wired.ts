import type { Router } from 'express';
import type { Channel } from '../contracts/ports.ts';

/** A channel, and what it brings to the one HTTP server. */
export interface Wired {
  readonly channel: Channel;
  readonly router: Router | null;
}

/** A channel that can't start, and why: told like any other that can't. What is in its outbox stays there until it can. */
export function openBroken(name: string, reason: string): Wired {
  const fail = async (): Promise<never> => {
    throw new Error(reason);
  };
  return {
    router: null,
    channel: {
      name,
      send: fail,
      edit: fail,
      async start() {
        throw Object.assign(new Error(reason), { permanent: true });
      },
      async stop() {},
    },
  };
}
