import type { Block } from '../../../contracts/messages.ts';
import { cleanText, hasWords } from '../../shared/clean-text.ts';
import type { Say } from '../../shared/say.ts';
import { LIMITS } from './limits.ts';
import { bold, escapeMarkdown, heading, oneLine, row, settingOf, small, splitWords, strike } from './markdown.ts';
import { type Frame, listPieces, type Piece, textPiece } from './piece.ts';
import { BASIS_WORDS, STATE_MARKS, STATE_WORDS } from './state-words.ts';

type Of<K extends Block<string>['kind']> = Extract<Block<string>, { kind: K }>;

const FENCE = '```';

/** A block of a message in Discord's looks, in the frame of its message; no piece for one without words. */
export function renderBlock(block: Block<string>, say: Say, frame: Frame): readonly Piece[] {
  switch (block.kind) {
    case 'text':
      return renderText(block.text, frame);
    case 'steps':
      return renderSteps(block, frame);
    case 'values':
      return renderValues(block, say, frame);
    case 'evidence':
      return renderEvidence(block, say, frame);
    case 'progress':
      return renderProgress(block, say);
    case 'card':
      return renderCard(block, say);
    default:
      return block satisfies never;
  }
}

/** The sentence an answer begins with: what matters most, as a heading. */
export function renderHeadline(text: string, frame: Frame): readonly Piece[] {
  return hasWords(text) ? [textPiece(heading(text), frame)] : [];
}

/** Text, split at the ends of sentences where it is long. */
export function renderText(text: string, frame: Frame): readonly Piece[] {
  return splitWords(text, LIMITS.pieceText).map((words) => textPiece(escapeMarkdown(words), frame));
}

/** The numbers are written, so that a list that goes on in the next message goes on counting. */
function renderSteps({ title, steps }: Of<'steps'>, frame: Frame): readonly Piece[] {
  const lines = steps.flatMap((step, index) => linesOf(`${index + 1}.`, step));
  return apart(listPieces(title, lines, frame));
}

function renderValues({ title, rows }: Of<'values'>, say: Say, frame: Frame): readonly Piece[] {
  const lines = rows.map(({ label, value, old }) => {
    const lead = escapeMarkdown(say('discord:values.lead', { label }));
    return row('-', `${lead}${old === null ? '' : `${strike(old)} → `}${settingOf(value)}`);
  });
  return apart(listPieces(title, lines, frame));
}

function renderEvidence({ title, rows }: Of<'evidence'>, say: Say, frame: Frame): readonly Piece[] {
  const lines = rows.flatMap(({ what, result, basis }) => {
    const words = say('discord:evidence.result', { result, basis: say(BASIS_WORDS[basis]) });
    const [first = '', ...others] = splitWords(words, LIMITS.pieceText).map(escapeMarkdown);
    const lead = hasWords(what) ? `${bold(say('discord:values.lead', { label: what }))} ` : '';
    return [row('-', `${lead}${first}`), ...others];
  });
  return apart(listPieces(title, lines, frame));
}

function renderProgress({ title, items }: Of<'progress'>, say: Say): readonly Piece[] {
  const lines = items.map(({ what, state }) => {
    const words = say('discord:progress.row', { what: oneLine(what), state: say(STATE_WORDS[state]) });
    return `${STATE_MARKS[state]} ${escapeMarkdown(words)}`;
  });
  return listPieces(title, lines, 'look');
}

/** A block of code: set apart from all that was said, and copied whole by one press. */
function renderCard({ title, rows, note }: Of<'card'>, say: Say): readonly Piece[] {
  const lines = rows.map(({ label, value }) => cleanText(say('discord:values.row', { label, value })));
  const canFence = !lines.some((line) => line.includes('`'));
  const cards = listPieces(null, canFence ? lines : lines.map((line) => row('-', escapeMarkdown(line))), 'card');
  const head = cards.length === 0 || !hasWords(title) ? [] : [textPiece(heading(title), 'card')];
  return [...head, ...(canFence ? cards.map(fenced) : cards), ...renderNote(note ?? '')];
}

function fenced(piece: Piece): Piece {
  return {
    ...piece,
    components: piece.components.map((part) => (part.type === 10 ? { ...part, content: `${FENCE}\n${part.content}\n${FENCE}` } : part)),
  };
}

function renderNote(note: string): readonly Piece[] {
  return splitWords(note, LIMITS.pieceText / 2).map((words) => textPiece(small(words), 'card'));
}

/** A row of a list; one too long for a piece goes on below it. */
function linesOf(mark: string, text: string): readonly string[] {
  const [first, ...others] = splitWords(text, LIMITS.pieceText).map(escapeMarkdown);
  return first === undefined ? [] : [row(mark, first), ...others];
}

/** A thin line above, so that each list stands by itself within its frame. */
function apart([first, ...others]: readonly Piece[]): readonly Piece[] {
  if (first === undefined) return [];
  const components = first.frame === 'none' ? first.components : [{ type: 14, divider: true, spacing: 1 } as const, ...first.components];
  return [{ ...first, components }, ...others];
}
