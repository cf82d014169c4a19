import type { KnownBlock, RichTextBlock, RichTextElement, TableBlock } from '@slack/types';
import type { Block } from '../../../contracts/messages.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { linesOf, type Piece } from './piece.ts';
import type { Rendered } from './rendered.ts';
import { literal, rich, section, styled, titleOf } from './rich.ts';
import { BASIS_WORDS } from './state-words.ts';

type Evidence = Extract<Block<string>, { kind: 'evidence' }>;
type Row = TableBlock['rows'][number];

/**
 * Evidence as a table (docs.slack.dev/reference/block-kit/blocks/table-block): 100 rows, one table a message (`listTable` is for the second).
 * Cells are rich text, which shows words as they are. A table too long is split, with its heading on each.
 */
export function renderTable({ title, rows }: Evidence, say: Say): readonly Piece[] {
  const head: Row = [headCell(say('slack:evidence.what')), headCell(say('slack:evidence.result')), headCell(say('slack:evidence.basis'))];
  return chunkRows(rows).map((group, index) => {
    const heading = index === 0 ? title : null;
    const cells: Row[] = group.map(({ what, result, basis }) => [cell(what), cell(result), cell(say(BASIS_WORDS[basis]))]);
    const table: TableBlock = { type: 'table', column_settings: [{ is_wrapped: true }, { is_wrapped: true }], rows: [head, ...cells] };
    const lines = group.map(({ what, result, basis }) => say('slack:evidence.row', { what, result, basis: say(BASIS_WORDS[basis]) }));
    const titles = titleOf(heading);
    return { blocks: titles.length === 0 ? [table] : [rich(...titles), table], words: linesOf(heading, lines) };
  });
}

/** The next plainer form of a message that Slack refuses: tables as lists, then words without buttons, which are better than none; null below that. */
export function plainer({ text, blocks }: Rendered): Rendered | null {
  if (blocks.length === 0) {
    return null;
  }
  return { text, blocks: blocks.some(({ type }) => type === 'table') ? blocks.map(listTable) : [] };
}

/** A table as a list, its heading left out: the cells say what they are. Any other block as it is. */
export function listTable(block: KnownBlock): KnownBlock {
  if (block.type !== 'table') {
    return block;
  }
  const items = block.rows.slice(1).map(([first, ...others]) =>
    section(
      elementsOf(first).map((element) => (element.type === 'text' ? { ...element, style: { bold: true } } : element)),
      ...others.map((other) => [...literal('　'), ...elementsOf(other)]),
    ),
  );
  const list = rich({ type: 'rich_text_list', style: 'bullet', elements: items });
  return block.block_id === undefined ? list : { ...list, block_id: block.block_id };
}

function cell(text: string): RichTextBlock {
  return rich(section(literal(text)));
}

function headCell(text: string): RichTextBlock {
  return rich(section(styled(text, { bold: true })));
}

function elementsOf(cellOfTable: Row[number] | undefined): RichTextElement[] {
  if (cellOfTable?.type !== 'rich_text') {
    return [];
  }
  return cellOfTable.elements.flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []));
}

function chunkRows(rows: Evidence['rows']): readonly Evidence['rows'][] {
  const groups: Evidence['rows'][number][][] = [];
  let size = 0;
  for (const row of rows) {
    const open = groups.at(-1);
    if (open === undefined || open.length === LIMITS.tableRows - 1 || size + sizeOf(row) > LIMITS.tableText) {
      groups.push([row]);
      size = sizeOf(row);
    } else {
      open.push(row);
      size += sizeOf(row);
    }
  }
  return groups;
}

function sizeOf({ what, result }: Evidence['rows'][number]): number {
  return what.length + result.length;
}
