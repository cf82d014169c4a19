import type { APIComponentInContainer, APIContainerComponent, APIMessageTopLevelComponent } from 'discord.js';
import type { Message } from '../../../contracts/messages.ts';
import type { Say } from '../../shared/say.ts';
import { readConversation } from '../place.ts';
import type { SaidAt } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { markOf } from './mark.ts';
import { type Frame, type Piece, sizeOf, textPiece } from './piece.ts';
import { renderBlock, renderHeadline } from './render-block.ts';
import { renderChoices, type WayToTell } from './render-choices.ts';
import { COMPONENTS_V2, QUIET, type Rendered } from './rendered.ts';

/** Longer text is no headline. */
const HEADLINE = 200;

/** The stripe at the side of a box. */
const COLOURS = { answer: 0x3d8fd1, look: null, card: 0x2f9e6b } as const satisfies Record<Exclude<Frame, 'none'>, number | null>;

/**
 * A message as one or more of Discord's, each within its limits; the buttons go with the last. Never none. The first component of each carries a mark
 * (`mark.ts`), by which it is found again.
 */
export function renderMessage(message: Message, at: SaidAt, say: Say): readonly Rendered[] {
  const pieces = [...renderBlocks(message, say), ...renderChoices({ message, at, say, waysToTell: waysToTell(message, at) })];
  const flags = isOffer(message) ? COMPONENTS_V2 | QUIET : COMPONENTS_V2;
  return pack(pieces.length === 0 ? [textPiece('…', 'none')] : pieces).map((part, index) => {
    const [first, ...others] = assemble(part);
    return { components: first === undefined ? [] : [{ ...first, id: markOf(at, index) }, ...others], flags };
  });
}

/** Where steps or evidence follow, it is an answer: in a box, its first short text as a heading, and the question it ends with before the buttons. */
function renderBlocks({ blocks, choices }: Message, say: Say): readonly Piece[] {
  if (!blocks.some(({ kind }) => kind === 'steps' || kind === 'evidence'))
    return blocks.flatMap((block) => renderBlock(block, say, 'none'));
  const asks = choices.length > 0 && blocks.length > 1 && blocks.at(-1)?.kind === 'text';
  const body = asks ? blocks.slice(0, -1) : blocks;
  const [first, ...others] = body;
  const isHeadline = first?.kind === 'text' && first.text.length <= HEADLINE;
  return [
    ...(isHeadline ? renderHeadline(first.text, 'answer') : []),
    ...(isHeadline ? others : body).flatMap((block) => renderBlock(block, say, 'answer')),
    ...blocks.slice(body.length).flatMap((block) => renderBlock(block, say, 'none')),
  ];
}

/** What only one person sees can't be answered by typing: what asks something has a button for it. An invitation to tell the story offers the form too. */
function waysToTell({ blocks, choices, picker }: Message, { conversation }: SaidAt): readonly WayToTell[] {
  const kind = readConversation(conversation)?.kind;
  const asks = choices.length > 0 || picker !== null;
  const invites = !asks && blocks.length > 1 && blocks.every((block) => block.kind === 'text');
  return [
    ...(kind === 'private' && (asks || invites) ? (['write'] as const) : []),
    ...(kind !== 'thread' && invites ? (['form'] as const) : []),
  ];
}

/** Help offered to somebody who did not ask for it: without a sound. */
function isOffer({ choices }: Message): boolean {
  return choices.some(({ id }) => id.startsWith('offer:'));
}

/** Pieces of one message each. */
function pack(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [];
  for (const piece of pieces) {
    const open = parts.at(-1);
    if (open !== undefined && fits([...open, piece])) {
      open.push(piece);
    } else {
      parts.push([piece]);
    }
  }
  return keepQuestion(parts);
}

/** Buttons that came to stand alone take with them the words before them: what they answer. */
function keepQuestion(parts: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  const [before, last] = parts.slice(-2);
  const question = before?.at(-1);
  if (before === undefined || last === undefined || question === undefined) return parts;
  if (!last.every(isRow) || isRow(question) || before.length === 1 || !fits([question, ...last])) return parts;
  return [...parts.slice(0, -2), before.slice(0, -1), [question, ...last]];
}

function isRow({ components }: Piece): boolean {
  return components.every(({ type }) => type === 1);
}

function fits(part: readonly Piece[]): boolean {
  const { components, text, weight } = sizeOf(assemble(part));
  return components <= LIMITS.components && text <= LIMITS.messageText && weight <= LIMITS.messageWeight;
}

/** Pieces of one frame that follow each other stand in one box. */
function assemble(part: readonly Piece[]): readonly APIMessageTopLevelComponent[] {
  const runs: { readonly frame: Frame; readonly inside: APIComponentInContainer[] }[] = [];
  for (const { components, frame } of part) {
    const open = runs.at(-1);
    if (open?.frame === frame) open.inside.push(...components);
    else runs.push({ frame, inside: [...components] });
  }
  return runs.flatMap(({ frame, inside }): readonly APIMessageTopLevelComponent[] => (frame === 'none' ? inside : [box(frame, inside)]));
}

/** A thin line at the top of a box would part nothing. */
function box(frame: Exclude<Frame, 'none'>, inside: readonly APIComponentInContainer[]): APIContainerComponent {
  const components = inside[0]?.type === 14 ? inside.slice(1) : [...inside];
  return { type: 17, accent_color: COLOURS[frame], components };
}
