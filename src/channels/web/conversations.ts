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
  return {
    take(act) {
      const turn = (queues.get(act.thread) ?? Promise.resolve()).then(() => takeNow(act, desk, hub));
      const settle = (): void => {
        if (queues.get(act.thread) === settled) queues.delete(act.thread);
      };
      const settled: Promise<void> = turn.then(settle, settle);
      queues.set(act.thread, settled);
      return turn;
    },
    async tellAgain(thread, after) {
      const lines = await desk.replay(nameConversation(thread), after);
      const ready: StreamEvent = { kind: 'ready', empty: lines.length === 0 && after === 0 };
      return [...lines.map((line): StreamEvent => (line.kind === 'person' ? { ...line, eventId: null } : line)), ready];
    },
    watch: watchWith(desk, hub),
  };
}

async function takeNow({ thread, eventId, event, after, lang }: PageEvent, desk: Desk, hub: Hub): Promise<KeptLine | null> {
  const conversation = nameConversation(thread);
  // The answer may be on its way before the line it answers is known here; pages are told in the right order.
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
}

/** Only the newest look-out of a conversation says that it has come to rest. */
function watchWith(desk: Desk, hub: Hub): (thread: string) => void {
  const newest = new Map<string, symbol>();
  return (thread) => {
    const conversation = nameConversation(thread);
    const mine = Symbol();
    newest.set(thread, mine);
    hub.tell(conversation, { kind: 'busy', busy: true });
    const settle = (): void => {
      if (newest.get(thread) !== mine) return;
      newest.delete(thread);
      hub.tell(conversation, { kind: 'busy', busy: false });
    };
    desk.idle(conversation).then(settle, settle);
  };
}
