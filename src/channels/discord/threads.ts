import { Routes } from 'discord.js';
import type { Clock } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';
import { CODES } from './errors.ts';
import type { Answer, Caller } from './post/caller.ts';
import { sortRefusal } from './post/codes.ts';

/** A message in a help-desk channel. */
export interface Root {
  readonly channel: string;
  readonly message: string;
}

/** Whether there is a thread to post in; `code` says why not. */
export type Opened = { readonly kind: 'open'; readonly thread: string } | { readonly kind: 'no_place'; readonly code: number };

/** Threads begun on messages. They have the message's id (docs.discord.com/developers/topics/threads#thread-fields). */
export interface Threads {
  /** The thread on a message, started where it has to be. Rejects where that can't be done now. */
  open(root: Root, name: string): Promise<Opened>;
}

const KEPT_MS = 24 * 3_600_000;
/** Minutes until a quiet thread is hidden: a day. */
const ARCHIVED_AFTER = 1_440;
const NAME_LENGTH = 100;

/** Makes them. What is known to be open is not asked for again, and an opening under way is joined. */
export function createThreads({ caller, clock }: { readonly caller: Caller; readonly clock: Clock }): Threads {
  const known = createRemembered<Opened>({ forMs: KEPT_MS, atMost: 20_000, clock });
  return {
    async open({ channel, message }, name) {
      // A post of a forum is its own thread.
      if (channel === message) return { kind: 'open', thread: message };
      const opened = await known.getOr(message, () => start({ channel, message }, name, caller));
      if (opened.kind === 'no_place') known.drop(message);
      return opened;
    },
  };
}

/** A second thread on a message is refused: starting it again is safe. */
async function start({ channel, message }: Root, name: string, caller: Caller): Promise<Opened> {
  const body = { name: [...name].slice(0, NAME_LENGTH).join(''), auto_archive_duration: ARCHIVED_AFTER };
  const answer = await caller.ask((rest) => rest.post(Routes.threads(channel, message), { body }));
  return answer.ok ? { kind: 'open', thread: message } : readRefusal(answer, message);
}

function readRefusal({ trouble }: Extract<Answer, { readonly ok: false }>, message: string): Opened {
  if (trouble.kind === 'refused' && trouble.code === CODES.threadAlreadyCreated) return { kind: 'open', thread: message };
  if (trouble.kind === 'refused' && sortRefusal(trouble) !== 'later') return { kind: 'no_place', code: trouble.code };
  throw new Error(`Discord did not start a thread: ${trouble.kind}.`);
}
