import type { KnownBlock } from '@slack/types';
import { hasWords } from '../../shared/clean-text.ts';
import { LIMITS } from './limits.ts';

/** What is not torn apart when a message is split: blocks, without ids yet, and their words in plain text. */
export interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly words: string;
}

/** Rows in groups that each fit one block; a row is never torn. */
export function groupRows<T>(rows: readonly T[], wordsOf: (row: T) => string): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let open: T[] = [];
  let size = 0;
  for (const row of rows) {
    const length = wordsOf(row).length;
    if (open.length > 0 && size + length > LIMITS.blockText) {
      groups.push(open);
      open = [];
      size = 0;
    }
    open.push(row);
    size += length;
  }
  return open.length === 0 ? groups : [...groups, open];
}

/** Lines of plain text under a title, where there is one. */
export function linesOf(title: string | null, lines: readonly string[]): string {
  return [...(title === null || !hasWords(title) ? [] : [title]), ...lines].join('\n');
}
