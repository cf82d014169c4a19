import type { APIComponentInContainer } from 'discord.js';
import { hasWords } from '../../shared/clean-text.ts';
import { LIMITS } from './limits.ts';
import { bold, oneLine } from './markdown.ts';

/** What a piece stands in: nothing, the box of an answer, of a look under way, or of a card worth keeping. */
export type Frame = 'none' | 'answer' | 'look' | 'card';

/** What is not torn apart when a message is split. */
export interface Piece {
  readonly components: readonly APIComponentInContainer[];
  readonly frame: Frame;
}

/** How much of a message's room components take. */
export interface Size {
  readonly components: number;
  readonly text: number;
}

/** A piece of Markdown. */
export function textPiece(content: string, frame: Frame): Piece {
  return { components: [{ type: 10, content }], frame };
}

/** Lines of Markdown under a title, where there is one, in pieces of lines. No piece where there is no line. */
export function listPieces(title: string | null, lines: readonly string[], frame: Frame): readonly Piece[] {
  return groupLines(lines).map((group, index) => {
    const heading = index === 0 && title !== null ? bold(oneLine(title)) : '';
    return textPiece([...(heading === '' ? [] : [heading]), ...group].join('\n'), frame);
  });
}

/** The room that components take; those inside others count too (docs.discord.com/developers/components/reference). */
export function sizeOf(components: readonly unknown[]): Size {
  return components.map(sizeOfOne).reduce((all, one) => ({ components: all.components + one.components, text: all.text + one.text }), {
    components: 0,
    text: 0,
  });
}

function sizeOfOne(component: unknown): Size {
  if (typeof component !== 'object' || component === null) return { components: 0, text: 0 };
  const inside = 'components' in component && Array.isArray(component.components) ? sizeOf(component.components) : sizeOf([]);
  const text = 'content' in component && typeof component.content === 'string' ? component.content.length : 0;
  return { components: inside.components + 1, text: inside.text + text };
}

function groupLines(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = 0;
  for (const line of lines.filter(hasWords)) {
    const open = groups.at(-1);
    if (open === undefined || size + line.length + 1 > LIMITS.pieceText) {
      groups.push([line]);
      size = line.length;
    } else {
      open.push(line);
      size += line.length + 1;
    }
  }
  return groups;
}
