import type { Fields } from '../json.ts';

// What Slack makes of what is typed: docs.slack.dev/messaging/formatting-message-text, "Escaping text", "Automatic parsing".

const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/.source;
const ADDRESS = /https?:\/\/[^\s<>|]+/.source;
const HOST = /(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|net|org|jp|info|io|edu|biz)(?![\w.@-])/.source;
const LINKS = new RegExp(`(${EMAIL})|(${ADDRESS})|(${HOST})`, 'gi');
const MENTION = /<@([A-Z0-9]+)>/g;

/** `&`, `<` and `>` as Slack keeps them. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A typed text as Slack keeps it: escaped, mail and web addresses and host names made into links. `<@U1>` is somebody chosen from the list. */
export function typedText(text: string): string {
  return text
    .split(/(<@[A-Z0-9]+>)/)
    .map((part) => (/^<@[A-Z0-9]+>$/.test(part) ? part : linkify(part)))
    .join('');
}

function linkify(text: string): string {
  return escapeText(text).replace(LINKS, (whole, email: string | undefined, address: string | undefined) => {
    if (email !== undefined) {
      return `<mailto:${whole}|${whole}>`;
    }
    return address === undefined ? `<http://${whole}|${whole}>` : `<${whole}>`;
  });
}

/** The rich text block Slack adds to what people type. */
export function typedBlocks(text: string): readonly Fields[] {
  const elements: Fields[] = [];
  let from = 0;
  for (const found of text.matchAll(new RegExp(`${MENTION.source}|${LINKS.source}`, 'gi'))) {
    pushText(elements, text.slice(from, found.index));
    elements.push(elementOf(found));
    from = found.index + found[0].length;
  }
  pushText(elements, text.slice(from));
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

function pushText(elements: Fields[], text: string): void {
  if (text !== '') {
    elements.push({ type: 'text', text });
  }
}

function elementOf([whole, user, email, address]: RegExpExecArray): Fields {
  if (user !== undefined) {
    return { type: 'user', user_id: user };
  }
  if (email !== undefined) {
    return { type: 'link', url: `mailto:${whole}`, text: whole };
  }
  return address === undefined ? { type: 'link', url: `http://${whole}`, text: whole } : { type: 'link', url: whole };
}
