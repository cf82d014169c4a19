import { createTerminalChannel } from '../channels/terminal/chat.ts';
import { createJsonlChannel } from '../channels/terminal/jsonl.ts';
import { readConfig } from '../config.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Translator } from '../contracts/messages.ts';
import { createLogger } from '../log.ts';
import { openHouse, openMemoryStore, random } from '../wire/house.ts';

/** `okuru chat`: one conversation in this terminal, kept in memory, until the input ends. Gives the exit code. */
export async function runChat(options: {
  readonly lang: Lang | null;
  readonly jsonl: boolean;
  readonly translator: Translator;
}): Promise<number> {
  const config = readConfig();
  const { translator } = options;
  const lang = options.lang ?? config.lang;
  // A person's screen is no place for the log of a healthy conversation.
  const logger = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const parts = { input: process.stdin, output: process.stdout, lang, translator, logger, random };
  const channel = options.jsonl ? createJsonlChannel(parts) : createTerminalChannel(parts);
  const house = openHouse({ config: { ...config, lang }, logger, translator, channels: [channel], store: openMemoryStore() });
  await channel.start(house.desk);
  await channel.ended;
  await channel.stop();
  await house.close();
  return 0;
}
