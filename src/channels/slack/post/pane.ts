import type { Message, Translator } from '../../../contracts/messages.ts';
import type { Logger, Post } from '../../../contracts/ports.ts';
import { readConversation } from '../place.ts';
import { sayIn } from '../render/say.ts';
import type { Caller } from './caller.ts';

/** What the assistant pane shows beside the messages while a look is under way. */
export interface Pane {
  /** Called after each post and change; never rejects and is not to be waited for. */
  follow(post: Post, how: 'posted' | 'changed'): void;
}

interface Tools {
  readonly caller: Caller;
  readonly translator: Translator;
  readonly logger: Logger;
}

/** Is something shown that goes on by itself? */
export function isUnderWay({ blocks }: Message): boolean {
  return blocks.some((block) => block.kind === 'progress' && block.items.some(({ state }) => state === 'running' || state === 'waiting'));
}

/** Makes it. The pane's threads are those of direct messages. */
export function createPane({ caller, translator, logger }: Tools): Pane {
  const busy = new Set<string>();

  async function set(post: Post, isBusy: boolean): Promise<void> {
    const place = readConversation(post.conversation);
    if (place?.kind !== 'thread' || !place.channel.startsWith('D')) {
      return;
    }
    const status = isBusy ? sayIn(translator, post.message.lang)('slack:pane.status') : '';
    const args = { channel_id: place.channel, thread_ts: place.thread, status };
    const answer = await caller.call(place.team, (client) => client.assistant.threads.setStatus(args), 0);
    if (!answer.ok) {
      logger.debug({ team: place.team, trouble: answer.trouble }, 'Slack status not set');
    }
  }

  return {
    follow(post, how) {
      const isBusy = isUnderWay(post.message);
      const wasBusy = busy.has(post.conversation);
      if (isBusy === wasBusy) {
        return;
      }
      if (isBusy) {
        busy.add(post.conversation);
      } else {
        busy.delete(post.conversation);
      }
      // A post clears the status by itself (docs.slack.dev, assistant.threads.setStatus).
      if (isBusy || how === 'changed') {
        set(post, isBusy).catch((error: unknown) => logger.debug({ error }, 'Slack status not set'));
      }
    },
  };
}
