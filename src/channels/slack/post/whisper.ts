import type { Clock, Logger } from '../../../contracts/ports.ts';
import { createRemembered } from '../../shared/remembered.ts';
import type { SlackTrouble } from '../api.ts';
import { namePerson } from '../place.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Caller } from './caller.ts';
import type { Someone } from './directs.ts';

/** Words that only one person sees, in a channel. */
export interface Whisper extends Someone {
  readonly channel: string;
  readonly text: string;
  readonly thread?: string;
}

/** Shows things to one person only. They can't be changed afterwards, and are gone when the person reloads. */
export interface Whisperer {
  /** A word by the way: true where Slack took it. Never rejects, since nothing depends on it. */
  whisper(whisper: Whisper): Promise<boolean>;
  /** Why the person is answered here; not said again for a day. */
  explainOnce(whisper: Whisper): Promise<void>;
  /** A part of a message; resolves with what went wrong. */
  show(where: Omit<Whisper, 'text'>, part: Rendered): Promise<SlackTrouble | null>;
}

/** A word that comes late is of no use. */
const WHISPER_PATIENCE_MS = 10_000;
const EXPLAINED_MS = 24 * 3_600_000;

interface Tools {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Makes one. */
export function createWhisperer({ caller, clock, logger }: Tools): Whisperer {
  const explained = createRemembered<true>({ forMs: EXPLAINED_MS, atMost: 5_000, clock });

  async function show(where: Omit<Whisper, 'text'>, { text, blocks }: Rendered, patienceMs?: number): Promise<SlackTrouble | null> {
    const { team, channel, user, thread } = where;
    const args = {
      channel,
      user,
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    };
    const answer = await caller.call(team, (client) => client.chat.postEphemeral(args), patienceMs);
    return answer.ok ? null : answer.trouble;
  }

  async function whisper({ text, ...where }: Whisper): Promise<boolean> {
    try {
      const trouble = await show(where, { text, blocks: [] }, WHISPER_PATIENCE_MS);
      if (trouble !== null) {
        logger.debug({ team: where.team, trouble }, 'Slack did not show a word by the way');
      }
      return trouble === null;
    } catch (error) {
      logger.debug({ team: where.team, error }, 'Slack could not be asked to show a word by the way');
      return false;
    }
  }

  return {
    whisper,
    show: (where, part) => show(where, part),
    async explainOnce(why) {
      const name = `${namePerson(why)}/${why.channel}`;
      if (explained.get(name) === undefined && (await whisper(why))) {
        explained.set(name, true);
      }
    },
  };
}
