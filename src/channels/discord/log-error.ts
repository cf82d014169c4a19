import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Logger } from '../../contracts/ports.ts';
import { readDiscordError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The log, with errors as they may be kept: those of discord.js hold the tokens of interactions and all that was said. */
export function createSafeLogger(logger: Logger): Logger {
  return {
    error: (fields, message) => logger.error(cleanFields(fields), message),
    warn: (fields, message) => logger.warn(cleanFields(fields), message),
    info: (fields, message) => logger.info(cleanFields(fields), message),
    debug: (fields, message) => logger.debug(cleanFields(fields), message),
  };
}

function cleanFields(fields: Fields): Fields {
  const { error } = fields;
  const isOfDiscord = error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError;
  return isOfDiscord ? { ...fields, error: readDiscordError(error) } : fields;
}
