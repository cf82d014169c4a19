import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, OutboxRow, PermanentFailure, Post } from '../contracts/ports.ts';
import type { Tools } from './tools.ts';

/** Waits between tries grow from half a second to a minute: a platform that is down stays down for minutes, a hiccup for less. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** Performs one wish that a channel carries. Resolves with what the platform calls it; tries again until it is done, can't be, or the desk stops. */
export async function deliver(row: OutboxRow, tools: Tools): Promise<string | null> {
  const channel = tools.channels.get(row.channel);
  if (channel === undefined) {
    tools.logger.warn({ conversation: row.conversation, channel: row.channel }, 'no such channel, wish dropped');
    return null;
  }
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await carry(row, channel, tools);
    } catch (error) {
      if (isPermanent(error)) {
        tools.logger.warn({ conversation: row.conversation, wish: row.wish.id, error }, 'wish cannot be performed');
        return null;
      }
      tools.logger.warn({ conversation: row.conversation, wish: row.wish.id, error }, 'wish not performed, trying again');
      await sleep(wait, undefined, { signal: tools.stopping });
    }
  }
}

async function carry(row: OutboxRow, channel: Channel, { translator, store }: Tools): Promise<string | null> {
  const { conversation, person, seq, wish } = row;
  switch (wish.kind) {
    case 'say':
      return channel.send({ conversation, person, seq, message: translator.message(wish.id, wish.draft) });
    case 'edit': {
      const post: Post = { conversation, person, seq, message: translator.message(wish.target, wish.draft) };
      await channel.edit(post, await store.reference(conversation, wish.target));
      return null;
    }
    case 'delete_received':
      await channel.retract?.(conversation, wish.eventId);
      return null;
    case 'probe':
    case 'forget':
      throw new Error(`A channel carries no ${wish.kind}: this is a bug in the desk.`);
    default:
      return wish satisfies never;
  }
}

function isPermanent(error: unknown): error is PermanentFailure {
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}
