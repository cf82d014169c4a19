import type { Translator } from '../../../contracts/messages.ts';
import type { Logger, Post } from '../../../contracts/ports.ts';
import { isUnderWay } from '../../shared/is-under-way.ts';
import { sayIn } from '../../shared/say.ts';
import { readConversation } from '../place.ts';
import type { Caller } from './caller.ts';
import type { Target } from './target.ts';

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

/** Makes it. The pane's threads are those of direct messages. */
export function createPane(tools: Tools): Pane {
  const busy = new Set<string>();
  return {
    follow(post, how) {
      const place = readConversation(post.conversation);
      if (place?.kind !== 'thread' || !place.channel.startsWith('D')) {
        return;
      }
      const isBusy = isUnderWay(post.message);
      if (isBusy === busy.has(post.conversation)) {
        return;
      }
      busy[isBusy ? 'add' : 'delete'](post.conversation);
      // A post clears the status by itself (docs.slack.dev, assistant.threads.setStatus).
      if (isBusy || how === 'changed') {
        const status = isBusy ? sayIn(tools.translator, post.message.lang)('slack:pane.status') : '';
        setStatus(place, status, tools).catch((error: unknown) => tools.logger.debug({ error }, 'Slack status not set'));
      }
    },
  };
}

async function setStatus({ team, channel, thread }: Target, status: string, { caller, logger }: Tools): Promise<void> {
  if (thread !== null) {
    const args = { channel_id: channel, thread_ts: thread, status };
    const answer = await caller.call(team, (client) => client.assistant.threads.setStatus(args), 0);
    logger.debug({ team, ok: answer.ok }, 'Slack status');
  }
}
