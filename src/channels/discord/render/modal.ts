import type { APILabelComponent, APIModalInteractionResponseCallbackData, APITextInputComponent } from 'discord.js';
import { cutLabel, firstSentences } from '../../shared/cut.ts';
import { LIMITS } from './limits.ts';

/** A modal, as an interaction is answered with (type 9). */
export type Modal = APIModalInteractionResponseCallbackData;

/** A box to write into. */
export interface Box {
  readonly id: string;
  readonly label: string;
  readonly description: string | null;
  readonly placeholder: string;
  readonly isLong: boolean;
  readonly isRequired: boolean;
}

/** A box under its label (docs.discord.com/developers/components/reference#label). */
export function renderBox({ id, label, description, placeholder, isLong, isRequired }: Box): APILabelComponent {
  const input: APITextInputComponent = {
    type: 4,
    custom_id: id,
    style: isLong ? 2 : 1,
    placeholder: cutLabel(placeholder, LIMITS.placeholder),
    required: isRequired,
    max_length: isLong ? LIMITS.input : LIMITS.name,
  };
  const box: APILabelComponent = { type: 18, label: cutLabel(label, LIMITS.boxLabel), component: input };
  return description === null ? box : { ...box, description: firstSentences(description, LIMITS.boxDescription) };
}

/**
 * What was written into the boxes of a modal sent, by the id of the box, without spaces around it. Boxes come back in labels or, of older kind, in rows
 * (docs.discord.com/developers/interactions/receiving-and-responding).
 */
export function readBoxes(components: unknown): Readonly<Record<string, string>> {
  const rows: readonly unknown[] = Array.isArray(components) ? components : [];
  return Object.fromEntries(rows.flatMap(boxesOf).flatMap(readBox));
}

function boxesOf(row: unknown): readonly unknown[] {
  const { component, components } = objectOf(row);
  return component === undefined ? (Array.isArray(components) ? components : []) : [component];
}

function readBox(box: unknown): readonly (readonly [string, string])[] {
  const { custom_id: id, value, values } = objectOf(box);
  const [first]: readonly unknown[] = Array.isArray(values) ? values : [value];
  return typeof id === 'string' && typeof first === 'string' ? [[id, first.trim()]] : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
