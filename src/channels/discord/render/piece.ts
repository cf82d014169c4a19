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
  /** Characters of its words. */
  readonly text: number;
  /** Bytes of all its strings, and some for each component. */
  readonly weight: number;
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
  return components.map(sizeOfOne).reduce(add, NOTHING);
}

const NOTHING: Size = { components: 0, text: 0, weight: 0 };

/** Bytes of a component beside its words. */
const FRAME_WEIGHT = 12;

function sizeOfOne(component: unknown): Size {
  if (typeof component !== 'object' || component === null) return NOTHING;
  const inside = 'components' in component && Array.isArray(component.components) ? sizeOf(component.components) : NOTHING;
  const text = 'content' in component && typeof component.content === 'string' ? component.content.length : 0;
  const words = Object.values(component).filter((value) => typeof value === 'string');
  const weight = words.reduce((sum, word) => sum + Buffer.byteLength(word), FRAME_WEIGHT);
  return add(inside, { components: 1, text, weight });
}

function add(one: Size, other: Size): Size {
  return { components: one.components + other.components, text: one.text + other.text, weight: one.weight + other.weight };
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
