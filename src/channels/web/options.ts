import type { Lang } from '../../contracts/lang.ts';
import type { Translator } from '../../contracts/messages.ts';
import type { Clock, Logger } from '../../contracts/ports.ts';

/** What the web channel is made of. */
export interface WebOptions {
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 32 hexadecimal digits (128 random bits), new at each call: they alone open a conversation. */
  random(): string;
  /** Language of a browser that asks for neither Japanese nor English. */
  readonly lang: Lang;
  /** The address people type, where a proxy stands before us; null when the page is reached as we serve it. */
  readonly publicUrl: string | null;
}

/** Name of the channel, and first part of its conversation ids. */
export const WEB = 'web';

/** Characters of one text; longer ones are refused with a word about what to leave out. */
export const MAX_TEXT = 16_384;

/** `web:page:<thread>`; the thread is the browser's secret, so it never enters a log. */
export function nameConversation(thread: string): string {
  return `${WEB}:page:${thread}`;
}
