import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInstallations } from '../../../../src/channels/slack/installations.ts';
import { createPoster, type Poster, type PosterOptions } from '../../../../src/channels/slack/post/poster.ts';
import { createWorkspaces, type Workspaces } from '../../../../src/channels/slack/workspaces.ts';
import type { Message } from '../../../../src/contracts/messages.ts';
import type { Notebook, Post } from '../../../../src/contracts/ports.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { openSqliteStore } from '../../../../src/sessions/sqlite.ts';
import { createFakeLogger, type FakeLogger } from '../../../helpers/fake-logger.ts';
import { buildText } from '../../../helpers/messages.ts';
import {
  type CallRecord,
  type FakeSlack,
  type FakeSlackSettings,
  type FakeWorkspace,
  type MessageRow,
  type Person,
  startFakeSlack,
} from '../../../slack/emulator/index.ts';
import { buildSettings } from '../settings.ts';

/** A poster before an emulated Slack with one workspace, T1: people U1 and U2, and the channel C1 they are in. */
export interface PostStage {
  readonly fake: FakeSlack;
  readonly logger: FakeLogger;
  readonly notes: Notebook;
  readonly poster: Poster;
  readonly workspaces: Workspaces;
  readonly workspace: FakeWorkspace;
  readonly u1: Person;
  /** Another process with the same Slack and the same notes. */
  restart(options?: Partial<PosterOptions>): Poster;
  /** Installs the app in a workspace, as OAuth does; `elsewhere`: by another process, this one is not told. */
  storeInstallation(workspace: Installed, elsewhere?: 'elsewhere'): Promise<void>;
  /** Calls of a method, in the order they were answered. */
  calls(method: string): readonly CallRecord[];
  /** Messages in a channel as they stand there, oldest first. */
  messages(channel: string, workspace?: FakeWorkspace): readonly MessageRow[];
  /** Their texts; `<user>: ` before what only that person sees. */
  texts(channel: string, workspace?: FakeWorkspace): readonly string[];
  /** Resolves once it is so. */
  until(isSo: () => boolean): Promise<void>;
  /** U1 begins a thread in C1; the name of their conversation in it. */
  openThread(): Promise<string>;
  close(): Promise<void>;
}

/** What an installation says of a workspace. */
export type Installed = Pick<FakeWorkspace, 'id' | 'botToken' | 'botId' | 'botUser'>;

export interface PostStageOptions {
  readonly slack?: FakeSlackSettings;
  readonly poster?: Partial<PosterOptions>;
  /** Tokens come from installations: none is there at first. */
  readonly oauth?: boolean;
}

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '../../../../locales'));

/** Direct messages of a person of the stage. */
export function directOf(user: string, team = 'T1'): string {
  return `slack:${team}/${user}:dm`;
}

/** A post to a person: the line number tells posts apart. */
export function buildPost(parts: Partial<Omit<Post, 'message'>> & { readonly message?: Message; readonly text?: string } = {}): Post {
  const { seq = 1, text = `line ${seq}`, conversation = directOf('U1'), person = 'T1/U1', again = false } = parts;
  return { seq, conversation, person, again, message: parts.message ?? buildText(`w${seq}`, text) };
}

/** A text too long for one of Slack's messages: so many sentences, each another one. */
export function longText(word: string, sentences = 3_000): string {
  return Array.from({ length: sentences }, (_, index) => `${word}の${index}番目の文はここまでです。`).join('\n');
}

/** Opens the stage. The app hears of nothing: only the way out is looked at. */
export async function openPostStage({ slack = {}, poster: posterOptions = {}, oauth = false }: PostStageOptions = {}): Promise<PostStage> {
  const fake = await startFakeSlack({ ...slack, app: { events: [] } });
  const workspace = furnish(fake.workspace('T1'));
  const store = openSqliteStore(':memory:');
  const logger = createFakeLogger();
  const posters: Poster[] = [];
  const auth = oauth ? { clientId: '1.2', clientSecret: 'secret' } : { botToken: workspace.botToken };
  const common = { settings: buildSettings({ apiUrl: fake.apiUrl, ...auth }), notes: store.notes, clock: { now: Date.now }, logger };
  const installations = createInstallations(common);
  const workspaces = createWorkspaces({ ...common, installations });

  function open(how: { readonly workspaces: Workspaces; readonly more: Partial<PosterOptions> }): Poster {
    const made = createPoster({ ...common, workspaces: how.workspaces, translator: TRANSLATOR, random: () => 0, ...how.more });
    posters.push(made);
    return made;
  }

  const messages = (channel: string, where = workspace): readonly MessageRow[] =>
    [...(where.row.channels.get(channel)?.messages.values() ?? [])].filter(({ deleted }) => !deleted);
  return {
    fake,
    logger,
    notes: store.notes,
    poster: open({ workspaces, more: posterOptions }),
    workspaces,
    workspace,
    u1: workspace.user('U1'),
    restart: (more = {}) => open({ workspaces: createWorkspaces({ ...common, installations: createInstallations(common) }), more }),
    async storeInstallation(installed, elsewhere) {
      const made = elsewhere === undefined ? installations : createInstallations(common);
      await made?.storeInstallation(buildInstallation(installed));
    },
    calls: (method) => fake.calls.filter((call) => call.method === method),
    messages,
    texts: (channel, where) => messages(channel, where).map(({ text, ephemeralTo: to }) => (to === null ? text : `${to}: ${text}`)),
    async until(isSo) {
      while (!isSo()) await sleep(5);
    },
    async openThread() {
      const { message } = await workspace.user('U1').writes('C1', '送れません');
      return `slack:T1/C1:${message.ts}/U1`;
    },
    async close() {
      for (const each of posters) await each.stop();
      await fake.stop();
      await store.close();
    },
  };
}

/** People U1 and U2, and channel C1. */
export function furnish(workspace: FakeWorkspace): FakeWorkspace {
  workspace.channel('C1', { members: [workspace.user('U1'), workspace.user('U2')] });
  return workspace;
}

function buildInstallation({ id, botToken, botId, botUser }: Installed) {
  return {
    team: { id },
    enterprise: undefined,
    user: { token: undefined, scopes: undefined, id: 'U1' },
    bot: { token: botToken, scopes: ['chat:write'], id: botId, userId: botUser },
  };
}
