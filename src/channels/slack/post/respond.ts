import type { KnownBlock } from '@slack/types';
import type { Clock, Logger } from '../../../contracts/ports.ts';
import { type Asking, leanRequest } from '../../shared/lean-request.ts';
import { createRemembered } from '../../shared/remembered.ts';

/** An answer to a click or a command, by the address that came with it. Only the person sees it. */
export interface Reply {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  /** In the place of the message that was clicked. */
  readonly replaceOriginal?: boolean;
  /** Nothing in its place. */
  readonly deleteOriginal?: boolean;
}

/** `spent`: the address is used up or too old; there may be another way. `failed`: Slack could not be reached, or took it not. */
export type Replied = 'done' | 'spent' | 'failed';

/** Answers by `response_url`: the one way to change a message only its reader sees, and to write where the bot is no member. */
export interface Responder {
  /** Never rejects. Not tried again: an answer whose receipt was lost would stand there twice. */
  respond(url: string, reply: Reply): Promise<Replied>;
}

export interface ResponderOptions {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Five times within thirty minutes: docs.slack.dev/interactivity/handling-user-interaction, "Message responses". */
const MOST = 5;
const GOOD_MS = 30 * 60_000;
const PATIENCE_MS = 5_000;

/** Makes one. It remembers how often each address was used. */
export function createResponder({ clock, logger }: ResponderOptions): Responder {
  const used = createRemembered<{ times: number; readonly since: number }>({ forMs: 2 * GOOD_MS, atMost: 5_000, clock });

  function use(url: string): boolean {
    const uses = used.get(url) ?? { times: 0, since: clock.now() };
    used.set(url, uses);
    uses.times += 1;
    return uses.times <= MOST && clock.now() - uses.since < GOOD_MS;
  }

  return {
    async respond(url, reply) {
      if (!use(url)) {
        return 'spent';
      }
      try {
        const { status } = await leanRequest(new URL(url), postingOf(reply));
        logger.debug({ status }, 'Slack answered to a reply');
        return readStatus(status);
      } catch (error) {
        logger.debug({ error }, 'Slack could not be given a reply');
        return 'failed';
      }
    },
  };
}

function postingOf({ text, blocks, replaceOriginal, deleteOriginal }: Reply): Asking {
  const body = {
    response_type: 'ephemeral',
    replace_original: replaceOriginal === true,
    ...(deleteOriginal === true ? { delete_original: true } : { text }),
    ...(blocks === undefined ? {} : { blocks }),
  };
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    patienceMs: PATIENCE_MS,
  };
}

/** 404 where the address is used up or too old (`used_url`, `expired_url`). */
function readStatus(status: number): Replied {
  if (status === 200) {
    return 'done';
  }
  return status === 404 || status === 410 ? 'spent' : 'failed';
}
