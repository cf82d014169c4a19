/** Whose words are read. */
export interface DiscordReader {
  /** The bot's own user id: calling it is no part of what was said. */
  readonly botUser: string | null;
}

/** Milliseconds from the epoch on that a date can hold (ECMA-262, "Time Values"). */
const LAST_MOMENT = 8.64e15;

/**
 * What a person typed, from the `content` of a message: the bot's name gone, other names, channels, emoji and times as words
 * (docs.discord.com/developers/reference#message-formatting). All else stays exactly as it is.
 */
export function readDiscordText(content: string, { botUser }: DiscordReader): string {
  return dropCalls(content, botUser)
    .replace(/<@!?\d+>/g, '@someone')
    .replace(/<@&\d+>/g, '@group')
    .replace(/<#\d+>/g, '#channel')
    .replace(/<a?(:\w+:)\d+>/g, '$1')
    .replace(/<(\/[^:<>]+):\d+>/g, '$1')
    .replace(/<t:(-?\d+)(?::[A-Za-z])?>/g, (typed, seconds: string) => readTime(Number(seconds) * 1000) ?? typed);
}

/** Without the bot's name and the spaces around it; text that does not call the bot stays as it is. */
function dropCalls(content: string, botUser: string | null): string {
  const calls = botUser === null ? [] : [`<@${botUser}>`, `<@!${botUser}>`];
  if (!calls.some((call) => content.includes(call))) return content;
  return content
    .split(/(<@!?\d+>)/)
    .filter((part) => !calls.includes(part))
    .map((part) => part.replace(/^[ \u3000]+|[ \u3000]+$/g, ''))
    .filter((part) => part !== '')
    .join(' ');
}

/** The day and time in UTC; null for what no calendar has. */
function readTime(at: number): string | null {
  return Math.abs(at) <= LAST_MOMENT ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') : null;
}
