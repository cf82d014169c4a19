import type { OutboxRow } from '../contracts/ports.ts';
import type { Observation, ProbeProgress, ProbeRequest } from '../contracts/probes.ts';
import type { Envelope } from '../contracts/turn.ts';
import { logFieldsOf } from './log-name.ts';
import { createOwnEvent } from './own-event.ts';
import { createProgress, type ProgressDoor } from './progress.ts';
import type { Tools } from './tools.ts';
import { within } from './within.ts';

/** Looks under way. */
export interface Looks {
  /** Starts a look, once; its result comes back by the door every event takes. Never rejects. */
  start(row: OutboxRow, request: ProbeRequest): void;
  isUnderWay(row: OutboxRow): boolean;
  /** How many looks of this conversation are under way. */
  count(conversation: string): number;
  /** Forgets the looks of a conversation: what they find is for nobody. */
  drop(conversation: string): void;
  /** Resolves when those of now have come back. */
  settled(conversation: string): Promise<void>;
  /** The conversations with looks under way. */
  busy(): readonly string[];
}

/** What looks need of the desk. */
export interface LookDoor extends ProgressDoor {
  receive(envelope: Envelope): Promise<unknown>;
  hide(look: OutboxRow): void;
  endLook(look: OutboxRow, taken: boolean): Promise<void>;
  wake(conversation: string): void;
}

/** Starts looks and brings their results back. */
export function createLooks(tools: Tools, door: LookDoor): Looks {
  const underWay = new Map<string, Map<string, Promise<void>>>();

  function isUnderWay({ conversation, wish }: OutboxRow): boolean {
    return underWay.get(conversation)?.has(wish.id) ?? false;
  }

  async function look(row: OutboxRow, request: ProbeRequest): Promise<void> {
    const progress = createProgress(row, request.run, { tools, door });
    const observations = await observe(row, request, { tools, tell: progress.tell });
    progress.end();
    door.hide(row);
    // A stopped desk leaves the wish in the outbox: the next start takes the look again.
    if (!tools.stopping.aborted && isUnderWay(row)) {
      await door.endLook(row, await takeIn(row, request.run, observations));
    }
  }

  async function takeIn(row: OutboxRow, run: string, observations: readonly Observation[]): Promise<boolean> {
    try {
      await door.receive(createOwnEvent(row, `probe:${run}`, { kind: 'probe_result', run, observations }));
      return true;
    } catch (error) {
      tools.logger.error({ ...logFieldsOf(row), error }, 'result of a look not taken in');
      return false;
    }
  }

  function end({ conversation, wish }: OutboxRow): void {
    const left = underWay.get(conversation);
    left?.delete(wish.id);
    if (left?.size === 0) {
      underWay.delete(conversation);
    }
    if (!tools.stopping.aborted) {
      door.wake(conversation);
    }
  }

  return {
    start(row, request) {
      if (isUnderWay(row)) {
        return;
      }
      const ofConversation = underWay.get(row.conversation) ?? new Map<string, Promise<void>>();
      underWay.set(row.conversation, ofConversation);
      // Entered before it begins, since it asks whether it is still wanted.
      const { promise, resolve } = Promise.withResolvers<void>();
      ofConversation.set(row.wish.id, promise);
      look(row, request)
        .catch((error: unknown) => tools.logger.error({ ...logFieldsOf(row), error }, 'look not crossed off'))
        .finally(() => end(row))
        .finally(resolve);
    },
    isUnderWay,
    count: (conversation) => underWay.get(conversation)?.size ?? 0,
    drop: (conversation) => void underWay.delete(conversation),
    settled: async (conversation) => {
      await Promise.all(underWay.get(conversation)?.values() ?? []);
    },
    busy: () => [...underWay.keys()],
  };
}

/** A prober that breaks its promise, and throws or hangs, is a bug, but the person still gets an answer. */
async function observe(
  row: OutboxRow,
  request: ProbeRequest,
  { tools, tell }: { readonly tools: Tools; readonly tell: (progress: ProbeProgress) => void },
): Promise<readonly Observation[]> {
  try {
    return await within(tools.pace.lookWithinMs, tools.prober.look(request, tell));
  } catch (error) {
    tools.logger.error({ ...logFieldsOf(row), error }, 'look failed');
    return [];
  }
}
