import type { Writable } from 'node:stream';
import type { Message, Translator } from '../../contracts/messages.ts';
import { findQuestion, type OpenQuestion } from './read-answer.ts';
import { renderText, sayIn } from './render.ts';
import { wrapText } from './width.ts';

/** Widest lines that are still easy to read. */
const MAX_COLUMNS = 88;

/** What is drawn below the conversation while the person types, so that it can be taken away and drawn again. */
export interface PromptLine {
  /** Rows above the cursor that belong to the prompt. */
  rows(): number;
  draw(): void;
}

/** Shows messages one below the other, and the last one changing in place. */
export interface Screen {
  show(message: Message): void;
  change(message: Message): void;
  note(text: string): void;
  /** The person sent a line: what stands above can no longer change in place. */
  settle(): void;
  question(): OpenQuestion | null;
}

interface ScreenOptions {
  readonly output: Writable;
  readonly translator: Translator;
  /** Null where nobody sits at a keyboard: then nothing is ever drawn over. */
  readonly prompt: PromptLine | null;
}

/** A screen on a terminal or in a pipe. */
export function createScreen({ output, translator, prompt }: ScreenOptions): Screen {
  const shown = new Set<string>();
  let last: { readonly id: string; readonly rows: number } | null = null;
  let question: OpenQuestion | null = null;

  const write = (text: string, rowsToReplace: number): number => {
    const wrapped = prompt === null ? text : wrapText(text, Math.min(MAX_COLUMNS, readSize(output).columns - 1));
    const up = prompt === null ? 0 : prompt.rows() + rowsToReplace;
    const clear = prompt === null ? '' : `${up > 0 ? `\x1b[${up}A` : ''}\r\x1b[J`;
    output.write(`${clear}${wrapped}\n\n`);
    prompt?.draw();
    return wrapped.split('\n').length + 1;
  };
  const draw = (message: Message, rowsToReplace: number): void => {
    question = findQuestion(message) ?? question;
    last = { id: message.id, rows: write(renderWithChoices(message, translator), rowsToReplace) };
  };

  return {
    show(message) {
      if (shown.has(message.id)) return;
      shown.add(message.id);
      draw(message, 0);
    },
    change(message) {
      if (prompt !== null && last?.id === message.id && last.rows < readSize(output).rows - 1) draw(message, last.rows);
      else if (!isStillMoving(message)) draw(message, 0);
    },
    note(text) {
      write(text, 0);
      last = null;
    },
    settle() {
      last = null;
      question = null;
    },
    question: () => question,
  };
}

function renderWithChoices(message: Message, translator: Translator): string {
  const lines = message.choices.map((choice, index) => `  [${index + 1}] ${choice.label}`);
  if (lines.length > 0) lines.push(sayIn(translator, message.lang)('cli:chat.choose_hint'));
  if (message.picker !== null) lines.push(message.picker.placeholder);
  return [renderText(message, translator), lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

function isStillMoving(message: Message): boolean {
  return message.blocks.some(
    (block) => block.kind === 'progress' && block.items.some(({ state }) => state === 'running' || state === 'waiting'),
  );
}

function readSize(output: Writable): { readonly columns: number; readonly rows: number } {
  const columns = 'columns' in output && typeof output.columns === 'number' && output.columns > 20 ? output.columns : 80;
  const rows = 'rows' in output && typeof output.rows === 'number' && output.rows > 4 ? output.rows : 24;
  return { columns, rows };
}
