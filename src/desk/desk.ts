import type { Desk } from '../contracts/ports.ts';
import type { Envelope } from '../contracts/turn.ts';
import { createLanes } from './lanes.ts';
import { createLooks, type Looks } from './looks.ts';
import { createOutbox } from './outbox.ts';
import { replayLines } from './replay.ts';
import { runTurn } from './run-turn.ts';
import type { DeskOptions, Tools } from './tools.ts';

/** How often a desk takes up what a dead desk left, where several share a store. */
const SWEEP_MS = 30_000;

/** How long stopping waits for sends under way; what is not crossed off by then is sent again at the next start, under the same id. */
const STOP_WITHIN_MS = 5_000;

/** Type-ahead shows as many rows as fit a phone. */
const MOST_FOUND = 20;

/** A desk that is running. */
export interface RunningDesk extends Desk {
  /** Performs what outboxes still hold, now and every half minute from now on. Call once the channels have started. */
  resume(): Promise<void>;
  /** Takes no more events, lets sends under way end, leaves the rest in the outbox. */
  stop(): Promise<void>;
}

/** The doing part: events in, turns in order per conversation, wishes performed. Holds no rule of the conversation. */
export function createDesk(options: DeskOptions): RunningDesk {
  const stop = new AbortController();
  const tools: Tools = { ...options, channels: new Map(options.channels.map((channel) => [channel.name, channel])), stopping: stop.signal };
  const lanes = createLanes();
  const outbox = createOutbox(tools, () => looks);
  const looks: Looks = createLooks(tools, { receive, inLane: lanes.run, crossOff: outbox.crossOff });
  let sweep: NodeJS.Timeout | null = null;

  function receive(envelope: Envelope): Promise<'saved' | 'repeat'> {
    return lanes.run(envelope.conversation, async () => {
      stop.signal.throwIfAborted();
      const outcome = await runTurn(envelope, tools);
      if (outcome.kind === 'saved') {
        outbox.add(outcome.rows);
      }
      return outcome.kind;
    });
  }

  /** Each part may bring work to the others: a look's result is an event, an event's wishes may be a look. */
  async function idle(conversation: string): Promise<void> {
    const parts = [lanes, outbox, looks];
    while (parts.some((part) => part.isBusy(conversation))) {
      await Promise.all(parts.map((part) => part.settled(conversation)));
    }
  }

  return {
    receive,
    idle,
    report: async (conversation) => {
      const loaded = await tools.store.load(conversation);
      return loaded === null ? null : tools.engine.report(loaded.session);
    },
    replay: async (conversation, after) => replayLines(await tools.store.transcript(conversation, 0), after, tools),
    search: (directory, query, lang) =>
      tools.catalogue.search(directory, query, MOST_FOUND).map(({ id, names }) => ({ id, label: names[lang] })),
    async resume() {
      await outbox.takeLeft();
      sweep = setInterval(() => {
        outbox.takeLeft().catch((error: unknown) => tools.logger.error({ error }, 'left outboxes not taken up'));
      }, SWEEP_MS).unref();
    },
    async stop() {
      clearInterval(sweep ?? undefined);
      await lanes.allSettled();
      stop.abort();
      await Promise.race([outbox.allSettled(), wait(STOP_WITHIN_MS)]);
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
