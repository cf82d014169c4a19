import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { createSlackChannel, type SlackChannel } from '../../../src/channels/slack/channel.ts';
import type { SlackSettings } from '../../../src/channels/slack/options.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';
import { createFakeLogger, type FakeLogger } from '../../helpers/fake-logger.ts';
import { createScriptedDesk, type Script, type ScriptedDesk } from '../../helpers/scripted-desk.ts';
import { type FakeSlack, type FakeSlackSettings, type FakeWorkspace, type Person, startFakeSlack } from '../../slack/emulator/index.ts';
import { createFakeNotes, type FakeNotes } from './fake-notes.ts';

export type DoorKind = 'http' | 'socket';

/** The Slack channel, a scripted desk behind it and an emulated Slack before it. */
export interface SlackHouse {
  readonly slack: FakeSlack;
  readonly workspace: FakeWorkspace;
  /** Reads Slack in Japanese. */
  readonly hana: Person;
  /** Reads Slack in English. */
  readonly bob: Person;
  readonly channel: SlackChannel;
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
  readonly slack?: FakeSlackSettings;
  readonly settings?: Partial<SlackSettings>;
  readonly publicUrl?: string;
  /** Is the app in the workspace from the start? It is unless told otherwise. */
  readonly installed?: boolean;
  /** Has the channel started? It has unless told otherwise. */
  readonly started?: boolean;
}

/** In it everybody is, and the bot offers help. */
export const HELPDESK = 'C0HELP';
/** In it everybody is. */
export const LOUNGE = 'C0LOUNGE';

const SILENT: Script = { answer: async () => undefined };
const translator = loadTranslator(join(import.meta.dirname, '../../../locales'));

/** Opens one at free ports of loopback. */
export async function openSlackHouse({ door, script = SILENT, slack: settings = {}, ...more }: HouseOptions): Promise<SlackHouse> {
  const slack = await startFakeSlack(settings);
  const workspace = slack.workspace('T1', { installed: more.installed ?? true });
  const people = { hana: workspace.user('U0HANA', { locale: 'ja-JP' }), bob: workspace.user('U0BOB', { locale: 'en-US' }) };
  for (const id of [HELPDESK, LOUNGE]) workspace.channel(id, { members: [people.hana.id, people.bob.id] });
  const notes = createFakeNotes();
  const logger = createFakeLogger();
  const channel = createSlackChannel({
    settings: { ...settingsOf(slack, more.installed === false ? null : workspace.botToken, door), ...more.settings },
    translator,
    clock: { now: Date.now },
    logger,
    notes,
    lang: 'ja',
    publicUrl: more.publicUrl ?? null,
  });
  const desk = createScriptedDesk(channel, script);
  const server = await serve(channel);
  if (door === 'http') slack.deliverTo({ url: `${server.url}/slack/events` });
  if (more.started !== false) await channel.start(desk);
  return {
    ...{ slack, workspace, channel, desk, notes, logger, ...people },
    url: server.url,
    async close() {
      await channel.stop();
      await slack.stop();
      server.close();
    },
  };
}

function settingsOf(slack: FakeSlack, botToken: string | null, door: DoorKind): SlackSettings {
  return {
    botToken,
    signingSecret: door === 'http' ? slack.app.signingSecret : null,
    appToken: door === 'socket' ? slack.app.appToken : null,
    clientId: null,
    clientSecret: null,
    apiUrl: slack.apiUrl,
    helpdeskChannels: [HELPDESK],
    encryptionKey: null,
  };
}

async function serve(channel: SlackChannel): Promise<{ readonly url: string; close(): void }> {
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
