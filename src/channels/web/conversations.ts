import type { Lang } from '../../contracts/lang.ts';
import type { Desk, ReplayedLine } from '../../contracts/ports.ts';
import type { Event } from '../../contracts/turn.ts';
import type { Hub } from './hub.ts';
import { nameConversation, WEB } from './options.ts';
import type { StreamEvent } from './stream-event.ts';

/** A person's act on the page. */
export interface PageEvent {
  readonly thread: string;
  /** The browser's own number for it, the same at each try. */
  readonly eventId: string;
  readonly event: Event;
  /** Number of the last line the page has. */
  readonly after: number;
  readonly lang: Lang;
}

/** The person's line as it is kept: masked, with its number. */
export type KeptLine = Extract<ReplayedLine, { kind: 'person' }>;

export interface Conversations {
  /** Resolves once the act is on disk, with the line it left; null when it left none or had been taken before. */
  take(act: PageEvent): Promise<KeptLine | null>;
  /** The lines after a number, as the page is told them. */
  tellAgain(thread: string, after: number): Promise<readonly StreamEvent[]>;
  /** Tells the pages when nothing is on its way any more. */
  watch(thread: string): void;
}

/** Conversations of the page with a desk: acts of one thread are taken one after another, so that each finds its own line. */
export function openConversations(desk: Desk, hub: Hub): Conversations {
  const queues = new Map<string, Promise<unknown>>();
  const watched = new Map<string, number>();

  const takeNow = async ({ thread, eventId, event, after, lang }: PageEvent): Promise<KeptLine | null> => {
    const conversation = nameConversation(thread);
    const release = hub.hold(conversation);
    let told: readonly StreamEvent[] = [];
    try {
      const envelope = { channel: WEB, conversation, person: conversation, workplace: WEB, event, locale: lang };
      if ((await desk.receive({ ...envelope, eventId: `${conversation}/${eventId}` })) === 'repeat') return null;
      if (event.kind !== 'text' && event.kind !== 'choose') return null;
      const line = (await desk.replay(conversation, after)).findLast((found) => found.kind === 'person') ?? null;
      if (line !== null) told = [{ ...line, eventId }];
      return line;
    } finally {
      release(told);
    }
  };
  return {
    take(act) {
      const turn = (queues.get(act.thread) ?? Promise.resolve()).then(() => takeNow(act));
      const settled = turn
        .catch(() => undefined)
        .then(() => {
          if (queues.get(act.thread) === settled) queues.delete(act.thread);
        });
      queues.set(act.thread, settled);
      return turn;
    },
    async tellAgain(thread, after) {
      const lines = await desk.replay(nameConversation(thread), after);
      const ready: StreamEvent = { kind: 'ready', empty: lines.length === 0 && after === 0 };
      return [...lines.map((line): StreamEvent => (line.kind === 'person' ? { ...line, eventId: null } : line)), ready];
    },
    watch(thread) {
      const conversation = nameConversation(thread);
      const run = (watched.get(thread) ?? 0) + 1;
      watched.set(thread, run);
      hub.tell(conversation, { kind: 'busy', busy: true });
      const settle = (): void => {
        if (watched.get(thread) !== run) return;
        watched.delete(thread);
        hub.tell(conversation, { kind: 'busy', busy: false });
      };
      desk.idle(conversation).then(settle, settle);
    },
  };
}
