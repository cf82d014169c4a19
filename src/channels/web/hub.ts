import type { Response } from 'express';
import type { StreamEvent } from './stream-event.ts';

/** One open page. Live events wait until the lines so far have been told. */
export interface Listener {
  /** Tells the lines so far, then what came meanwhile, and everything from now on. */
  open(lines: readonly StreamEvent[]): void;
  close(): void;
}

export interface Hub {
  /** Null when too many pages are open already. */
  join(conversation: string, response: Response): Listener | null;
  tell(conversation: string, event: StreamEvent): void;
  /** Keeps a conversation's events back until the returned function is called: it tells `first` before them. */
  hold(conversation: string): (first: readonly StreamEvent[]) => void;
  close(): void;
}

/** Pages open at one time: of one conversation, beyond which the oldest is closed, and in all. */
const MAX_PAGES = 4;
const MAX_LISTENERS = 5_000;

/** Bytes a slow page may be behind before it is closed; it comes back and is told the lines again. */
const MAX_BEHIND = 1_048_576;

/** Shorter than the minute after which proxies cut silent connections. */
const BEAT_MS = 20_000;

/** The open pages of all conversations. A conversation without an open page takes no memory here. */
export function createHub(): Hub {
  const pages = createPages();
  const held = new Map<string, StreamEvent[]>();
  const beat = setInterval(() => pages.tellAll({ kind: 'beat' }), BEAT_MS);
  beat.unref();

  const tell = (conversation: string, event: StreamEvent): void => {
    const waiting = held.get(conversation);
    if (waiting === undefined) pages.tell(conversation, event);
    else waiting.push(event);
  };
  return {
    tell,
    join: pages.join,
    hold(conversation) {
      held.set(conversation, held.get(conversation) ?? []);
      return (first) => {
        const late = held.get(conversation) ?? [];
        held.delete(conversation);
        for (const event of [...first, ...late]) tell(conversation, event);
      };
    },
    close() {
      clearInterval(beat);
      pages.close();
    },
  };
}

function createPages() {
  const places = new Map<string, Set<Page>>();
  let count = 0;

  function join(conversation: string, response: Response): Listener | null {
    const pages = places.get(conversation) ?? new Set<Page>();
    const [oldest] = pages;
    if (oldest !== undefined && pages.size >= MAX_PAGES) oldest.close();
    if (count >= MAX_LISTENERS) return null;
    const page = createPage(response, () => {
      if (!pages.delete(page)) return;
      count -= 1;
      if (pages.size === 0 && places.get(conversation) === pages) places.delete(conversation);
    });
    places.set(conversation, pages.add(page));
    count += 1;
    return page;
  }

  const all = (): Page[] => [...places.values()].flatMap((pages) => [...pages]);
  return {
    join,
    tell(conversation: string, event: StreamEvent): void {
      for (const page of places.get(conversation) ?? []) page.tell(event);
    },
    tellAll(event: StreamEvent): void {
      for (const page of all()) page.tell(event);
    },
    close(): void {
      for (const page of all()) page.close();
    },
  };
}

interface Page extends Listener {
  tell(event: StreamEvent): void;
}

function createPage(response: Response, leave: () => void): Page {
  let waiting: StreamEvent[] | null = [];
  let ended = false;
  const close = (): void => {
    if (ended) return;
    ended = true;
    leave();
    response.end();
  };
  const write = (event: StreamEvent): void => {
    if (ended) return;
    response.write(formatEvent(event));
    if (response.writableLength > MAX_BEHIND) close();
  };
  response.on('close', close);
  return {
    tell(event) {
      if (waiting === null) write(event);
      else waiting.push(event);
    },
    open(lines) {
      const late = waiting ?? [];
      waiting = null;
      for (const event of [...lines, ...late]) write(event);
    },
    close,
  };
}

/** Lines carry their number as the event's id: the browser sends the last one back when it connects again. */
function formatEvent(event: StreamEvent): string {
  const id = 'seq' in event ? `id: ${event.seq}\n` : '';
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}
