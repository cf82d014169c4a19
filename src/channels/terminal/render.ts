import type { Lang } from '../../contracts/lang.ts';
import type { MessageKey } from '../../contracts/message-key.ts';
import type { Block, Message, Translator } from '../../contracts/messages.ts';
import { measureWidth, padToWidth } from './width.ts';

type Of<K extends Block<string>['kind']> = Extract<Block<string>, { kind: K }>;
type Say = (key: MessageKey, params?: Readonly<Record<string, string>>) => string;
type ProgressState = Of<'progress'>['items'][number]['state'];

const STATE_WORDS = {
  waiting: 'cli:chat.progress.waiting',
  running: 'cli:chat.progress.running',
  done: 'cli:chat.progress.done',
  failed: 'cli:chat.progress.failed',
  skipped: 'cli:chat.progress.skipped',
} as const satisfies Record<ProgressState, MessageKey>;

const STATE_MARKS: Readonly<Record<ProgressState, string>> = { waiting: '○', running: '…', done: '✓', failed: '×', skipped: '-' };

const BASIS_WORDS = {
  stated: 'cli:chat.basis.stated',
  recorded: 'cli:chat.basis.recorded',
  measured: 'cli:chat.basis.measured',
} as const satisfies Record<Of<'evidence'>['rows'][number]['basis'], MessageKey>;

/** Control characters and direction marks: a server's greeting must not steer the person's terminal. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The whole of a message's blocks as plain text, one empty line between blocks. Choices are not part of it. */
export function renderText(message: Message, translator: Translator): string {
  const say = sayIn(translator, message.lang);
  return message.blocks
    .map((block) => renderBlock(block, say))
    .filter((text) => text !== '')
    .join('\n\n')
    .replace(STEERING, '');
}

/** Sentences of one language, by key. */
export function sayIn(translator: Translator, lang: Lang): Say {
  return (key, params) => translator.say(params === undefined ? { key } : { key, params }, lang);
}

function renderBlock(block: Block<string>, say: Say): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'steps':
      return joinLines(block.title, renderSteps(block.steps));
    case 'values':
      return joinLines(block.title, renderValues(block, say));
    case 'evidence':
      return joinLines(block.title, renderEvidence(block, say));
    case 'progress':
      return joinLines(block.title, renderProgress(block, say));
    case 'card':
      return renderCard(block);
  }
}

function joinLines(title: string | null, lines: readonly string[]): string {
  return [...(title === null ? [] : [title]), ...lines].join('\n');
}

/** `1. …`, the numbers right-aligned, further lines of a step under its first word. */
function renderSteps(steps: readonly string[]): string[] {
  const digits = String(steps.length).length;
  return steps.map((step, index) => {
    const head = ` ${String(index + 1).padStart(digits)}. `;
    return head + step.replaceAll('\n', `\n${' '.repeat(head.length)}`);
  });
}

function renderValues(block: Of<'values'>, say: Say): string[] {
  return alignRows(
    block.rows.map((row) => [row.label, row.old === null ? row.value : say('cli:chat.value_change', { old: row.old, value: row.value })]),
  );
}

function renderEvidence(block: Of<'evidence'>, say: Say): string[] {
  return alignRows(
    block.rows.map((row) => [row.what, say('cli:chat.evidence_row', { result: row.result, basis: say(BASIS_WORDS[row.basis]) })]),
  );
}

function renderProgress(block: Of<'progress'>, say: Say): string[] {
  const rows = alignRows(block.items.map((item) => [`${STATE_MARKS[item.state]} ${item.what}`, say(STATE_WORDS[item.state])]));
  return rows.map((row) => row.trimEnd());
}

function renderCard(block: Of<'card'>): string {
  const rule = '─'.repeat(40);
  const note = block.note === null ? [] : [block.note];
  return [rule, block.title, ...alignRows(block.rows.map((row) => [row.label, row.value])), ...note, rule].join('\n');
}

/** Two columns, the second beginning at the same place in every row. */
function alignRows(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([first]) => measureWidth(first)));
  return rows.map(([first, second]) => `  ${padToWidth(first, width)}  ${second.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`);
}
