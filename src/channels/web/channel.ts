import { join } from 'node:path';
import type { Router } from 'express';
import type { Channel, Desk, Post } from '../../contracts/ports.ts';
import { type Conversations, openConversations } from './conversations.ts';
import { createHub } from './hub.ts';
import { WEB, type WebOptions } from './options.ts';
import { createWebRouter } from './router.ts';

/** The chat page. Its router is mounted by whoever owns the HTTP server. */
export interface WebChannel extends Channel {
  readonly router: Router;
}

/** The channel of the chat page: posts reach every open page of a conversation at once, and pages opened later by replay. */
export function createWebChannel(options: WebOptions): WebChannel {
  const hub = createHub();
  let open: { readonly desk: Desk; readonly conversations: Conversations } | null = null;
  const tell = ({ conversation, seq, message }: Post): void => hub.tell(conversation, { kind: 'bot', seq, message });
  return {
    name: WEB,
    router: createWebRouter({ ...options, hub, pageFolder: join(import.meta.dirname, 'page'), open: () => open }),
    async start(desk) {
      open = { desk, conversations: openConversations(desk, hub) };
    },
    async send(post) {
      tell(post);
      return post.message.id;
    },
    async edit(post) {
      tell(post);
    },
    async stop() {
      open = null;
      hub.close();
    },
  };
}
