import type { LoadedSession } from '../contracts/ports.ts';

/** The cases of the last conversations, as last saved. Where another desk saved since, the store tells at the next commit. */
export interface Recent {
  get(conversation: string): LoadedSession | undefined;
  set(conversation: string, loaded: LoadedSession): void;
  drop(conversation: string): void;
}

/** Some kilobytes each: enough for the conversations of the last minutes, whatever the number of open cases. */
const MOST_KEPT = 1_000;

/** Remembers nothing yet. */
export function createRecent(limit = MOST_KEPT): Recent {
  const kept = new Map<string, LoadedSession>();
  return {
    get: (conversation) => kept.get(conversation),
    set(conversation, loaded) {
      // Last saved, last out: a Map keeps the order of insertion.
      kept.delete(conversation);
      kept.set(conversation, loaded);
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) {
        kept.delete(oldest);
      }
    },
    drop: (conversation) => void kept.delete(conversation),
  };
}
