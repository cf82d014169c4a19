import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { createWebChannel, type WebChannel } from '../../src/channels/web/channel.ts';
import type { Clock, Logger } from '../../src/contracts/ports.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { buildText } from './messages.ts';
import { createScriptedDesk, type Script, type ScriptedDesk } from './scripted-desk.ts';

export interface WebHouse {
  readonly url: string;
  readonly channel: WebChannel;
  readonly desk: ScriptedDesk;
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** Answers every text with itself, and keeps no password. */
export const ECHO: Script = {
  hear: ({ event }) => (event.kind === 'text' ? event.text.replace('hunter2', '●●●●') : null),
  rows: { isp: [{ id: 'nuro', label: 'NURO 光' }] },
  answer: async ({ event }, { say }) => {
    if (event.kind === 'text') await say(buildText(`re ${event.text}`, `re ${event.text}`));
  },
};

/** The web channel on a real HTTP server at a free port of loopback, with a scripted desk behind it. */
export async function openWebHouse(
  script: Script,
  options: { readonly clock?: Clock; readonly publicUrl?: string | null } = {},
): Promise<WebHouse> {
  const logged: string[] = [];
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const logger: Logger = { error: log, warn: log, info: log, debug: log };
  const channel = createWebChannel({
    translator: loadTranslator(join(import.meta.dirname, '../../locales')),
    clock: options.clock ?? { now: () => Date.now() },
    logger,
    random: () => randomBytes(16).toString('hex'),
    lang: 'ja',
    publicUrl: options.publicUrl ?? null,
  });
  const desk = createScriptedDesk(channel, script);
  await channel.start(desk);
  const app = express();
  app.use(channel.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    channel,
    desk,
    logged,
    async close() {
      await channel.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
