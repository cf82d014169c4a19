import type { APIActionRowComponent, APIButtonComponentWithCustomId, APIComponentInMessageActionRow } from 'discord.js';
import type { Choice, Message } from '../../../contracts/messages.ts';
import { cleanText, hasWords } from '../../shared/clean-text.ts';
import { cutLabel } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { type Act, type Aside, asideId, customId, type SaidAt } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkdown } from './markdown.ts';
import { listPieces, type Piece } from './piece.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Button = APIButtonComponentWithCustomId;

/** A button that opens a modal: for an answer in words, or for all at once. */
export type WayToTell = 'write' | 'form';

/** What a message's buttons are made of. */
export interface Offered {
  readonly message: Pick<Message, 'choices' | 'picker'>;
  readonly at: SaidAt;
  readonly say: Say;
  readonly waysToTell: readonly WayToTell[];
}

/** Buttons, then the long list to search and other ways to tell. Labels that had to be cut are said in full above. */
export function renderChoices({ message, at, say, waysToTell }: Offered): readonly Piece[] {
  const { choices, picker } = message;
  const buttons = [
    ...choices.map((choice, n) => choiceButton(choice, customId(at, n, { kind: 'choose', choice: choice.id }))),
    ...(picker === null ? [] : [findButton(picker, customId(at, choices.length, { kind: 'find', ...directoryOf(picker) }))]),
    ...waysToTell.map((way) =>
      way === 'write' ? writeButton(at, choices.length + 1, say) : asideButton({ kind: 'form' }, say('discord:button.form')),
    ),
  ];
  const rows = chunk(buttons, LIMITS.buttonsPerRow).map((components): Row => ({ type: 1, components: [...components] }));
  return [
    ...listPieces(null, sayCutLabels(choices, say), 'none'),
    ...chunk(rows, LIMITS.rowsPerPiece).map((components): Piece => ({ components, frame: 'none' })),
  ];
}

/** Buttons in one row. */
export function buttonRow(...components: readonly Button[]): Row {
  return { type: 1, components: [...components] };
}

/** Opens the modal to write in. */
export function writeButton(at: SaidAt, n: number, say: Say): Button {
  return { ...actButton(at, n, { kind: 'say' }, say('discord:button.write')), emoji: { name: '✏️' } };
}

/** Opens the modal to search with. */
export function findButton({ placeholder }: { readonly placeholder: string }, id: string): Button {
  return { type: 2, style: 2, custom_id: id, label: labelOf(placeholder), emoji: { name: '🔎' } };
}

/** A button that does something in a conversation. */
export function actButton(at: SaidAt, n: number, act: Act, label: string): Button {
  return { type: 2, style: 2, custom_id: customId(at, n, act), label: labelOf(label) };
}

/** A button that belongs to no message: blue (1), grey (2) or red (4). */
export function asideButton(aside: Aside, label: string, style: 1 | 2 | 4 = 2): Button {
  return { type: 2, style, custom_id: asideId(aside), label: labelOf(label) };
}

function choiceButton({ label, style }: Choice<string>, id: string): Button {
  return { type: 2, style: style === 'primary' ? 1 : 2, custom_id: id, label: labelOf(label) };
}

function directoryOf({
  directory,
  question,
}: NonNullable<Message['picker']>): Pick<Extract<Act, { kind: 'find' }>, 'directory' | 'question'> {
  return { directory, question };
}

function labelOf(text: string): string {
  return hasWords(text) ? cutLabel(cleanText(text), LIMITS.buttonLabel) : '…';
}

function sayCutLabels(choices: readonly Choice<string>[], say: Say): readonly string[] {
  return choices
    .map(({ label }, index) => ({ label, number: String(index + 1) }))
    .filter(({ label }) => cleanText(label).length > LIMITS.buttonLabel)
    .map(({ label, number }) => escapeMarkdown(say('discord:choice.in_full', { number, label })));
}

function chunk<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}
