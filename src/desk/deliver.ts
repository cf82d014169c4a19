import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, OutboxRow, PermanentFailure } from '../contracts/ports.ts';
import { Forgotten, type Leave } from './leave.ts';
import { logFieldsOf } from './log-name.ts';
import type { Tools } from './tools.ts';
import { within } from './within.ts';

/** `done`: cross it off. `stuck`: this desk can't perform it; it stays in the outbox for one that can. */
export type Delivery = { readonly kind: 'done'; readonly reference: string | null } | { readonly kind: 'stuck' };

/** How a wish came to be performed. */
export interface Task {
  /** May an earlier try have got through? */
  readonly again: boolean;
  readonly leave: Leave;
}

type Act = (again: boolean) => Promise<string | null>;

/**
 * Performs one wish that a channel carries, again and again until it is done or can't be. Rejects when the desk stops, and at once when
 * the conversation is forgotten.
 */
export async function deliver(row: OutboxRow, task: Task, tools: Tools): Promise<Delivery> {
  const act = await prepare(row, tools);
  if (act === null) {
    return { kind: 'stuck' };
  }
  let { again } = task;
  for (let wait = tools.pace.firstWaitMs; ; wait = Math.min(wait * 2, tools.pace.longestWaitMs)) {
    task.leave.throwIfGiven();
    try {
      return { kind: 'done', reference: await within(tools.pace.sendWithinMs, act(again), task.leave.given) };
    } catch (error) {
      if (error instanceof Forgotten) {
        throw error;
      }
      if (isPermanent(error)) {
        if (error.unreachable === true) tools.logger.info(logFieldsOf(row), 'person cannot be reached, wish given up');
        else tools.logger.error({ ...logFieldsOf(row), error }, 'wish cannot be performed, given up');
        return { kind: 'done', reference: null };
      }
      tools.logger.warn({ ...logFieldsOf(row), error }, 'wish not performed, trying again');
    }
    await Promise.race([sleep(wait, undefined, { signal: tools.stopping }), task.leave.given]);
    again = true;
  }
}

/** Everything that trying again can't change is done once; null, and a line in the log, where it fails. */
async function prepare(row: OutboxRow, tools: Tools): Promise<Act | null> {
  const channel = tools.channels.get(row.channel);
  if (channel === undefined) {
    tools.logger.warn({ ...logFieldsOf(row), channel: row.channel }, 'no such channel here, wish left in the outbox');
    return null;
  }
  try {
    return await actOf(row, channel, tools);
  } catch (error) {
    tools.logger.error({ ...logFieldsOf(row), error }, 'message cannot be put into words, left in the outbox');
    return null;
  }
}

async function actOf({ conversation, person, seq, wish }: OutboxRow, channel: Channel, { translator, store }: Tools): Promise<Act> {
  switch (wish.kind) {
    case 'say': {
      const message = translator.message(wish.id, wish.draft);
      return (again) => channel.send({ conversation, person, seq, message, again });
    }
    case 'edit': {
      const message = translator.message(wish.target, wish.draft);
      const reference = await store.reference(conversation, wish.target);
      return (again) => channel.edit({ conversation, person, seq, message, again }, reference).then(nothing);
    }
    case 'delete_received':
      return async () => {
        await channel.retract?.(conversation, wish.eventId);
        return null;
      };
    case 'probe':
    case 'forget':
      throw new Error(`A channel carries no ${wish.kind}.`);
    default:
      return wish satisfies never;
  }
}

function nothing(): null {
  return null;
}

function isPermanent(error: unknown): error is PermanentFailure {
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}
