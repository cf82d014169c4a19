import type { Message } from '../../contracts/messages.ts';

/** What the page is told over `GET /api/stream` (server-sent events, HTML standard §9.2). */
export type StreamEvent =
  /** A line of the conversation, new or changed. `eventId` is the browser's own, where the line is its post. */
  | { readonly kind: 'person'; readonly seq: number; readonly text: string; readonly eventId: string | null }
  | { readonly kind: 'bot'; readonly seq: number; readonly message: Message }
  /** All lines up to now have been told; `empty` when there is none at all. */
  | { readonly kind: 'ready'; readonly empty: boolean }
  /** Is anything of this conversation still on its way? */
  | { readonly kind: 'busy'; readonly busy: boolean }
  /** A sign of life, so that a dead connection is noticed. */
  | { readonly kind: 'beat' };
