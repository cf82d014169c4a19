import type { Fields } from '../../../helpers/json.ts';

/** docs.discord.com/developers/topics/permissions, "Bitwise Permission Flags". */
export const PERMISSIONS = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_EXTERNAL_EMOJIS: 1n << 18n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** docs.discord.com/developers/resources/channel, "Channel Types". */
export const CHANNEL = { text: 0, dm: 1, group: 3, publicThread: 11, privateThread: 12, forum: 15 } as const;

export type ChannelType = (typeof CHANNEL)[keyof typeof CHANNEL];

/** docs.discord.com/developers/resources/message, "Message Flags". */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  voice: 1 << 13,
  componentsV2: 1 << 15,
} as const;

/** docs.discord.com/developers/resources/message, "Message Types". */
export const MESSAGE = { default: 0, join: 7, threadCreated: 18, reply: 19, command: 20, threadStarter: 21, contextCommand: 23 } as const;

export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly globalName: string;
  /** As set in the client: `ja`, `en-US`. */
  locale: string;
  readonly bot: boolean;
  /** Whether the privacy settings let the app write first. */
  dmOpen: boolean;
  /** Whether the person added the app to their account. */
  hasApp: boolean;
}

export interface GuildRow {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly members: Set<string>;
  /** Whether the app and its bot were added to the server. */
  hasBot: boolean;
}

export interface ChannelRow {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild: string | null;
  /** The channel or forum of a thread. */
  readonly parent: string | null;
  readonly name: string;
  /** Who takes part, where it is no channel of a server. */
  readonly recipients: readonly string[];
  readonly owner: string | null;
  /** By id, in the order they were posted. */
  readonly messages: Map<string, MessageRow>;
  lastMessage: string | null;
  /** What the bot may not do here. */
  readonly denied: Set<Permission>;
  readonly autoArchive: number;
  archived: boolean;
  locked: boolean;
  deleted: boolean;
}

export interface MessageRow {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  readonly type: number;
  readonly fromApp: boolean;
  content: string;
  components: readonly Fields[];
  embeds: readonly Fields[];
  flags: number;
  readonly nonce: string | null;
  readonly reference: { readonly message: string; readonly channel: string } | null;
  readonly createdAt: number;
  editedAt: number | null;
  deleted: boolean;
  /** The one who sees it; null where everybody in the channel does. */
  readonly ephemeralTo: string | null;
  /** The interaction it answers. */
  readonly interaction: string | null;
  /** What the app said about mentions, when it was posted. */
  readonly allowedMentions: Fields | null;
  /** Values that people have chosen in its selects, by custom id. */
  readonly chosen: Map<string, readonly string[]>;
}

/** docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Type". */
export const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** The same page, "Interaction Callback Type". */
export const CALLBACK = { pong: 1, message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

export interface InteractionRow {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: string;
  readonly guild: string | null;
  readonly channel: string;
  readonly context: 0 | 1 | 2;
  /** Who let the app in, by integration type. */
  readonly owners: Readonly<Record<string, string>>;
  /** What was clicked, or what the submitted modal came from. */
  readonly message: MessageRow | null;
  /** Name of the command; null for components and modals. */
  readonly command: string | null;
  readonly createdAt: number;
  /** Type of the first answer; null while there is none. */
  answered: number | null;
  /** The answer's message, `@original`. */
  original: MessageRow | null;
  readonly followUps: MessageRow[];
  /** What an autocomplete was answered with. */
  choices: readonly Fields[];
  /** Called at the first answer. */
  settle: (type: number) => void;
}

/** A form on a person's screen. */
export interface ModalRow {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Fields[];
  readonly user: string;
  readonly channel: string;
  /** The interaction that opened it. */
  readonly source: InteractionRow;
}

/** A registered command, as Discord gives it back. */
export interface CommandRow extends Fields {
  readonly id: string;
  readonly name: string;
  readonly type: number;
}
