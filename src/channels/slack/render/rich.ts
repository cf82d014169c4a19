import type { PlainTextElement, RichTextBlock, RichTextElement, RichTextPreformatted, RichTextSection, RichTextText } from '@slack/types';
import { cleanText, hasWords, isTyped } from '../../shared/clean-text.ts';
import { cutText } from '../../shared/cut.ts';
import { LIMITS } from './limits.ts';

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>;

const URL_IN_TEXT = /(https?:\/\/[\x21-\x7e]*[A-Za-z0-9/])/;

/** Words as they are: `rich_text` reads no markup, so that names of hosts come out to be copied just as they are. Addresses of pages can be followed. */
export function literal(text: string): RichTextElement[] {
  return cleanText(text)
    .split(URL_IN_TEXT)
    .flatMap((part, index): RichTextElement[] => (index % 2 === 1 && URL.canParse(part) ? [{ type: 'link', url: part }] : wordsOf(part)));
}

/** Words in one style; none where there are no words, which Slack would refuse. */
export function styled(text: string, style: Style): RichTextText[] {
  return wordsOf(cleanText(text)).map((element) => ({ ...element, style }));
}

function wordsOf(text: string): RichTextText[] {
  return cutText(text, LIMITS.blockText).map((words) => ({ type: 'text', text: words }));
}

/** Words of one width, to be copied whole. */
export function preformatted(text: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: wordsOf(cleanText(text)) };
}

/** A value of a setting: in code style where it is typed letter by letter, else bold. */
export function settingOf(text: string): RichTextElement[] {
  return styled(text, isTyped(text) ? { code: true } : { bold: true });
}

/** A section of rich text; never without an element, which Slack would refuse. */
export function section(...elements: readonly RichTextElement[][]): RichTextSection {
  const all = elements.flat();
  return { type: 'rich_text_section', elements: all.length === 0 ? [{ type: 'text', text: ' ' }] : all };
}

/** A block of rich text. */
export function rich(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** Plain text of a label, a button or a context; `:words:` stay words. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text: hasWords(text) ? cleanText(text) : '…', emoji: false };
}

/** A title in bold; nothing where there is none. */
export function titleOf(title: string | null): RichTextBlock['elements'] {
  return title === null || !hasWords(title) ? [] : [section(styled(title, { bold: true }))];
}
