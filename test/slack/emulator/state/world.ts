import type { Fields } from '../json.ts';
import type { FakeSlackOptions } from '../options.ts';
import type { CallRecord, Delivery, Refusal } from './records.ts';
import type { ChannelRow, CodeRow, ResponseUrlRow, TokenRow, TriggerRow, UserRow, ViewRow, WorkspaceRow } from './rows.ts';

/** Everything the emulated Slack knows. */
export interface World {
  readonly options: FakeSlackOptions;
  readonly workspaces: Map<string, WorkspaceRow>;
  readonly tokens: Map<string, TokenRow>;
  readonly views: Map<string, ViewRow>;
  readonly triggers: Map<string, TriggerRow>;
  readonly responseUrls: Map<string, ResponseUrlRow>;
  readonly codes: Map<string, CodeRow>;
  /** Tickets of Socket Mode addresses not used yet. */
  readonly tickets: Set<string>;
  readonly files: Map<string, { readonly team: string; readonly name: string; readonly length: number; uploaded: boolean }>;
  readonly calls: CallRecord[];
  readonly refused: Refusal[];
  readonly errors: Refusal[];
  readonly deliveries: Delivery[];
  /** Called after every change that people can see. */
  readonly watchers: Set<() => void>;
  baseUrl: string;
  /** Tells the app of an event in a workspace, if it is subscribed. */
  emit: (workspace: WorkspaceRow, event: Fields) => void;
  counter: number;
  lastMicros: number;
}

/** An empty world. */
export function createWorld(options: FakeSlackOptions): World {
  return {
    options,
    workspaces: new Map(),
    tokens: new Map(),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    codes: new Map(),
    tickets: new Set(),
    files: new Map(),
    calls: [],
    refused: [],
    errors: [],
    deliveries: [],
    watchers: new Set(),
    baseUrl: '',
    emit: () => undefined,
    counter: 0,
    lastMicros: 0,
  };
}

/** An id nobody has yet: `V00001`. The same run makes the same ids. */
export function makeId(world: World, prefix: string): string {
  world.counter += 1;
  return `${prefix}${world.counter.toString(36).toUpperCase().padStart(5, '0')}`;
}

/** A timestamp later than any before: `1712345678.000100`. */
export function makeTs(world: World): string {
  world.lastMicros = Math.max(Math.floor(world.options.now()) * 1_000, world.lastMicros + 1);
  return `${Math.floor(world.lastMicros / 1_000_000)}.${String(world.lastMicros % 1_000_000).padStart(6, '0')}`;
}

/** Tells those who watch that something on a screen changed. */
export function noteChange(world: World): void {
  for (const watcher of world.watchers) {
    watcher();
  }
}

/** Keeps what the app did wrong. */
export function refuse(world: World, refusal: Refusal): void {
  world.refused.push(refusal);
  noteChange(world);
}

/** The workspace of that id. Throws where a test names one that was never made. */
export function workspaceOf(world: World, id: string): WorkspaceRow {
  const workspace = world.workspaces.get(id);
  if (workspace === undefined) {
    throw new Error(`No workspace ${id}: make it with fake.workspace('${id}').`);
  }
  return workspace;
}

/** The channel of that id. Throws where a test names one that was never made. */
export function channelOf(workspace: WorkspaceRow, id: string): ChannelRow {
  const channel = workspace.channels.get(id);
  if (channel === undefined) {
    throw new Error(`No channel ${id} in ${workspace.id}: make it with workspace.channel('${id}').`);
  }
  return channel;
}

/** The direct messages of a person with the app, made where there are none yet. */
export function dmOf(workspace: WorkspaceRow, user: UserRow): ChannelRow {
  const id = `D${workspace.id}${user.id}`;
  const known = workspace.channels.get(id);
  if (known !== undefined) {
    return known;
  }
  const members = new Set([user.id, workspace.botUser]);
  const channel = makeChannel({ id, team: workspace.id, name: 'directmessage', kind: 'im', members, user: user.id });
  workspace.channels.set(id, channel);
  return channel;
}

/** A channel without messages. */
export function makeChannel(row: Pick<ChannelRow, 'id' | 'team' | 'name' | 'kind' | 'members' | 'user'>): ChannelRow {
  return { ...row, archived: false, messages: new Map(), threads: new Map(), panes: new Map() };
}
