import { cleanText } from '../../shared/clean-text.ts';

/** Characters that would begin or end a format where they stand at the edge of a word, and those of the same look that never do. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '＊', _: '＿', '~': '～', '`': '｀' };

/**
 * Text for a `mrkdwn` field that shows just these words: `&`, `<` and `>` as entities (docs.slack.dev/messaging/formatting-message-text), and
 * nothing that reads as a format: `*` and its like at the edge of a word, `:emoji:`, `>` at the start of a line. Inside words nothing changes.
 */
export function escapeText(text: string): string {
  const literal = cleanText(text)
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => LOOK_ALIKES[mark] ?? mark)
    .replace(/:(?=(?:[a-z][a-z0-9_+-]*|100|[+-]1):)/g, '：')
    .replace(/^>/gm, '＞');
  return escapeEntities(literal);
}

/** `&`, `<` and `>` as entities: all that Slack asks of text. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whose words are read. */
export interface SlackReader {
  /** The bot's own user id: calling it is no part of what was said. */
  readonly botUser: string | null;
}

/** What a person typed, from the `text` of a message event: entities read, addresses and names as they were written, the bot's name gone. */
export function readSlackText(text: string, { botUser }: SlackReader): string {
  return dropCalls(text, botUser)
    .replace(/<([^<>]*)>/g, (_, inside: string) => readReference(inside))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Without the bot's name and the spaces around it; text that does not call the bot stays as it is. */
function dropCalls(text: string, botUser: string | null): string {
  if (botUser === null || !text.includes(`<@${botUser}`)) {
    return text;
  }
  return text
    .split(/(<@[^<>]*>)/)
    .filter((part) => part !== `<@${botUser}>` && !part.startsWith(`<@${botUser}|`))
    .map((part) => part.replace(/^[ \u3000]+|[ \u3000]+$/g, ''))
    .filter((part) => part !== '')
    .join(' ');
}

/** `what|as shown`: a link, a person, a channel, a group, a date (docs.slack.dev/messaging/formatting-message-text#advanced). */
function readReference(inside: string): string {
  const bar = inside.indexOf('|');
  const what = bar < 0 ? inside : inside.slice(0, bar);
  const shown = bar < 0 ? '' : inside.slice(bar + 1);
  switch (what.charAt(0)) {
    case '@':
      return '@someone';
    case '#':
      return `#${shown === '' ? 'channel' : shown}`;
    case '!':
      return readSpecial(what.slice(1), shown);
    default:
      return shown === '' ? what.replace(/^(?:mailto|tel):/, '') : shown;
  }
}

function readSpecial(what: string, shown: string): string {
  if (what.startsWith('date^')) {
    return shown;
  }
  if (what.startsWith('subteam^')) {
    return shown === '' ? '@group' : shown;
  }
  return `@${what}`;
}
