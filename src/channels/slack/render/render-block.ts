import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Block } from '../../../contracts/messages.ts';
import { hasWords } from '../../shared/clean-text.ts';
import { splitText } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { groupRows, linesOf, type Piece } from './piece.ts';
import { literal, plain, preformatted, rich, section, settingOf, styled, titleOf } from './rich.ts';
import { STATE_MARKS, STATE_WORDS } from './state-words.ts';
import { renderTable } from './table.ts';

type Of<K extends Block<string>['kind']> = Extract<Block<string>, { kind: K }>;
type Row = Of<'values'>['rows'][number] | Of<'card'>['rows'][number];

/** A block of a message in Slack's looks; no piece for one without words. */
export function renderBlock(block: Block<string>, say: Say): readonly Piece[] {
  switch (block.kind) {
    case 'text':
      return renderText(block.text, literal);
    case 'steps':
      return renderSteps(block);
    case 'values':
      return renderValues(block, say);
    case 'evidence':
      return renderTable(block, say);
    case 'progress':
      return renderProgress(block, say);
    case 'card':
      return renderCard(block, say);
    default:
      return block satisfies never;
  }
}

/** The sentence a message of many parts begins with: what matters most, in bold. */
export function renderHeadline(text: string): readonly Piece[] {
  return renderText(text, (words) => styled(words, { bold: true }));
}

function renderText(text: string, show: (words: string) => RichTextElement[]): readonly Piece[] {
  return splitText(text, LIMITS.blockText)
    .filter(hasWords)
    .map((words) => ({ blocks: [rich(section(show(words)))], words }));
}

/** Slack numbers a list itself; where the list must be split the numbers are written, since a second list would begin at one again. */
function renderSteps({ title, steps }: Of<'steps'>): readonly Piece[] {
  const numbered = steps.map((step, index) => ({ step, line: `${index + 1}. ${step}` }));
  const groups = groupRows(numbered, ({ line }) => line);
  return groups.map((group, index) => {
    const heading = index === 0 ? title : null;
    const words = linesOf(
      heading,
      group.map(({ line }) => line),
    );
    const list = groups.length === 1 ? orderedList(steps) : section(literal(group.map(({ line }) => line).join('\n')));
    return { blocks: [rich(...titleOf(heading), list)], words };
  });
}

function orderedList(steps: readonly string[]): RichTextBlock['elements'][number] {
  return { type: 'rich_text_list', style: 'ordered', elements: steps.map((step) => section(literal(step))) };
}

function renderValues({ title, rows }: Of<'values'>, say: Say): readonly Piece[] {
  return groupRows(rows, (row) => sayRow(row, say)).map((group, index) => {
    const heading = index === 0 ? title : null;
    const list: RichTextBlock['elements'][number] = {
      type: 'rich_text_list',
      style: 'bullet',
      elements: group.map((row) => section(literal(say('slack:values.lead', { label: row.label })), ...changeOf(row))),
    };
    const lines = group.map((row) => sayRow(row, say));
    return { blocks: [rich(...titleOf(heading), list)], words: linesOf(heading, lines) };
  });
}

/** What stands there now struck through, then what comes in its place. */
function changeOf({ value, old }: Of<'values'>['rows'][number]): readonly RichTextElement[][] {
  return old === null ? [settingOf(value)] : [styled(old, { strike: true }), literal(' → '), settingOf(value)];
}

function renderProgress({ title, items }: Of<'progress'>, say: Say): readonly Piece[] {
  const rows = items.map(({ what, state }) => ({
    ...STATE_MARKS[state],
    line: say('slack:progress.row', { what, state: say(STATE_WORDS[state]) }),
  }));
  return groupRows(rows, ({ line }) => line).map((group, index) => {
    const heading = index === 0 ? title : null;
    const elements = group.flatMap(({ emoji, line }, at): RichTextElement[] => [
      { type: 'emoji', name: emoji },
      ...literal(at === group.length - 1 ? ` ${line}` : ` ${line}\n`),
    ]);
    const lines = group.map(({ mark, line }) => `${mark} ${line}`);
    return { blocks: [rich(...titleOf(heading), section(elements))], words: linesOf(heading, lines) };
  });
}

/** Preformatted: set apart from all that was said, and easily copied whole. */
function renderCard({ title, rows, note }: Of<'card'>, say: Say): readonly Piece[] {
  const lines = rows.map((row) => sayRow(row, say));
  const cards = groupRows(lines, (line) => line).map((group, index) => {
    const heading = index === 0 ? title : null;
    return { blocks: [rich(...titleOf(heading), preformatted(group.join('\n')))], words: linesOf(heading, group) };
  });
  return [
    ...cards,
    ...splitText(note ?? '', LIMITS.contextText)
      .filter(hasWords)
      .map(renderNote),
  ];
}

function renderNote(note: string): Piece {
  return { blocks: [{ type: 'context', elements: [plain(note)] }], words: note };
}

function sayRow(row: Row, say: Say): string {
  const { label, value } = row;
  return 'old' in row && row.old !== null
    ? say('slack:values.changed', { label, old: row.old, value })
    : say('slack:values.row', { label, value });
}
