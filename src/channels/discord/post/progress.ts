import type { Part } from './reference.ts';

/** How far the posting of one message has come, over all tries of this process. */
export interface Progress {
  /** Parts posted, by channel, or `PRIVATE`. A message is in one place: what was posted before that place was lost is no part of it. */
  readonly done: Map<string, Map<number, Part>>;
  /** May it be there already? `left`: another process may have posted it; `lost`: the answer to our own post was lost. */
  doubt: 'none' | 'left' | 'lost';
  /** When the first answer was lost. */
  lostAt: number;
  /** Places in which it was looked for since. */
  readonly lookedIn: Set<string>;
  /** Its first part as the answer to an interaction: it stands there, whatever becomes of the others. */
  answer: { readonly channel: string; readonly part: Part } | null;
  /** A "… is thinking" that a dead process left, by its interaction: the message belongs there. */
  waitsAt: string | null;
}

/** What only one person sees, wherever it stands. */
export const PRIVATE = '@private';

/** Nothing done yet. */
export function beginProgress(again: boolean): Progress {
  return { done: new Map(), doubt: again ? 'left' : 'none', lostAt: 0, lookedIn: new Set(), answer: null, waitsAt: null };
}

/** The parts of a message posted at a place so far. */
export function partsIn(place: string, { done }: Progress): Map<number, Part> {
  const parts = done.get(place) ?? new Map<number, Part>();
  done.set(place, parts);
  return parts;
}

/** The part of a message that stands at a place, or as the answer to an interaction. */
export function partAt(place: string, index: number, progress: Progress): Part | undefined {
  return partsIn(place, progress).get(index) ?? (index === 0 ? progress.answer?.part : undefined);
}

/** An answer was lost at a place, or nobody knows where: it is looked for before anything is posted anew, at once or where the nonce is too old. */
export function noteLost(place: string | null, at: number, progress: Progress): void {
  progress.lostAt = progress.doubt === 'lost' ? Math.min(progress.lostAt, at) : at;
  progress.doubt = 'lost';
  if (place === null) progress.lookedIn.clear();
  else progress.lookedIn.delete(place);
}
