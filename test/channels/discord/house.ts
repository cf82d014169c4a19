import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { createDiscordChannel, type DiscordChannel } from '../../../src/channels/discord/channel.ts';
import type { DiscordSettings } from '../../../src/channels/discord/options.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';
import { type FakeDiscord, type FakeDiscordSettings, type FakeGuild, type Person, startFakeDiscord } from '../../discord/emulator/index.ts';
import { createFakeLogger, type FakeLogger } from '../../helpers/fake-logger.ts';
import { createScriptedDesk, type Script, type ScriptedDesk } from '../../helpers/scripted-desk.ts';
import { createFakeNotes, type FakeNotes } from './fake-notes.ts';

/** How interactions come in. */
export type DoorKind = 'http' | 'gateway';

/** The Discord channel, a scripted desk behind it and an emulated Discord before it. */
export interface DiscordHouse {
  readonly discord: FakeDiscord;
  readonly guild: FakeGuild;
  /** In it the bot offers help. */
  readonly helpdesk: string;
  /** The same, as a forum. */
  readonly forum: string;
  /** Just a channel. */
  readonly lounge: string;
  /** Uses Discord in Japanese. */
  readonly hana: Person;
  /** Uses Discord in English. */
  readonly bob: Person;
  readonly channel: DiscordChannel;
  readonly desk: ScriptedDesk;
  readonly notes: FakeNotes;
  readonly logger: FakeLogger;
  /** Where the channel's own HTTP server is. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly door: DoorKind;
  readonly script?: Script;
  readonly discord?: FakeDiscordSettings;
  readonly settings?: Partial<DiscordSettings>;
  /** Has the channel started? It has unless told otherwise. */
  readonly started?: boolean;
}

const SILENT: Script = { answer: async () => undefined };
const translator = loadTranslator(join(import.meta.dirname, '../../../locales'));

/** Opens one at free ports of loopback. */
export async function openDiscordHouse({ door, script = SILENT, discord: fake = {}, ...more }: HouseOptions): Promise<DiscordHouse> {
  const discord = await startFakeDiscord(fake);
  const guild = discord.guild('Okuru');
  const people = { hana: discord.user('Hana', { locale: 'ja' }), bob: discord.user('Bob', { locale: 'en-GB' }) };
  guild.joins(people.hana, people.bob);
  const places = { helpdesk: guild.channel('help'), forum: guild.forum('questions'), lounge: guild.channel('lounge') };
  const notes = createFakeNotes();
  const logger = createFakeLogger();
  const channel = createDiscordChannel({
    settings: {
      token: discord.app.token,
      applicationId: discord.app.id,
      apiUrl: discord.apiUrl,
      helpdeskChannels: [places.helpdesk, places.forum],
      gateway: true,
      ...more.settings,
    },
    translator,
    clock: { now: Date.now },
    logger,
    notes,
    lang: 'ja',
  });
  const desk = createScriptedDesk(channel, script);
  const server = await serve(channel);
  if (door === 'http') discord.deliverTo(`${server.url}/discord/interactions`);
  if (more.started !== false) {
    await channel.start(desk);
    await discord.until(() => discord.commands.length > 0, 'the commands to be registered');
  }
  return {
    ...{ discord, guild, channel, desk, notes, logger, ...people, ...places },
    url: server.url,
    async close() {
      await channel.stop();
      await discord.stop();
      server.close();
    },
  };
}

async function serve(channel: DiscordChannel): Promise<{ readonly url: string; close(): void }> {
  const app = express();
  app.use(channel.router);
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Resolves once something holds; the test's own limit of time ends it otherwise. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
