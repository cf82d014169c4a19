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

/**
 * Listens to a socket. A line ends in CRLF or LF. Reading ends for good at the first error, at the end of the stream, over 64 KiB a
 * connection or 2 KiB a line; lines that were whole by then are still handed out.
 */
export function readLines(socket: Socket, meter: Meter): Lines {
  const lines: { readonly text: string; readonly bytes: number }[] = [];
  let rest = Buffer.alloc(0);
  let trouble: Trouble | null = null;
  let wake: (() => void) | null = null;

  function finish(why: Trouble): void {
    trouble ??= why;
    wake?.();
  }

  function take(chunk: Buffer): void {
    if (trouble !== null) return;
    meter.bytes += chunk.length;
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0 && end <= MAX_LINE; end = rest.indexOf(10)) {
      lines.push({ text: rest.subarray(0, end).toString('latin1').replace(/\r$/, ''), bytes: end + 1 });
      rest = rest.subarray(end + 1);
    }
    if (meter.bytes > MAX_BYTES || rest.length > MAX_LINE) stopEarly({ kind: 'too_much' });
    else if (!couldBeReply(rest)) stopEarly({ kind: 'not_smtp' });
    else if (lines.length > 0) wake?.();
  }

  function stopEarly(why: Trouble): void {
    finish(why);
    socket.destroy();
  }

  const onError = (error: Error) => finish({ kind: 'error', error });
  const onEnd = () => finish({ kind: 'closed' });
  socket.on('data', take);
  socket.on('error', onError);
  socket.on('end', onEnd);
  socket.on('close', onEnd);

  return {
    async next(deadline, ms) {
      if (lines.length === 0 && trouble === null) {
        const waited = await waitFor<null>({
          deadline,
          ms,
          start(settle) {
            wake = () => settle(null);
            return () => {
              wake = null;
            };
          },
        });
        if (isTimedOut(waited)) return { ok: false, trouble: { kind: 'timeout' } };
      }
      const line = lines.shift();
      if (line !== undefined) return { ok: true, value: line.text };
      return { ok: false, trouble: trouble ?? { kind: 'closed' } };
    },
    stop() {
      socket.off('data', take);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      // `onError` stays: an error nobody listens to would end the process.
      return rest.length + lines.reduce((sum, { bytes }) => sum + bytes, 0);
    },
  };
}

/** False as soon as the beginning of an unfinished line cannot be a reply any more: what talks there is not SMTP, and may never end its line. */
function couldBeReply(start: Buffer): boolean {
  return /^(\d{0,3}|\d{3}[ \r-].*)$/s.test(start.toString('latin1'));
}
