import type { Socket } from 'node:net';
import type { Outcome, Trouble } from './classify.ts';
import { type Deadline, isTimedOut, waitFor } from './deadline.ts';

/** At most this much is read from one connection (design §5). */
export const MAX_BYTES = 64 * 1024;

/** Four times the reply line of RFC 5321 §4.5.3.1.5, for servers that talk much. */
export const MAX_LINE = 2 * 1024;

/** Bytes read so far on one connection, in plaintext and inside TLS together. */
export interface Meter {
  bytes: number;
}

/** Reads lines off a socket, one wait each. */
export interface Lines {
  /** The next line without its end, or what came instead. */
  next(deadline: Deadline, ms: number): Promise<Outcome<string>>;
  /** Stops listening; returns how many bytes had come that nobody asked for. */
  stop(): number;
}

/** What has come and was not asked for yet. */
interface Mailbox {
  readonly lines: { readonly text: string; readonly bytes: number }[];
  /** The beginning of a line. */
  rest: Buffer;
  /** Why no more will come; null while more may. */
  trouble: Trouble | null;
  /** Tells whoever waits. */
  wake: () => void;
}

/**
 * Listens to a socket. A line ends in CRLF or LF. Reading ends for good at the first error, at the end of the stream, over 64 KiB a
 * connection or 2 KiB a line; lines that were whole by then are still handed out.
 */
export function readLines(socket: Socket, meter: Meter): Lines {
  const box: Mailbox = { lines: [], rest: Buffer.alloc(0), trouble: null, wake: () => {} };

  function finish(why: Trouble): void {
    box.trouble ??= why;
    box.wake();
  }

  function take(chunk: Buffer): void {
    if (box.trouble !== null) return;
    meter.bytes += chunk.length;
    cutLines(box, chunk);
    const why = reasonToStop(box, meter);
    if (why !== null) {
      finish(why);
      socket.destroy();
      return;
    }
    // Only a whole line ends a wait: a drip must not begin it anew.
    if (box.lines.length > 0) box.wake();
  }

  const onError = (error: Error) => finish({ kind: 'error', error });
  const onEnd = () => finish({ kind: 'closed' });
  socket.on('data', take).on('error', onError).on('end', onEnd).on('close', onEnd);

  return {
    next: (deadline, ms) => nextLine(box, deadline, ms),
    stop() {
      // `onError` stays: an error nobody listens to would end the process.
      socket.off('data', take).off('end', onEnd).off('close', onEnd);
      return box.rest.length + box.lines.reduce((sum, { bytes }) => sum + bytes, 0);
    },
  };
}

function cutLines(box: Mailbox, chunk: Buffer): void {
  box.rest = Buffer.concat([box.rest, chunk]);
  for (let end = box.rest.indexOf(10); end >= 0 && end <= MAX_LINE; end = box.rest.indexOf(10)) {
    box.lines.push({ text: box.rest.toString('utf8', 0, end).replace(/\r$/, ''), bytes: end + 1 });
    box.rest = box.rest.subarray(end + 1);
  }
}

function reasonToStop({ rest }: Mailbox, meter: Meter): Trouble | null {
  if (meter.bytes > MAX_BYTES || rest.length > MAX_LINE) return { kind: 'too_much' };
  return couldBeReply(rest) ? null : { kind: 'not_smtp' };
}

async function nextLine(box: Mailbox, deadline: Deadline, ms: number): Promise<Outcome<string>> {
  if (box.lines.length === 0 && box.trouble === null) {
    const waited = await waitFor<null>({
      deadline,
      ms,
      start(settle) {
        box.wake = () => settle(null);
        return () => {
          box.wake = () => {};
        };
      },
    });
    if (isTimedOut(waited)) return { ok: false, trouble: { kind: 'timeout' } };
  }
  const line = box.lines.shift();
  if (line !== undefined) return { ok: true, value: line.text };
  return { ok: false, trouble: box.trouble ?? { kind: 'closed' } };
}

/** False as soon as the beginning of an unfinished line cannot be a reply any more: what talks there is not SMTP, and may never end its line. */
function couldBeReply(start: Buffer): boolean {
  return /^(\d{0,3}|\d{3}[ \r-].*)$/s.test(start.toString('latin1'));
}
