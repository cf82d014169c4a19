import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createTerminalChannel } from '../../src/channels/terminal/chat.ts';
import { createJsonlChannel } from '../../src/channels/terminal/jsonl.ts';
import type { EndingChannel } from '../../src/channels/terminal/options.ts';
import type { Lang } from '../../src/contracts/lang.ts';
import type { Logger } from '../../src/contracts/ports.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { createScriptedDesk, type Script, type ScriptedDesk } from './scripted-desk.ts';

/** The project's own words. */
export const TRANSLATOR = loadTranslator(join(import.meta.dirname, '../../locales'));

/** A logger that keeps its lines. */
export function createTestLogger(): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { lines, error: log, warn: log, info: log, debug: log };
}

/** Thread ids that tests can foresee: 32 hexadecimal digits, counting up. */
export function createCounter(): () => string {
  let made = 0;
  return () => {
    made += 1;
    return made.toString(16).padStart(32, '0');
  };
}

export interface TerminalHouse {
  readonly channel: EndingChannel;
  readonly desk: ScriptedDesk;
  readonly input: PassThrough;
  /** All that was written so far. */
  written(): string;
  /** Resolves when what was written holds the words. */
  until(condition: (written: string) => boolean): Promise<void>;
}

export interface TerminalHouseOptions {
  readonly script: Script;
  readonly form: 'chat' | 'jsonl';
  readonly lang?: Lang;
  /** Say that a person sits there, at a terminal of this size. */
  readonly size?: { readonly columns: number; readonly rows: number };
}

/** A terminal channel on streams in place of a terminal, with a scripted desk behind it. */
export async function openTerminalHouse({ script, form, lang, size }: TerminalHouseOptions): Promise<TerminalHouse> {
  const input = Object.assign(new PassThrough(), size === undefined ? {} : { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), size === undefined ? {} : { isTTY: true, ...size });
  let written = '';
  let notice = (): void => undefined;
  output.on('data', (chunk: unknown) => {
    written += String(chunk);
    notice();
  });
  const parts = { input, output, lang: lang ?? 'ja', translator: TRANSLATOR, logger: createTestLogger(), random: createCounter() };
  const channel = form === 'chat' ? createTerminalChannel(parts) : createJsonlChannel(parts);
  const desk = createScriptedDesk(channel, script);
  await channel.start(desk);
  return {
    channel,
    desk,
    input,
    written: () => written,
    until: (condition) =>
      new Promise((resolve) => {
        notice = () => {
          if (condition(written)) resolve();
        };
        notice();
      }),
  };
}
