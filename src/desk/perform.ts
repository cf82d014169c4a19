import type { OutboxRow } from '../contracts/ports.ts';
import { deliver, type Task } from './deliver.ts';
import type { Live } from './live.ts';
import { logFieldsOf } from './log-name.ts';
import type { Looks } from './looks.ts';
import type { Stuck } from './stuck.ts';
import type { Tools } from './tools.ts';
import { within } from './within.ts';

/** What performing needs beside the tools. */
export interface Hands {
  readonly tools: Tools;
  readonly looks: Looks;
  readonly stuck: Stuck;
}

/** Performs one wish and crosses it off; a look is only started. Rejects when the store fails, the desk stops, or the conversation is forgotten. */
export async function perform(row: OutboxRow, task: Task, hands: Hands): Promise<void> {
  const { conversation, wish } = row;
  switch (wish.kind) {
    case 'probe':
      hands.looks.start(row, wish.request);
      return;
    case 'forget':
      await forget(conversation, hands);
      return;
    default:
      await send(row, task, hands);
  }
}

async function send(row: OutboxRow, task: Task, { tools, stuck }: Hands): Promise<void> {
  const delivery = await deliver(row, task, tools);
  if (delivery.kind === 'stuck') {
    stuck.add(row);
    return;
  }
  await tools.store.done(row.conversation, row.wish.id, delivery.reference);
}

/** Deletes everything of a conversation, on disk and in memory. */
export async function forget(conversation: string, { tools, looks, stuck }: Hands): Promise<void> {
  looks.drop(conversation);
  stuck.forget(conversation);
  await tools.store.forget(conversation);
  tools.recent.drop(conversation);
}

/** Shows a live change. One that can't be shown is no loss: the result is what counts. */
export async function showLive({ look, target, draft }: Live, { tools }: Hands): Promise<void> {
  const { conversation, person, seq } = look;
  try {
    const message = tools.translator.message(target, draft);
    const reference = await tools.store.reference(conversation, target);
    const shown = tools.channels.get(look.channel)?.edit({ conversation, person, seq, message, again: false }, reference);
    await within(tools.pace.sendWithinMs, Promise.resolve(shown));
  } catch (error) {
    tools.logger.debug({ ...logFieldsOf(look), error }, 'progress not shown');
  }
}
