import { screenOf } from '../screen/screen.ts';
import type { Delivery } from '../state/records.ts';
import type { MessageRow, ModalRow } from '../state/rows.ts';
import { dmOf, noteChange } from '../state/world.ts';
import { choose, click } from './clicks.ts';
import { type Choice, type Options, runCommand, typeOption, useMessageCommand, useUserCommand } from './commands.ts';
import { type Filling, submitModal } from './modals.ts';
import { placeOf, type Self } from './stage.ts';
import { edit, remove, startForumPost, startThreadOn, type WriteOptions, write } from './talk.ts';

/** What is typed into an option of a command. */
export interface Typing {
  readonly command?: string;
  readonly channel?: string;
  /** Options that are filled in already. */
  readonly options?: Options;
}

/** Somebody on Discord. Channels are named by id; `dm` is the direct messages with the app. Interactions resolve when they are answered or given up. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Channel of the direct messages with the app. */
  readonly dm: string;
  writes(channel: string, text: string, options?: WriteOptions): Promise<MessageRow>;
  mentionsBot(channel: string, text: string, options?: WriteOptions): Promise<MessageRow>;
  /** The first message of the post; its id is the post's. */
  startsForumPost(forum: string, title: string, text: string): Promise<MessageRow>;
  /** A thread on somebody's message. The answer is its id. */
  startsThread(message: MessageRow, name: string): Promise<string>;
  edits(message: MessageRow, text: string): Promise<void>;
  deletes(message: MessageRow): Promise<void>;
  runsCommand(name: string, options: Options, channel: string): Promise<Delivery>;
  /** What an option with autocomplete offers for a text. The command is the app's first slash command and the place the direct messages unless told otherwise. */
  types(option: string, text: string, typing?: Typing): Promise<readonly Choice[]>;
  usesContextCommand(name: string, message: MessageRow): Promise<Delivery>;
  usesUserCommand(name: string, target: string, channel: string): Promise<Delivery>;
  /** A button, by its custom id, the part of it behind the last `|`, or its words; or an option of a select. */
  clicks(message: MessageRow, choice: string): Promise<Delivery>;
  selects(message: MessageRow, values: string | readonly string[], select?: string): Promise<Delivery>;
  /** Fills the form on the screen, boxes by custom id or label, and sends it. */
  submitsModal(values: Readonly<Record<string, Filling>>): Promise<Delivery>;
  /** Closes the form: the app is not told. */
  closesModal(): void;
  closesDm(): void;
  opensDm(): void;
  /** Adds the app to the account: its commands are there wherever the person is. */
  installsApp(): void;
  removesApp(): void;
  speaks(locale: string): void;
  /** What the person sees in a channel, oldest first. */
  sees(channel: string): readonly MessageRow[];
  /** The last thing the app said there. Throws where it said nothing. */
  lastFromBot(channel: string): MessageRow;
  /** The form on the screen; null for none. */
  readonly modal: ModalRow | null;
}

/** A person who acts in the emulator. */
export function createPerson(self: Self): Person {
  const { world, user } = self;
  const sees = (channel: string): readonly MessageRow[] => screenOf(world, placeOf(self, channel).id, user.id);
  return {
    id: user.id,
    name: user.globalName,
    get dm() {
      return dmOf(world, user.id).id;
    },
    ...wordsOf(self),
    ...interactionsOf(self),
    closesModal: () => {
      world.modals.delete(user.id);
      noteChange(world);
    },
    ...settingsOf(self),
    sees,
    lastFromBot: (channel) => {
      const last = sees(channel).findLast(({ fromApp }) => fromApp);
      if (last === undefined) {
        throw new Error(`The app has said nothing to ${user.globalName} in ${channel}.`);
      }
      return last;
    },
    get modal() {
      return world.modals.get(user.id) ?? null;
    },
  };
}

type Words = Pick<Person, 'writes' | 'mentionsBot' | 'startsForumPost' | 'startsThread' | 'edits' | 'deletes'>;

function wordsOf(self: Self): Words {
  const mention = `<@${self.world.options.app.id}>`;
  return {
    writes: async (channel, text, options = {}) => write(self, channel, { ...options, text }),
    mentionsBot: async (channel, text, options = {}) => write(self, channel, { ...options, text: `${mention} ${text}` }),
    startsForumPost: async (forum, title, text) => startForumPost(self, forum, { title, text }),
    startsThread: async (message, name) => startThreadOn(self, message, name),
    edits: async (message, text) => edit(self, message, text),
    deletes: async (message) => remove(self, message),
  };
}

function settingsOf({ user }: Self): Pick<Person, 'closesDm' | 'opensDm' | 'installsApp' | 'removesApp' | 'speaks'> {
  return {
    closesDm: () => {
      user.dmOpen = false;
    },
    opensDm: () => {
      user.dmOpen = true;
    },
    installsApp: () => {
      user.hasApp = true;
    },
    removesApp: () => {
      user.hasApp = false;
    },
    speaks: (locale) => {
      user.locale = locale;
    },
  };
}

type Interactions = Pick<
  Person,
  'runsCommand' | 'types' | 'usesContextCommand' | 'usesUserCommand' | 'clicks' | 'selects' | 'submitsModal'
>;

function interactionsOf(self: Self): Interactions {
  const { world } = self;
  const firstCommand = (): string => world.commands.find(({ type }) => type === 1)?.name ?? 'none';
  return {
    runsCommand: (name, options, channel) => runCommand(self, name, { options, channel }),
    types: (option, text, { command = firstCommand(), channel = 'dm', options = {} } = {}) =>
      typeOption(self, { command, option }, { text, options, channel }),
    usesContextCommand: (name, message) => useMessageCommand(self, name, message),
    usesUserCommand: (name, target, channel) => useUserCommand(self, name, { target, channel }),
    clicks: async (message, choice) => click(self, message, choice),
    selects: async (message, values, select) => choose(self, message, { select, values: typeof values === 'string' ? [values] : values }),
    submitsModal: (values) => submitModal(self, values),
  };
}
