import type { Whose } from '../contracts/ports.ts';
import type { Lanes } from './lanes.ts';
import type { Outbox } from './outbox.ts';
import type { Tools } from './tools.ts';

/** What forgetting needs of the desk. */
export interface Forgetting {
  readonly tools: Tools;
  readonly lanes: Lanes;
  readonly outbox: Outbox;
}

/**
 * Forgets every conversation of somebody, each between two of its turns: a post under way is no longer waited for, and nothing
 * of it is written back. What is said meanwhile begins a new case.
 */
export async function forgetAll(whose: Whose, { tools, lanes, outbox }: Forgetting): Promise<void> {
  tools.stopping.throwIfAborted();
  const conversations = await tools.store.conversationsOf(whose);
  await Promise.all(
    conversations.map(async (conversation) => {
      // A turn may be waiting for a goodbye that does not get through.
      await outbox.dismiss(conversation);
      await lanes.run(conversation, () => outbox.forget(conversation));
    }),
  );
}
