import type { CookieOptions, Request, Response } from 'express';
import type { Lang } from '../../contracts/lang.ts';

const THREAD_COOKIE = 'okuru';
const LANG_COOKIE = 'okuru_lang';

/** How long a browser keeps its conversation, in milliseconds: long enough to come back when it breaks again next month. */
const KEPT_MS = 60 * 24 * 60 * 60 * 1000;

/** The thread a browser owns, null when it has none (or sent something we never gave out). */
export function readThread(request: Request): string | null {
  const value = readCookie(request, THREAD_COOKIE);
  return value !== null && /^[0-9a-f]{32}$/.test(value) ? value : null;
}

/** Gives the browser a thread: scripts cannot read it, other sites cannot use it. */
export function giveThread(response: Response, thread: string, secure: boolean): void {
  response.cookie(THREAD_COOKIE, thread, cookieOptions(secure));
}

/** Remembers the language a person chose. */
export function giveLang(response: Response, lang: Lang, secure: boolean): void {
  response.cookie(LANG_COOKIE, lang, cookieOptions(secure));
}

/** Language for a request: asked for in the address, chosen before, or the first of the browser's that we speak (RFC 9110 §12.5.4). */
export function readLang(request: Request, fallback: Lang): Lang {
  const asked = request.query.lang;
  if (isLang(asked)) return asked;
  const chosen = readCookie(request, LANG_COOKIE);
  if (isLang(chosen)) return chosen;
  const spoken = request.acceptsLanguages(['ja', 'en']);
  return isLang(spoken) && request.headers['accept-language'] !== undefined ? spoken : fallback;
}

/** Is it a language the bot speaks? */
export function isLang(value: unknown): value is Lang {
  return value === 'ja' || value === 'en';
}

function cookieOptions(secure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: KEPT_MS };
}

function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key = '', value = ''] = pair.split('=');
    if (key.trim() === name) return value.trim();
  }
  return null;
}
