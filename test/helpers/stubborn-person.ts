import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamEvent } from '../../src/channels/web/stream-event.ts';
import type { Message } from '../../src/contracts/messages.ts';
import type { Event } from '../../src/contracts/turn.ts';

/** A line of a conversation as the page shows it, without its number. */
export type ShownLine = { readonly kind: 'person'; readonly text: string } | { readonly kind: 'bot'; readonly message: Message };

/** What one person does: given the last message, the next event; null when there is nothing more to do. */
export type Plan = (step: number, last: Message | null) => Event | null;

/** How a person talks. `waits`: reads everything before doing the next thing. */
export interface Habit {
  readonly plan: Plan;
  readonly waits: boolean;
}

/** A browser that gives up nothing: what was not acknowledged is sent again under the same id, wherever the program is by then. */
export interface StubbornPerson {
  /** Goes through the whole plan. */
  talk(habit: Habit): Promise<void>;
  /** The conversation as a page opened now shows it; the numbers of the lines beside. */
  read(): Promise<{ readonly lines: readonly ShownLine[]; readonly numbers: readonly number[] }>;
  /** Events acknowledged, and tries that were not. */
  readonly sent: number;
  readonly failed: number;
}

/** A pause before trying again what failed, in milliseconds. */
const PAUSE = 15;

/** A person at the program that `url` finds. */
export function createStubbornPerson(url: () => Promise<string>): StubbornPerson {
  let cookie = '';
  const counts = { sent: 0, failed: 0 };

  async function insist<T>(attempt: (base: string) => Promise<T | null>): Promise<T> {
    for (;;) {
      const result = await attempt(await url()).catch(forgiveNetwork);
      if (result !== null) return result;
      counts.failed += 1;
      await sleep(PAUSE);
    }
  }

  async function open(base: string): Promise<string | null> {
    const page = await fetch(base);
    await page.arrayBuffer();
    const [given] = page.headers.getSetCookie();
    return given?.split(';')[0] ?? null;
  }

  async function post(base: string, eventId: string, event: Event): Promise<true | null> {
    const response = await fetch(`${base}/api/events`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: base, Cookie: cookie },
      body: JSON.stringify({ eventId, event }),
    });
    await response.arrayBuffer();
    if (response.status !== 202 && response.status !== 503 && response.status !== 429) {
      throw new Error(`an event was answered with ${response.status}`);
    }
    return response.status === 202 ? true : null;
  }

  /** Everything so far, once nothing is on its way any more; null when the program died meanwhile. */
  async function listen(base: string): Promise<readonly StreamEvent[] | null> {
    const response = await fetch(`${base}/api/stream`, { headers: { Cookie: cookie } });
    const events: StreamEvent[] = [];
    for await (const event of readEvents(response)) {
      events.push(event);
      if (event.kind === 'busy' && !event.busy) return events;
    }
    return null;
  }

  async function read(): Promise<{ readonly lines: readonly ShownLine[]; readonly numbers: readonly number[] }> {
    return showLines(await insist(listen));
  }

  return {
    read,
    get sent() {
      return counts.sent;
    },
    get failed() {
      return counts.failed;
    },
    async talk({ plan, waits }) {
      cookie = await insist(open);
      let last: Message | null = null;
      for (let step = 0; ; step += 1) {
        const event = plan(step, last);
        if (event === null) return;
        await insist((base) => post(base, `e${step}`, event));
        counts.sent += 1;
        if (waits) last = lastMessage((await read()).lines);
      }
    },
  };
}

/** `fetch` calls every trouble on the way a TypeError (Fetch standard §5.6); anything else is a real failure. By name: Jest's realm has its own. */
function forgiveNetwork(error: unknown): null {
  if (error instanceof Error ? error.name === 'TypeError' : String(error).startsWith('TypeError')) return null;
  throw error;
}

function lastMessage(lines: readonly ShownLine[]): Message | null {
  const last = lines.findLast((line) => line.kind === 'bot');
  return last?.kind === 'bot' ? last.message : null;
}

/** As the page does: a message that comes again under its id takes the place of the one before. */
function showLines(events: readonly StreamEvent[]): { readonly lines: readonly ShownLine[]; readonly numbers: readonly number[] } {
  const shown = new Map<string, { readonly seq: number; readonly line: ShownLine }>();
  for (const event of events) {
    if (event.kind === 'person') shown.set(`person ${event.seq}`, { seq: event.seq, line: { kind: 'person', text: event.text } });
    if (event.kind === 'bot') shown.set(`bot ${event.message.id}`, { seq: event.seq, line: { kind: 'bot', message: event.message } });
  }
  const all = [...shown.values()];
  return { lines: all.map(({ line }) => line), numbers: all.map(({ seq }) => seq) };
}

async function* readEvents(response: Response): AsyncGenerator<StreamEvent> {
  let held = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (held + text).split('\n\n');
    held = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length));
    }
  }
}
