import { cleanText, hasWords, isTyped } from '../../shared/clean-text.ts';
import { splitText } from '../../shared/cut.ts';

/** Addresses of pages, of such characters as stand between `<` and `>` without doubt. */
const URL_IN_TEXT = /https?:\/\/[\x21-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7e]*[A-Za-z0-9/]/g;

/** Where an address stood: clean text has no such character. */
const PLACE = '\u0000';

/** What begins or ends a format, a link or a mention wherever it stands. */
const MARKS = /[\\*_~`|[\]<]/g;

/** What does so at the beginning of a line: headings, small text, lists, quotations. */
const LINE_START = /^(\s*)(#|-(?=[#\s])|>)/gm;
const NUMBERED_LINE = /^(\s*\d+)\.(?=\s)/gm;

/** `:smile:`, and `:` before `//` where no address of a page was read. */
const COLON = /:(?=[\w+\\-]+:|\/\/)/g;

/** `@everyone` and `@here` reach nobody (`allowed_mentions`), and shall not look as if they did. */
const EVERYBODY = /@(?=everyone|here)/g;

/**
 * Markdown that shows just these words (docs.discord.com/developers/reference#message-formatting): a backslash before what would begin a format.
 * Addresses of pages stand in `<…>`, can be followed and end where they end.
 */
export function escapeMarkdown(text: string): string {
  const addresses: string[] = [];
  const words = cleanText(text).replace(URL_IN_TEXT, (url) => {
    if (!isAddress(url)) return url;
    addresses.push(`<${url}>`);
    return PLACE;
  });
  return escapeWords(words).replaceAll(PLACE, () => addresses.shift() ?? '');
}

/** Words in bold, in one line; nothing for none. */
export function bold(text: string): string {
  return hasWords(text) ? `**${escapeMarkdown(oneLine(text))}**` : '';
}

/** What no longer holds, struck through, in one line; nothing for none. A `~` at its end would end the format a character early. */
export function strike(text: string): string {
  const words = escapeMarkdown(oneLine(text));
  return hasWords(text) && !words.endsWith('~') ? `~~${words}~~` : words;
}

/** A value of a setting: as code where it is typed letter by letter, so that it is copied exactly; else bold. */
export function settingOf(text: string): string {
  const value = cleanText(text);
  return isTyped(value) && !value.includes('`') ? `\`${value}\`` : bold(value);
}

/** A heading of one line. */
export function heading(text: string): string {
  return `### ${escapeMarkdown(oneLine(text))}`;
}

/** Small grey words. */
export function small(text: string): string {
  return text
    .split('\n')
    .filter(hasWords)
    .map((line) => `-# ${escapeMarkdown(line.trim())}`)
    .join('\n');
}

/** A row of a list; lines after the first belong to it. */
export function row(mark: string, content: string): string {
  return `${mark} ${content.trim().replace(/\n\s*/g, `\n${' '.repeat(mark.length + 1)}`)}`;
}

/** Words in pieces whose Markdown fits, cut at the ends of sentences. */
export function splitWords(text: string, limit: number): readonly string[] {
  return splitText(text, limit)
    .filter(hasWords)
    .flatMap((piece) => (escapeMarkdown(piece).length <= limit ? [piece] : splitText(piece, Math.ceil(limit / 2)).filter(hasWords)));
}

/** Without line breaks. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** One that holds the end of a format would end it where it stands in one. */
function isAddress(text: string): boolean {
  return URL.canParse(text) && !/\*\*|~~/.test(text);
}

function escapeWords(text: string): string {
  return text
    .replace(MARKS, '\\$&')
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED_LINE, '$1\\.')
    .replace(COLON, '\\:')
    .replace(EVERYBODY, '\\@');
}
