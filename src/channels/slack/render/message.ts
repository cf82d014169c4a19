import type { Message } from '../../../contracts/messages.ts';
import { cleanText } from '../../shared/clean-text.ts';
import { firstSentences } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { blockPrefix } from './block-id.ts';
import { LIMITS } from './limits.ts';
import type { Piece } from './piece.ts';
import { renderBlock, renderHeadline } from './render-block.ts';
import { renderChoices } from './render-choices.ts';
import type { Rendered } from './rendered.ts';
import { listTable } from './table.ts';
import { escapeText } from './words.ts';

/** Where a message is said: every block carries it, so that a click knows its conversation and a message is found again. */
export interface SaidAt {
  readonly conversation: string;
  readonly seq: number;
}

/** Longer text is no headline. */
const HEADLINE = 200;

/** A message as one or more of Slack's, each within its limits; the buttons go with the last. Never none. */
export function renderMessage(message: Message, at: SaidAt, say: Say): readonly Rendered[] {
  const choices = renderChoices(message, say);
  const pieces = [...renderBlocks(message.blocks, say), ...(choices === null ? [] : [choices])];
  const prefix = blockPrefix(at.conversation, at.seq);
  let count = 0;
  return pack(pieces).map((part) => ({
    text: notificationOf(part.filter((piece) => piece !== choices || part.length === 1)),
    blocks: blocksOf(part).map((block) => {
      count += 1;
      return { ...block, block_id: `${prefix}${count}` };
    }),
  }));
}

/** Where steps or evidence follow, the first short text says what it is all about. */
function renderBlocks(blocks: Message['blocks'], say: Say): readonly Piece[] {
  const [first, ...others] = blocks;
  if (first?.kind === 'text' && first.text.length <= HEADLINE && others.some(({ kind }) => kind === 'steps' || kind === 'evidence')) {
    return [...renderHeadline(first.text), ...others.flatMap((block) => renderBlock(block, say))];
  }
  return blocks.flatMap((block) => renderBlock(block, say));
}

/** Pieces of one message each. */
function pack(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    const open = parts.at(-1) ?? [];
    if (open.length === 0 || fits(open, piece)) {
      open.push(piece);
    } else {
      parts.push([piece]);
    }
  }
  return parts;
}

function fits(open: readonly Piece[], piece: Piece): boolean {
  const blocks = open.reduce((total, { blocks }) => total + blocks.length, piece.blocks.length);
  const words = open.reduce((total, { words }) => total + words.length, piece.words.length);
  return blocks <= LIMITS.blocks && words <= LIMITS.messageText;
}

/** One table a message: those after it are lists. */
function blocksOf(part: readonly Piece[]): Rendered['blocks'] {
  const blocks = part.flatMap((piece) => piece.blocks);
  const table = blocks.findIndex(({ type }) => type === 'table');
  return blocks.map((block, index) => (index === table ? block : listTable(block)));
}

/** All the words where they fit, else the first sentences; what notifications show and screen readers read. */
function notificationOf(part: readonly Piece[]): string {
  const words = cleanText(part.map((piece) => piece.words).join('\n\n')).trim();
  return words === '' ? '…' : fitEscaped(words, LIMITS.notification);
}

/** Entities make it longer: less of it is taken then. */
function fitEscaped(words: string, limit: number): string {
  const text = escapeText(firstSentences(words, limit));
  return text.length <= LIMITS.notification ? text : fitEscaped(words, Math.floor(limit * 0.8));
}
