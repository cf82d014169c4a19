import type { Readable, Writable } from 'node:stream';
import type { Lang } from '../../contracts/lang.ts';
import type { Translator } from '../../contracts/messages.ts';
import type { Channel, Logger } from '../../contracts/ports.ts';

/** What both terminal channels are made of. */
export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** The language asked for on the command line or by the environment; the conversation may change it. */
  readonly lang: Lang;
  readonly translator: Translator;
  readonly logger: Logger;
  /** 32 hexadecimal digits (128 random bits), new at each call. */
  random(): string;
}

/** A channel that ends by itself, when its input does. */
export interface EndingChannel extends Channel {
  /** Resolves once the input has ended and everything it asked for is answered. Never rejects. */
  readonly ended: Promise<void>;
}

/** Name of both terminal channels, and first part of their conversation ids. */
export const TERMINAL = 'terminal';

/** `terminal:local:<thread>`, one for each run of the program. */
export function nameConversation(thread: string): string {
  return `${TERMINAL}:local:${thread}`;
}
