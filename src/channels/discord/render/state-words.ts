import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Block } from '../../../contracts/messages.ts';
import type { Basis } from '../../../contracts/signs.ts';

type ProgressState = Extract<Block<string>, { kind: 'progress' }>['items'][number]['state'];

/** How far a step of a look has come, in a word. */
export const STATE_WORDS = {
  waiting: 'discord:progress.waiting',
  running: 'discord:progress.running',
  done: 'discord:progress.done',
  failed: 'discord:progress.failed',
  skipped: 'discord:progress.skipped',
} as const satisfies Record<ProgressState, MessageKey>;

/** The mark before the word, shown beside it and never instead of it. */
export const STATE_MARKS = {
  waiting: '⚪',
  running: '⏳',
  done: '✅',
  failed: '❌',
  skipped: '➖',
} as const satisfies Record<ProgressState, string>;

/** What a line of evidence rests on, in a word. */
export const BASIS_WORDS = {
  stated: 'discord:basis.stated',
  recorded: 'discord:basis.recorded',
  measured: 'discord:basis.measured',
} as const satisfies Record<Basis, MessageKey>;
