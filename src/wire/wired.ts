import type { Router } from 'express';
import { permanent } from '../channels/shared/permanent.ts';
import type { Config } from '../config.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Channel, Logger, Notebook } from '../contracts/ports.ts';

/** What channels take of the house. */
export interface HouseRooms {
  readonly config: Config;
  readonly logger: Logger;
  readonly translator: Translator;
  readonly notes: Notebook;
  /** Language of whoever started the program. */
  readonly operatorLang: Lang;
}

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
        throw permanent(reason);
      },
      async stop() {},
    },
  };
}
