import type { OutboxRow } from '../contracts/ports.ts';
import type { Observation, ProbeProgress, ProbeRequest } from '../contracts/probes.ts';
import type { Envelope, Event, Wish } from '../contracts/turn.ts';
import type { Tools } from './tools.ts';

/** Looks under way. */
export interface Looks {
  /** Starts a look; its result comes back by the door every event takes, and then the wish is crossed off. Never rejects. */
  start(row: OutboxRow, request: ProbeRequest): void;
  /** Is the look of this wish under way? */
  isUnderWay(row: OutboxRow): boolean;
  /** How many looks of this conversation are under way. */
  count(conversation: string): number;
  isBusy(conversation: string): boolean;
  /** Resolves when those of now have come back. */
  settled(conversation: string): Promise<void>;
}

/** What looks need of the desk. `receive` is the door; `inLane` keeps live progress from crossing a turn. */
export interface LookDoor {
  receive(envelope: Envelope): Promise<unknown>;
  inLane<T>(conversation: string, task: () => Promise<T>): Promise<T>;
  crossOff(row: OutboxRow): Promise<void>;
}

/** Starts looks and brings their results back. */
export function createLooks(tools: Tools, door: LookDoor): Looks {
  const underWay = new Map<string, Map<string, Promise<void>>>();

  async function look(row: OutboxRow, request: ProbeRequest): Promise<void> {
    const progress = createProgress(row, request.run, tools, door);
    const observations = await observe(request, tools, progress.tell);
    await progress.settled();
    if (tools.stopping.aborted) {
      // Not crossed off: the next start takes the look again.
      return;
    }
    await door.receive(envelopeOf(row, `probe:${request.run}`, { kind: 'probe_result', run: request.run, observations }));
    await door.crossOff(row);
  }

  function end({ conversation, wish }: OutboxRow): void {
    const left = underWay.get(conversation);
    left?.delete(wish.id);
    if (left?.size === 0) {
      underWay.delete(conversation);
    }
  }

  return {
    start(row, request) {
      const { conversation, wish } = row;
      const running = look(row, request)
        .catch((error: unknown) => tools.logger.error({ conversation, wish: wish.id, error }, 'look not taken in'))
        .finally(() => end(row));
      underWay.set(conversation, (underWay.get(conversation) ?? new Map()).set(wish.id, running));
    },
    isUnderWay: ({ conversation, wish }) => underWay.get(conversation)?.has(wish.id) ?? false,
    isBusy: (conversation) => underWay.has(conversation),
    count: (conversation) => underWay.get(conversation)?.size ?? 0,
    settled: async (conversation) => {
      await Promise.all(underWay.get(conversation)?.values() ?? []);
    },
  };
}

/** A prober that breaks its promise and throws is a bug, but the person still gets an answer. */
async function observe(
  request: ProbeRequest,
  { prober, logger }: Tools,
  tell: (progress: ProbeProgress) => void,
): Promise<readonly Observation[]> {
  try {
    return await prober.look(request, tell);
  } catch (error) {
    logger.error({ run: request.run, error }, 'prober threw');
    return [];
  }
}

/**
 * Live progress: decided by the engine on the case as it stands, shown at once, kept nowhere. Steps that come while one is being shown are
 * shown together after it.
 */
function createProgress(row: OutboxRow, run: string, tools: Tools, door: LookDoor) {
  const soFar: ProbeProgress[] = [];
  let shown = 0;
  let showing: Promise<void> | null = null;

  async function showAll(): Promise<void> {
    while (shown < soFar.length && !tools.stopping.aborted) {
      shown = soFar.length;
      const states = [...soFar];
      const progress = states.at(-1);
      if (progress !== undefined) {
        await door.inLane(row.conversation, () => show(row, { kind: 'probe_progress', run, progress, soFar: states }, tools));
      }
    }
    showing = null;
  }

  return {
    tell(progress: ProbeProgress): void {
      soFar.push(progress);
      showing ??= showAll();
    },
    async settled(): Promise<void> {
      await showing;
    },
  };
}

async function show(row: OutboxRow, event: Event, tools: Tools): Promise<void> {
  const { conversation, person } = row;
  try {
    const loaded = await tools.store.load(conversation);
    if (loaded === null) {
      return;
    }
    const { wishes } = tools.engine.decide(loaded.session, envelopeOf(row, '', event), tools.clock.now());
    for (const wish of wishes.filter((each): each is Extract<Wish, { kind: 'edit' }> => each.kind === 'edit')) {
      const message = tools.translator.message(wish.target, wish.draft);
      const reference = await tools.store.reference(conversation, wish.target);
      await tools.channels.get(row.channel)?.edit({ conversation, person, seq: loaded.nextSeq - 1, message }, reference);
    }
  } catch (error) {
    // Progress that can't be shown is no loss: the result is what counts.
    tools.logger.debug({ conversation, error }, 'progress not shown');
  }
}

function envelopeOf({ channel, conversation, person, workplace }: OutboxRow, eventId: string, event: Event): Envelope {
  return { channel, conversation, person, workplace, eventId, event, locale: null };
}
