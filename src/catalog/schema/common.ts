import { z } from 'zod';
import type { Source } from '../../contracts/catalogue.ts';
import type { Localised } from '../../contracts/lang.ts';
import type { SignId } from '../../contracts/signs.ts';
import { fault } from '../faults.ts';
import { isSignId } from './ids.ts';

// ISO 8601: a year, a month or a day. Pages often tell no more than the year.
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Small letters, digits, dots, hyphens: safe in a file name, a button id and a URL. */
export const rowId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, fault('id'));

/** A line of text without blanks at its ends. */
export const text = z
  .string()
  .min(1)
  .refine((value) => value.trim() === value, fault('blanks'));

/** A date as precise as its source: year, month or day. */
export const looseDate = z.string().regex(DATE, fault('date'));

/** Host names in lower-case ASCII (RFC 1123 §2.1). */
export const host = z.string().regex(/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*$/, fault('host'));

/** A host name with `*` or `$1` where it depends on the contract. */
export const hostPattern = z.string().regex(/^(?=.*[*$])[a-z0-9*$_.-]+$/, fault('host_pattern'));

/** A mail domain; `*.example.jp` stands for any label below. */
export const mailDomain = z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/, fault('domain'));

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

/** How a connection is protected. */
export const security = z.enum(['starttls', 'tls', 'none']);

/** How sure the source makes a value. */
export const confidence = z.enum(['high', 'medium', 'low']);

/** Words in both languages. */
export const localised = z.strictObject({ ja: text, en: text }) satisfies z.ZodType<Localised>;

/** Where a value was read, and when. */
export const source = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: fault('url') }),
  date: looseDate.nullable(),
  checked: z.string().regex(DAY, fault('day')),
  licence: text.nullable(),
}) satisfies z.ZodType<Source>;

/** All pages a value rests on. */
export const sources = z.array(source);

/** A sign of `contracts/signs`. */
export const sign = z.custom<SignId>(isSignId, fault('sign'));

/** A list without repeats. */
export function unique<T extends z.ZodType>(item: T) {
  return z.array(item).refine((list) => new Set(list.map((entry) => JSON.stringify(entry))).size === list.length, fault('twice'));
}
