import { Agent, type Dispatcher } from 'undici';

/** What is asked. */
export interface Asking {
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds to wait for the answer to begin, and between its parts. */
  readonly patienceMs: number;
  /** Gives up at once. */
  readonly signal?: AbortSignal;
}

/** An answer, read to its end. */
export interface Answered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The kept-alive connections. Not the global ones: those are of whichever version of the library was loaded first, and speak another way (discord.js brings one of its own). */
const AGENT = new Agent();

/**
 * Asks over kept-alive connections and reads the answer whole, without the streams and copies of a full `fetch`: a post of ours takes half
 * the processor time (bench/slack). Redirects are not followed. Rejects where there is no whole answer.
 */
export function leanRequest(url: URL, { method, headers, body, patienceMs, signal }: Asking): Promise<Answered> {
  const { origin, pathname, search } = url;
  const timeouts = { headersTimeout: patienceMs, bodyTimeout: patienceMs };
  return new Promise((resolve, reject) => {
    const reader = createReader({ resolve, reject, signal });
    AGENT.dispatch({ origin, path: `${pathname}${search}`, method, headers: { ...headers }, body, ...timeouts }, reader);
  });
}

interface Ends {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
  readonly signal: AbortSignal | undefined;
}

function createReader({ resolve, reject, signal }: Ends): Dispatcher.DispatchHandler {
  const parts: Buffer[] = [];
  let status = 0;
  let headers: Answered['headers'] = {};
  return {
    // Without it the handler is taken for one of an older kind.
    onRequestStart(controller) {
      const giveUp = () => controller.abort(new Error('Given up.'));
      if (signal?.aborted === true) giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
    },
    onResponseStart(_controller, statusCode, received) {
      status = statusCode;
      headers = received;
    },
    onResponseData: (_controller, part) => void parts.push(part),
    onResponseEnd: () => resolve({ status, headers, text: Buffer.concat(parts).toString('utf8') }),
    onResponseError: (_controller, error) => reject(error),
  };
}
