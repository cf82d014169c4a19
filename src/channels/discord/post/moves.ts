import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Clock, Post } from '../../../contracts/ports.ts';
import { createRemembered } from '../../shared/remembered.ts';

/** Conversations that go on elsewhere: the person is told why, once a day. */
export interface Moves {
  /** Is this message the one that says so? Asked again, it still is. */
  isFirst(post: Post, because: MessageKey): boolean;
  /** It was not said after all. */
  takeBack(post: Post, because: MessageKey): void;
}

const TOLD_MS = 24 * 3_600_000;
const MOST = 5_000;

/** Makes them. */
export function createMoves(clock: Clock): Moves {
  const told = createRemembered<number>({ forMs: TOLD_MS, atMost: MOST, clock });
  return {
    isFirst({ conversation, seq }, because) {
      const name = `${conversation} ${because}`;
      const first = told.get(name);
      if (first === undefined) told.set(name, seq);
      return first === undefined || first === seq;
    },
    takeBack({ conversation, seq }, because) {
      const name = `${conversation} ${because}`;
      if (told.get(name) === seq) told.drop(name);
    },
  };
}
