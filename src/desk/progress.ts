import type { OutboxRow } from '../contracts/ports.ts';
import type { ProbeProgress } from '../contracts/probes.ts';
import type { Event } from '../contracts/turn.ts';
import type { Live } from './live.ts';
import { logFieldsOf } from './log-name.ts';
import { createOwnEvent } from './own-event.ts';
import type { Tools } from './tools.ts';

/** The live progress of one look. */
export interface Progress {
  /** A step began or ended. */
  tell(progress: ProbeProgress): void;
  /** The look is over: nothing is shown from now on. */
  end(): void;
}

/** What showing progress needs of the desk. */
export interface ProgressDoor {
  /** Runs a task between two turns of a conversation. */
  inLane(conversation: string, task: () => Promise<void>): Promise<void>;
  show(live: Live): void;
}

interface Places {
  readonly tools: Tools;
  readonly door: ProgressDoor;
}

/**
 * Live progress costs no durable turn: the engine decides what the message looks like by now, that is shown, and nothing is kept.
 * Steps that come while one waits for its turn are shown with it.
 */
export function createProgress(look: OutboxRow, run: string, { tools, door }: Places): Progress {
  const steps = new Map<ProbeProgress['step'], ProbeProgress>();
  let waiting = false;
  let ended = false;

  async function show(progress: ProbeProgress): Promise<void> {
    waiting = false;
    if (!ended) {
      await decideAndShow(look, { kind: 'probe_progress', run, progress, soFar: [...steps.values()] }, { tools, door });
    }
  }

  return {
    tell(progress) {
      steps.set(progress.step, progress);
      if (!waiting && !ended) {
        waiting = true;
        door
          .inLane(look.conversation, () => show(progress))
          .catch((error: unknown) => tools.logger.debug({ ...logFieldsOf(look), error }, 'progress not shown'));
      }
    },
    end() {
      ended = true;
    },
  };
}

async function decideAndShow(look: OutboxRow, event: Event, { tools, door }: Places): Promise<void> {
  const { conversation } = look;
  const loaded = tools.recent.get(conversation) ?? (await tools.store.load(conversation));
  if (loaded === null) {
    return;
  }
  const { wishes } = tools.engine.decide(loaded.session, createOwnEvent(look, '', event), tools.clock.now());
  for (const wish of wishes) {
    if (wish.kind === 'edit') {
      door.show({ look, target: wish.target, draft: wish.draft });
    }
  }
}
