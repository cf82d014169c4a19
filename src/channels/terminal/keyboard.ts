import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { PromptLine } from './screen.ts';

/** Lines that come closer together than a person types belong to one paste, and make one message. */
const PASTE_MS = 40;

const PROMPT = '> ';

/** A person at a keyboard, line by line. */
export interface Keyboard {
  readonly prompt: PromptLine;
  /** Who completes a line at the Tab key. */
  complete(completer: (text: string) => string[]): void;
  /** Hands over each typed or pasted text; resolves when the person leaves (Ctrl-C, Ctrl-D). */
  listen(hear: (text: string) => void): Promise<void>;
  close(): void;
}

/** A keyboard with line editing and history. */
export function listenKeyboard({ input, output }: { readonly input: Readable; readonly output: Writable }): Keyboard {
  let completer = (_text: string): string[] => [];
  const lines = createInterface({ input, output, terminal: true, prompt: PROMPT, completer: (text: string) => [completer(text), text] });
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  lines.on('SIGINT', () => lines.close());
  return {
    prompt: {
      rows: () => (open ? lines.getCursorPos().rows : 0),
      draw: () => {
        if (open) lines.prompt(true);
      },
    },
    complete(next) {
      completer = next;
    },
    listen: (hear) =>
      new Promise((resolve) => {
        const paste = gatherPaste(hear);
        lines.on('line', paste.add);
        lines.once('close', () => {
          paste.flush();
          resolve();
        });
        lines.prompt();
      }),
    close: () => lines.close(),
  };
}

function gatherPaste(hear: (text: string) => void) {
  let held: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const text = held.join('\n');
    held = [];
    hear(text);
  };
  return {
    flush,
    add(line: string): void {
      held.push(line);
      clearTimeout(timer);
      timer = setTimeout(flush, PASTE_MS);
    },
  };
}
