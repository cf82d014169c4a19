import type { OutboxRow } from '../contracts/ports.ts';
import type { Leave } from './leave.ts';
import type { Live } from './live.ts';
import { type Hands, perform, showLive } from './perform.ts';

/** What one conversation's performer has before it. */
export interface Load {
  rows: OutboxRow[];
  /**
   * Wishes this desk committed and nobody has tried yet. Any other may have been tried by a desk that died; so counts one that was read
   * from a shared outbox before the turn that made it told of it.
   */
  readonly fresh: Set<string>;
  /** Wishes taken up since the performer began. */
  readonly taken: Set<string>;
  /** The newest live change of each look. */
  live: Map<string, Live>;
  readonly leave: Leave;
}

/** Holds the outbox of a conversation and performs what is in it, in order, until nothing is left. What another desk holds is that desk's. */
export async function workOff(conversation: string, load: Load, hands: Hands): Promise<void> {
  const { store, stopping } = hands.tools;
  for (let held = await claim(conversation, load, hands); held !== null; held = await goOn(conversation, load, hands)) {
    // Of a store of its own, the desk knows what is in the outbox as long as the number is right.
    if (store.isShared || held - elsewhere(conversation, hands) !== load.rows.length) {
      const pending = await store.pending(conversation);
      load.rows = pending.filter((row) => !hands.stuck.has(row) && !hands.looks.isUnderWay(row));
    }
    load.leave.throwIfGiven();
    await performAll(load, hands);
    stopping.throwIfAborted();
  }
  load.rows = [];
}

/** Durable wishes first: a live change shown before them could only be overtaken by them. */
async function performAll(load: Load, hands: Hands): Promise<void> {
  while (!hands.tools.stopping.aborted) {
    const row = load.rows.shift();
    if (row !== undefined) {
      await performOnce(row, load, hands);
      continue;
    }
    const [live] = load.live.values();
    if (live === undefined) {
      return;
    }
    load.live.delete(live.look.wish.id);
    await Promise.race([showLive(live, hands), load.leave.given]);
  }
}

/** A wish read from the outbox may be told of once more by the turn that made it. */
async function performOnce(row: OutboxRow, load: Load, hands: Hands): Promise<void> {
  if (!load.taken.has(row.wish.id)) {
    load.taken.add(row.wish.id);
    await perform(row, { again: !load.fresh.delete(row.wish.id), leave: load.leave }, hands);
    load.leave.throwIfGiven();
  }
}

async function claim(conversation: string, load: Load, { tools }: Hands): Promise<number | null> {
  const held = await tools.store.claim(conversation, tools.name, tools.pace.holdMs);
  if (held === null) {
    // The desk that holds it may try any of them.
    load.fresh.clear();
  }
  return held;
}

/** Wishes that are in the outbox and not to be performed now: looks under way, and what this desk can't do. */
function elsewhere(conversation: string, { looks, stuck }: Hands): number {
  return looks.count(conversation) + stuck.count(conversation);
}

/**
 * Gives the outbox back, unless a look or a stuck wish keeps it, and takes it again when wishes have come meanwhile: another desk
 * that commits a turn of this conversation leaves its wishes to the holder.
 */
async function goOn(conversation: string, load: Load, hands: Hands): Promise<number | null> {
  const { store, name } = hands.tools;
  if (elsewhere(conversation, hands) > 0) {
    const held = await claim(conversation, load, hands);
    return held !== null && held > elsewhere(conversation, hands) ? held : null;
  }
  return (await store.release(conversation, name)) > 0 ? claim(conversation, load, hands) : null;
}
