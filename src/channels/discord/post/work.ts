import type { Translator } from '../../../contracts/messages.ts';
import type { Clock, Logger, Post } from '../../../contracts/ports.ts';
import type { Directs } from '../directs.ts';
import type { Place } from '../place.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Slots } from '../slots.ts';
import type { Threads } from '../threads.ts';
import type { Tokens } from '../tokens.ts';
import type { Caller } from './caller.ts';
import type { Finder } from './finder.ts';
import type { FollowUps } from './follow-ups.ts';
import type { Moves } from './moves.ts';
import type { Progress } from './progress.ts';
import type { Part } from './reference.ts';

/** A message on its way. */
export interface Work {
  readonly post: Post;
  readonly place: Place;
  readonly parts: readonly Rendered[];
  readonly progress: Progress;
}

/** What posting at one place brings; any other trouble rejects and may be tried again. */
export type Posted =
  | { readonly kind: 'posted'; readonly channel: string; readonly parts: readonly Part[] }
  /** Discord takes nothing there. `code`: its own, or why there is no such place. */
  | { readonly kind: 'no_place'; readonly code: number | 'no_token' | 'direct_messages_closed' };

/** What messages are delivered with. */
export interface PostTools {
  readonly caller: Caller;
  readonly finder: Finder;
  readonly directs: Directs;
  readonly threads: Threads;
  readonly tokens: Tokens;
  readonly followUps: FollowUps;
  readonly moves: Moves;
  readonly slots: Slots;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
}
