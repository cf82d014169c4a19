import type { Socket } from 'node:net';
import type { Outcome } from './classify.ts';
import type { Deadline } from './deadline.ts';
import { type Lines, type Meter, readLines } from './lines.ts';

/** An SMTP reply (RFC 5321 §4.2): its code and the text of each line. */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** What a talk may say. There is no way to say anything else: no AUTH, MAIL, RCPT or DATA towards somebody else's server (design §1). */
export type Command = 'EHLO' | 'STARTTLS' | 'QUIT';

/** The client names itself by an address literal (RFC 5321 §4.1.1.1) that tells nothing about the house it stands in. */
const EHLO_NAME = '[127.0.0.1]';

const WORDS: Readonly<Record<Command, string>> = { EHLO: `EHLO ${EHLO_NAME}\r\n`, STARTTLS: 'STARTTLS\r\n', QUIT: 'QUIT\r\n' };

/** Time that a talk has: each reply `stepMs`, all of it until the deadline. */
export interface TalkTime {
  readonly deadline: Deadline;
  readonly stepMs: number;
}

/** A conversation over one socket, plain or inside TLS. */
export interface Talk {
  /** The next reply, all its lines. */
  hear(): Promise<Outcome<Reply>>;
  /** Says a command and hears its reply. */
  ask(command: Command): Promise<Outcome<Reply>>;
  /** Ends the talk on this socket but keeps the socket; returns how many bytes had come unasked. */
  leave(): number;
}

/** Begins a talk. `meter` goes from the plain talk to the one inside TLS, so that both count together. */
export function startTalk(socket: Socket, time: TalkTime, meter: Meter): Talk {
  const lines = readLines(socket, meter);

  return {
    hear: () => readReply(lines, time),
    ask(command) {
      if (socket.writable) socket.write(WORDS[command]);
      return readReply(lines, time);
    },
    leave: () => lines.stop(),
  };
}

async function readReply(lines: Lines, { deadline, stepMs }: TalkTime): Promise<Outcome<Reply>> {
  const texts: string[] = [];
  // The step's time is for the whole reply: a server that sends a line now and then must not stretch it.
  const end = performance.now() + stepMs;
  for (;;) {
    const line = await lines.next(deadline, Math.max(0, end - performance.now()));
    if (!line.ok) return line;
    const match = /^(\d{3})([ -]?)(.*)$/s.exec(line.value);
    if (match === null) return { ok: false, trouble: { kind: 'not_smtp' } };
    texts.push(match[3] ?? '');
    if (match[2] !== '-') return { ok: true, value: { code: Number(match[1]), lines: texts } };
  }
}
