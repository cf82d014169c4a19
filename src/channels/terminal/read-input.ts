import { z } from 'zod';
import type { Event } from '../../contracts/turn.ts';
import { cleanText, MAX_TEXT } from './clean-text.ts';
import type { InputLine } from './read-lines.ts';

/** Why a line of input says nothing: names of sentences under `cli:chat.trouble`. */
export type InputTrouble = 'broken_json' | 'unknown_shape' | 'unknown_choice' | 'empty' | 'too_long';

export type ReadInput = { readonly ok: true; readonly event: Event } | { readonly ok: false; readonly trouble: InputTrouble };

const SHAPE = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ choose: z.string() }),
  z.strictObject({ lang: z.enum(['ja', 'en']) }),
]);

/** The form of a choice's id, `<question>:<value>` (contracts/messages). */
const CHOICE = /^[^\s\p{Cc}]{1,200}$/u;

/** One line of `okuru chat --jsonl` (design §4) as an event, or what is wrong with it. */
export function readInput(line: InputLine): ReadInput {
  if (line.kind === 'too_long') return refuse('too_long');
  const parsed = parseJson(line.text);
  if (parsed === undefined) return refuse('broken_json');
  const shaped = SHAPE.safeParse(parsed.value);
  if (!shaped.success) return refuse('unknown_shape');
  if ('lang' in shaped.data) return { ok: true, event: { kind: 'lang', lang: shaped.data.lang } };
  if ('choose' in shaped.data) return readChoice(shaped.data.choose);
  return readText(shaped.data.text);
}

/** A typed text as an event, or what is wrong with it. */
export function readText(typed: string): ReadInput {
  const text = cleanText(typed);
  if (text === '') return refuse('empty');
  if (text.length > MAX_TEXT) return refuse('too_long');
  return { ok: true, event: { kind: 'text', text } };
}

function readChoice(choice: string): ReadInput {
  return CHOICE.test(choice) ? { ok: true, event: { kind: 'choose', choice } } : refuse('unknown_choice');
}

function refuse(trouble: InputTrouble): ReadInput {
  return { ok: false, trouble };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}
