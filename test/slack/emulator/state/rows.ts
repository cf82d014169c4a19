import type { Fields } from '../json.ts';

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface UserRow {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly realName: string;
  /** As in the profile: `ja-JP`, `en-US`. */
  locale: string;
  readonly isBot: boolean;
  deleted: boolean;
  /** The error that posts to the person's direct messages meet; null where they are open. */
  dmClosed: string | null;
}

export interface MessageRow {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly botId: string | null;
  readonly appId: string | null;
  readonly subtype: string | null;
  /** As Slack keeps it: `&`, `<` and `>` are escaped. */
  text: string;
  blocks: readonly Fields[];
  attachments: readonly Fields[];
  readonly threadTs: string | null;
  editedTs: string | null;
  metadata: Fields | null;
  /** The one who sees it; null where everybody in the channel does. */
  readonly ephemeralTo: string | null;
  deleted: boolean;
  /** What people have chosen in it so far: block id → action id → value. */
  readonly chosen: Map<string, Map<string, Fields>>;
  readonly reactions: { readonly name: string; readonly user: string }[];
}

export interface ChannelRow {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  archived: boolean;
  /** The person of direct messages. */
  readonly user: string | null;
  /** By timestamp, in the order they were posted. */
  readonly messages: Map<string, MessageRow>;
  /** Timestamps of the replies of each thread, oldest first. */
  readonly threads: Map<string, string[]>;
  /** Threads of the assistant pane and what the app made of them. */
  readonly panes: Map<string, { title: string; status: string; prompts: readonly Fields[] }>;
}

export interface ViewRow {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  body: Fields;
  hash: string;
  readonly previous: string | null;
  readonly root: string;
  open: boolean;
  readonly chosen: Map<string, Map<string, Fields>>;
}

export interface TokenRow {
  readonly value: string;
  readonly kind: 'bot' | 'app';
  readonly team: string;
  readonly scopes: ReadonlySet<string>;
  /** The error every call with it meets; null while it is good. */
  fault: string | null;
}

export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botUser: string;
  readonly botId: string;
  installed: boolean;
  readonly users: Map<string, UserRow>;
  readonly channels: Map<string, ChannelRow>;
  /** Open modals of each person, the topmost last. */
  readonly modals: Map<string, ViewRow[]>;
  readonly homes: Map<string, ViewRow>;
}

/** A moment in which the app may open a modal. */
export interface TriggerRow {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly expires: number;
  /** The view it was pulled in; null elsewhere. */
  readonly view: string | null;
  used: boolean;
}

/** An address the app may answer at: five times within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrlRow {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly expires: number;
  /** The message it came from; null for commands and shortcuts. */
  readonly message: MessageRow | null;
  uses: number;
}

/** A grant on its way from the authorization page to the app. */
export interface CodeRow {
  readonly value: string;
  readonly team: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  readonly expires: number;
  used: boolean;
}
