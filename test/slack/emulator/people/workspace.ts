import type { Courier } from '../delivery/courier.ts';
import type { ChannelKind, ChannelRow, WorkspaceRow } from '../state/rows.ts';
import { makeChannel, type World } from '../state/world.ts';
import { install } from '../web-api/oauth.ts';
import { createPerson, type Person } from './person.ts';

/** What a workspace is like. */
export interface WorkspaceOptions {
  readonly name?: string;
  readonly domain?: string;
  /** Locale of people who have none of their own. */
  readonly locale?: string;
  /** Whether the app is installed from the start; true unless told otherwise. */
  readonly installed?: boolean;
  /** Scopes of the bot token, where they are fewer than the app's. */
  readonly scopes?: readonly string[];
}

/** What a channel is like. */
export interface ChannelOptions {
  readonly name?: string;
  readonly kind?: ChannelKind;
  readonly members?: readonly (Person | string)[];
  /** Whether the app is in it; true unless told otherwise. */
  readonly withBot?: boolean;
}

/** A workspace, for tests to furnish. */
export interface FakeWorkspace {
  readonly id: string;
  readonly botUser: string;
  readonly botId: string;
  readonly row: WorkspaceRow;
  /** The token of the app's installation. Throws where it is not installed. */
  readonly botToken: string;
  /** A person: the one of that id, or a new one. */
  user(id: string, options?: { readonly name?: string; readonly locale?: string; readonly isBot?: boolean }): Person;
  /** A channel: the one of that id, or a new one. The answer is its id. */
  channel(id: string, options?: ChannelOptions): string;
  archives(channel: string): void;
  removesBot(channel: string): void;
}

/** A new workspace. */
export function createWorkspace(
  world: World,
  courier: Courier,
  { id, options }: { readonly id: string; readonly options: WorkspaceOptions },
): FakeWorkspace {
  const row = makeWorkspace(id, options);
  world.workspaces.set(id, row);
  if (options.installed !== false) {
    install(world, row, options.scopes ?? world.options.app.scopes);
  }
  const people = new Map<string, Person>();
  addUser(row, { id: row.botUser, name: 'okuru', locale: 'en-US', isBot: true });
  return {
    id,
    botUser: row.botUser,
    botId: row.botId,
    row,
    get botToken() {
      return tokenOf(world, id);
    },
    user: (user, own = {}) => {
      const made = { name: user.toLowerCase(), locale: options.locale ?? 'ja-JP', isBot: false, ...own };
      const person = people.get(user) ?? createPerson({ world, courier, workspace: row, user: addUser(row, { id: user, ...made }) });
      people.set(user, person);
      return person;
    },
    channel: (channel, own = {}) => addChannel(row, channel, own).id,
    archives: (channel) => {
      changeChannel(row, channel, (found) => {
        found.archived = true;
      });
    },
    removesBot: (channel) => changeChannel(row, channel, (found) => found.members.delete(row.botUser)),
  };
}

function makeWorkspace(id: string, options: WorkspaceOptions): WorkspaceRow {
  return {
    id,
    name: options.name ?? `Workspace ${id}`,
    domain: options.domain ?? id.toLowerCase(),
    botUser: `UBOT${id}`,
    botId: `BBOT${id}`,
    installed: false,
    users: new Map(),
    channels: new Map(),
    modals: new Map(),
    homes: new Map(),
  };
}

function tokenOf(world: World, team: string): string {
  const token = [...world.tokens.values()].find((each) => each.team === team && each.kind === 'bot' && each.fault === null);
  if (token === undefined) {
    throw new Error(`The app is not installed in ${team}.`);
  }
  return token.value;
}

function addUser(
  row: WorkspaceRow,
  { id, name, locale, isBot }: { readonly id: string; readonly name: string; readonly locale: string; readonly isBot: boolean },
): WorkspaceRow['users'] extends Map<string, infer User> ? User : never {
  const user = { id, team: row.id, name, realName: name, locale, isBot, deleted: false, dmClosed: null };
  row.users.set(id, user);
  return user;
}

function addChannel(row: WorkspaceRow, id: string, options: ChannelOptions): ChannelRow {
  const known = row.channels.get(id);
  const channel =
    known ??
    makeChannel({
      id,
      team: row.id,
      name: options.name ?? id.toLowerCase(),
      kind: options.kind ?? 'public',
      members: new Set(),
      user: null,
    });
  for (const member of options.members ?? []) {
    channel.members.add(typeof member === 'string' ? member : member.id);
  }
  if (options.withBot ?? known === undefined) {
    channel.members.add(row.botUser);
  }
  row.channels.set(id, channel);
  return channel;
}

function changeChannel(row: WorkspaceRow, id: string, change: (channel: ChannelRow) => void): void {
  const channel = row.channels.get(id);
  if (channel === undefined) {
    throw new Error(`No channel ${id} in ${row.id}.`);
  }
  change(channel);
}
