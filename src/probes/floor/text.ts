import { isIP } from 'node:net';

/** A stranger's text made safe to keep and to show: one line of printable characters, cut to `max`. */
export function cleanText(text: string, max: number): string {
  const printable = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return printable.length > max ? `${printable.slice(0, max - 1)}…` : printable;
}

const ADDRESS_LIKE =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?)(?![\w:]|\.\w)/gi;

/** Takes out addresses other than the server's own: a greeting that refuses often quotes the address of whoever called. */
export function scrubAddresses(text: string, keep: string): string {
  return text.replace(ADDRESS_LIKE, (found) => (isIP(found) !== 0 && found.toLowerCase() !== keep.toLowerCase() ? 'x.x.x.x' : found));
}
