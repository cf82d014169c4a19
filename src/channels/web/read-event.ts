import { z } from 'zod';
import type { Event } from '../../contracts/turn.ts';
import { MAX_TEXT } from './options.ts';

/** Why a post says nothing: names of sentences under `web:trouble`. */
export type PostTrouble = 'broken' | 'empty' | 'too_long' | 'busy' | 'failed' | 'not_here' | 'no_conversation';

export type ReadPost =
  | { readonly ok: true; readonly eventId: string; readonly event: Event; readonly after: number }
  | { readonly ok: false; readonly trouble: PostTrouble };

const SHAPE = z.object({
  eventId: z.string().regex(/^[\w-]{1,64}$/),
  after: z.int().nonnegative().default(0),
  event: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('start') }),
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('choose'), choice: z.string().regex(/^[^\s\p{Cc}]{1,200}$/u) }),
    z.object({ kind: z.literal('lang'), lang: z.enum(['ja', 'en']) }),
  ]),
});

/** The body of `POST /api/events` as an event, or what is wrong with it. */
export function readPost(body: unknown): ReadPost {
  const shaped = SHAPE.safeParse(body);
  if (!shaped.success) return { ok: false, trouble: 'broken' };
  const { eventId, event, after } = shaped.data;
  if (event.kind !== 'text') return { ok: true, eventId, event, after };
  const text = cleanText(event.text);
  if (text === '') return { ok: false, trouble: 'empty' };
  if (text.length > MAX_TEXT) return { ok: false, trouble: 'too_long' };
  return { ok: true, eventId, event: { kind: 'text', text }, after };
}

/** What a person typed, without what is not writing: control characters, lone surrogates, spaces around. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ')
    .trim();
}
