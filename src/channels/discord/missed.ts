import type { Clock, Notebook, Post } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';
import { personNotes } from './people.ts';
import { readConversation } from './place.ts';

/** Whom a message did not reach by any way: with their next interaction there is a way again. */
export interface Missed {
  /** A message was given up for good. Never rejects. */
  note(post: Post): Promise<void>;
  /** The conversation with a message that did not reach its person; null for none. Never rejects. */
  of(user: string): Promise<string | null>;
  /** It reached them now. */
  clear(user: string): Promise<void>;
}

/** Makes it. Kept over restarts, under the person's name. */
export function createMissed({ notes, clock }: { readonly notes: Notebook; readonly clock: Clock }): Missed {
  const known = createRemembered<string | null>({ forMs: 3_600_000, atMost: 20_000, clock });
  return {
    async note({ conversation }) {
      const user = readConversation(conversation)?.user;
      if (user === undefined) return;
      known.set(user, conversation);
      await notes.write(noteOf(user), conversation).catch(() => undefined);
    },
    async of(user) {
      try {
        return await known.getOr(user, () => notes.read(noteOf(user)));
      } catch {
        return null;
      }
    },
    async clear(user) {
      known.set(user, null);
      await notes.erase(noteOf(user));
    },
  };
}

function noteOf(user: string): string {
  return `${personNotes(user)}missed`;
}
