import type { Envelope } from '../contracts/turn.ts';
import type { Lanes } from './lanes.ts';
import type { Outbox } from './outbox.ts';
import { runTurn } from './run-turn.ts';
import type { Tools } from './tools.ts';

/** The one door every event comes in by: from a channel, or from a look of the desk's own. Resolves once the event's effects are on disk. */
export type Door = (envelope: Envelope) => Promise<'saved' | 'repeat'>;

/** Opens the door: one turn at a time per conversation, in the order they came. Rejects what comes after the desk has stopped. */
export function openDoor(tools: Tools, lanes: Lanes, outbox: Outbox): Door {
  /** Conversations being forgotten. What is said next belongs to a new case: it waits until the old one is gone. */
  const leaving = new Map<string, Promise<void>>();

  async function take(envelope: Envelope): Promise<'saved' | 'repeat'> {
    const { conversation } = envelope;
    await leaving.get(conversation);
    tools.stopping.throwIfAborted();
    const outcome = await runTurn(envelope, tools);
    if (outcome.kind === 'repeat') {
      return 'repeat';
    }
    outbox.add(outcome.rows);
    if (outcome.rows.some(({ wish }) => wish.kind === 'forget')) {
      leaving.set(conversation, leave(conversation));
    }
    return 'saved';
  }

  async function leave(conversation: string): Promise<void> {
    while (outbox.isBusy(conversation)) {
      await outbox.settled(conversation);
    }
    leaving.delete(conversation);
  }

  return (envelope) => lanes.run(envelope.conversation, () => take(envelope));
}
