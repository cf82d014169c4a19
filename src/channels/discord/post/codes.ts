/** What a refusal of a post is about. */
export type Refusal =
  /** The message itself: it will be refused anywhere. */
  | 'message'
  /** The bot, its token, or Discord as it is now: somebody can mend it, or it mends itself. */
  | 'later'
  /** This channel, thread, interaction or person: another place may do. Also what we don't know. */
  | 'place';

/** docs.discord.com/developers/topics/opcodes-and-status-codes#json: too large, empty, invalid form body, invalid JSON. */
const MESSAGE: ReadonlySet<number> = new Set([40005, 50006, 50035, 50109]);

/** The same page: no permission for the whole bot, its token, what is switched off for a while, a blocked address. */
const LATER: ReadonlySet<number> = new Set([40001, 40002, 40004, 40006, 40333, 50014, 50041, 110001]);

/** Sorts what Discord said no with. */
export function sortRefusal({ status, code }: { readonly status: number; readonly code: number }): Refusal {
  if (MESSAGE.has(code)) return 'message';
  // Without a code of its own: a 404 is about the address, anything else about who asks.
  if (code === 0) return status === 404 ? 'place' : 'later';
  return status === 401 || LATER.has(code) ? 'later' : 'place';
}
