import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Block } from '../../../contracts/messages.ts';
import type { Basis } from '../../../contracts/signs.ts';

type ProgressState = Extract<Block<string>, { kind: 'progress' }>['items'][number]['state'];

/** How far a step of a look has come, in a word. */
export const STATE_WORDS = {
  waiting: 'slack:progress.waiting',
  running: 'slack:progress.running',
  done: 'slack:progress.done',
  failed: 'slack:progress.failed',
  skipped: 'slack:progress.skipped',
} as const satisfies Record<ProgressState, MessageKey>;

/** The mark before the word, shown beside it and never instead of it: as a character, and as Slack names it. */
export const STATE_MARKS = {
  waiting: { mark: '⚪', emoji: 'white_circle' },
  running: { mark: '⏳', emoji: 'hourglass_flowing_sand' },
  done: { mark: '✅', emoji: 'white_check_mark' },
  failed: { mark: '❌', emoji: 'x' },
  skipped: { mark: '➖', emoji: 'heavy_minus_sign' },
} as const satisfies Record<ProgressState, { readonly mark: string; readonly emoji: string }>;

/** What a line of evidence rests on, in a word. */
export const BASIS_WORDS = {
  stated: 'slack:basis.stated',
  recorded: 'slack:basis.recorded',
  measured: 'slack:basis.measured',
} as const satisfies Record<Basis, MessageKey>;
