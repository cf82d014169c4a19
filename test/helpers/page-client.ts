import type { StreamEvent } from '../../src/channels/web/stream-event.ts';
import type { Event } from '../../src/contracts/turn.ts';

export interface Posted {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A browser as far as the API goes: it keeps cookies, posts and listens. */
export interface PageClient {
  /** Opens the page: from now on it has a conversation. */
  visit(path?: string): Promise<Response>;
  post(event: Event, eventId?: string): Promise<Posted>;
  request(path: string, init?: RequestInit): Promise<Response>;
  listen(headers?: Readonly<Record<string, string>>, query?: string): Promise<PageStream>;
}

export interface PageStream {
  readonly events: readonly StreamEvent[];
  /** Ids of the lines so far, as a browser would send the last one back. */
  readonly ids: readonly string[];
  /** Resolves with the first event that fits, come already or to come; rejects when the stream ends before. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  ended(): Promise<void>;
  close(): void;
}

/** A client with an empty cookie jar. */
export function createPageClient(url: string): PageClient {
  const jar = new Map<string, string>();
  let made = 0;
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url + path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  return {
    request,
    visit: (path = '/') => request(path),
    async post(event, eventId) {
      made += 1;
      const response = await request('/api/events', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: url },
        body: JSON.stringify({ eventId: eventId ?? `e${made}`, event }),
      });
      return { status: response.status, body: await response.json(), headers: response.headers };
    },
    async listen(headers = {}, query = '') {
      const stop = new AbortController();
      const response = await request(`/api/stream${query}`, { headers, signal: stop.signal });
      if (response.status !== 200 || response.body === null) throw new Error(`the stream answered ${response.status}`);
      return readStream(response.body, () => stop.abort());
    },
  };
}

function readStream(body: ReadableStream<Uint8Array>, close: () => void): PageStream {
  const events: StreamEvent[] = [];
  const ids: string[] = [];
  let notice = (): void => undefined;
  let over = false;
  const end = (): void => {
    over = true;
    notice();
  };
  const ended = (async () => {
    let held = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (held + text).split('\n\n');
      held = blocks.pop() ?? '';
      for (const block of blocks) takeBlock(block, events, ids);
      notice();
    }
  })().then(end, end);
  return {
    events,
    ids,
    close,
    ended: () => ended,
    until: (fits) =>
      new Promise((resolve, reject) => {
        notice = () => {
          const found = events.find(fits);
          if (found !== undefined) resolve(found);
          else if (over) reject(new Error(`the stream ended after ${JSON.stringify(events)}`));
        };
        notice();
      }),
  };
}

function takeBlock(block: string, events: StreamEvent[], ids: string[]): void {
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) ids.push(line.slice(4));
    if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)));
  }
}
