import type { Request } from 'express';

/**
 * Did our own page send this? Browsers name the sending page in `Origin` (Fetch standard §3.2); a program that is no browser
 * sends none and carries nobody's cookies but its own.
 */
export function isSameOrigin(request: Request, publicUrl: string | null): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return true;
  const sender = readHost(origin);
  return sender !== null && (sender === host || (publicUrl !== null && sender === readHost(publicUrl)));
}

function readHost(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
