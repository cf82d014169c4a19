import type { Desk } from '../contracts/ports.ts';
import { openDoor } from './door.ts';
import { forgetAll } from './forget-all.ts';
import { createLanes } from './lanes.ts';
import { createLooks, type Looks } from './looks.ts';
import { createOutbox } from './outbox.ts';
import { createRecent } from './recent.ts';
import { replayLines } from './replay.ts';
import { type DeskOptions, PACE, type Tools } from './tools.ts';
import { within } from './within.ts';

/** Type-ahead shows as many rows as fit a phone. */
const MOST_FOUND = 20;

/** A desk that is running. */
export interface RunningDesk extends Desk {
  /** Performs what outboxes still hold, and goes on taking up what dead desks leave. Call once the channels have started. */
  resume(): Promise<void>;
  /** Takes no more events, lets turns and sends under way end, leaves the rest in the outbox. */
  stop(): Promise<void>;
}

/** The doing part: events in, turns in order per conversation, wishes performed. Holds no rule of the conversation. */
export function createDesk(options: DeskOptions): RunningDesk {
  const stop = new AbortController();
  const tools = collectTools(options, stop.signal);
  const lanes = createLanes();
  const outbox = createOutbox(tools, () => looks);
  const receive = openDoor(tools, lanes, outbox);
  const looks: Looks = createLooks(tools, { ...outbox, receive, inLane: lanes.run });
  const timers: NodeJS.Timeout[] = [];

  return {
    receive,
    idle: async (conversation) => {
      // Each brings work to the others: a look's result is an event, an event's wishes may be a look.
      while (lanes.isBusy(conversation) || outbox.isBusy(conversation) || looks.count(conversation) > 0) {
        await Promise.all([lanes.settled(conversation), outbox.settled(conversation), looks.settled(conversation)]);
      }
    },
    ...createAnswers(tools),
    forgetAll: (whose) => forgetAll(whose, { tools, lanes, outbox }),
    async resume() {
      await outbox.takeLeft();
      timers.push(repeat(tools, tools.pace.sweepMs, () => outbox.takeLeft()));
      timers.push(repeat(tools, tools.pace.renewMs, () => outbox.renew()));
    },
    async stop() {
      stop.abort();
      timers.forEach(clearInterval);
      const underWay = lanes.allSettled().then(() => outbox.allSettled());
      await within(tools.pace.stopWithinMs, underWay).catch(() => tools.logger.warn({}, 'stopped with sends under way'));
      await Promise.all(looks.busy().map((conversation) => tools.store.release(conversation, tools.name)));
    },
  };
}

/** What channels may ask about a conversation, or of the engine and the catalogue. */
function createAnswers(tools: Tools): Pick<Desk, 'report' | 'stepOf' | 'concerns' | 'replay' | 'search'> {
  return {
    report: async (conversation) => {
      const loaded = await tools.store.load(conversation);
      return loaded === null ? null : tools.engine.report(loaded.session);
    },
    stepOf: async (conversation) => {
      // What another desk has done since is on disk only.
      const kept = tools.store.isShared ? undefined : tools.recent.get(conversation);
      return (kept ?? (await tools.store.load(conversation)))?.session.step ?? null;
    },
    concerns: (text) => tools.engine.concerns(text),
    replay: async (conversation, after) => replayLines(await tools.store.transcript(conversation, 0), after, tools),
    search: (directory, query, lang) =>
      tools.catalogue
        .search(directory, query, MOST_FOUND)
        .map(({ id, names }) => ({ id, label: names[lang] === '' ? names.en : names[lang] })),
  };
}

function collectTools({ channels, pace, ...rest }: DeskOptions, stopping: AbortSignal): Tools {
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  return { ...rest, channels: byName, pace: { ...PACE, ...pace }, recent: createRecent(), stopping };
}

function repeat({ logger }: Tools, everyMs: number, task: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => {
    task().catch((error: unknown) => logger.error({ error }, 'outboxes not looked after'));
  }, everyMs).unref();
}
