import type { Fields } from '../json.ts';
import { screenOf } from '../screen/screen.ts';
import type { Delivery } from '../state/records.ts';
import type { MessageRow, ViewRow } from '../state/rows.ts';
import { dmOf } from '../state/world.ts';
import { showView } from '../web-api/views.ts';
import { type Clickable, click, type Picked, pick } from './clicks.ts';
import { type InstallResult, type InstallWalk, install, revokeTokens, uninstall } from './installs.ts';
import { dismissView, type Filling, type FormResult, submitView } from './modals.ts';
import type { Self } from './stage.ts';
import { edit, join, movePane, openHome, openPane, postAsOtherBot, remove, type Said, type SayOptions, write } from './talk.ts';
import { runCommand, useGlobalShortcut, useMessageShortcut } from './ways.ts';

/** Somebody in a workspace. Channels are named by id; `dm` is the direct messages with the app. What is done resolves when the app has acknowledged it. */
export interface Person {
  readonly id: string;
  readonly team: string;
  /** Channel of the direct messages with the app. */
  readonly dm: string;
  writes(channel: string, text: string, options?: SayOptions): Promise<Said>;
  mentionsBot(channel: string, text: string, options?: SayOptions): Promise<Said>;
  edits(message: MessageRow, text: string): Promise<readonly Delivery[]>;
  deletes(message: MessageRow): Promise<readonly Delivery[]>;
  joins(channel: string): Promise<readonly Delivery[]>;
  invitesBot(channel: string): Promise<readonly Delivery[]>;
  runsCommand(command: string, text: string, channel: string): Promise<Delivery>;
  /** A button or an option, by value, action id or words. */
  clicks(thing: Clickable, choice: string): Promise<Delivery>;
  picks(thing: Clickable, query: string, more?: { readonly option?: string; readonly select?: string }): Promise<Picked>;
  usesMessageShortcut(message: MessageRow, callbackId: string): Promise<Delivery>;
  usesGlobalShortcut(callbackId: string): Promise<Delivery>;
  opensHome(tab?: 'home' | 'messages'): Promise<readonly Delivery[]>;
  /** The message is the root of the thread that the pane shows. */
  opensAssistantPane(context?: Fields): Promise<Said>;
  movesAssistantPane(thread: string, context: Fields): Promise<readonly Delivery[]>;
  submitsView(view: ViewRow, values: Readonly<Record<string, Filling>>): Promise<FormResult>;
  closesView(view: ViewRow): Promise<Delivery | null>;
  installs(walk: InstallWalk): Promise<InstallResult>;
  uninstalls(): Promise<readonly Delivery[]>;
  revokesTokens(): Promise<readonly Delivery[]>;
  /** Another bot posts where the person is. */
  sendsOtherBot(channel: string, text: string): Promise<Said>;
  /** Posts to the person's direct messages meet this error from now on; null opens them again. */
  closesDm(error?: string | null): void;
  speaks(locale: string): void;
  /** What the person sees in a channel, oldest first. */
  sees(channel: string): readonly MessageRow[];
  /** The last thing the app said there. Throws where it said nothing. */
  lastFromBot(channel: string): MessageRow;
  /** The modal on top; null for none. */
  readonly modal: ViewRow | null;
  /** The app's home tab; null where it was never published. */
  readonly home: ViewRow | null;
}

/** A person who acts in the emulator. */
export function createPerson(self: Self): Person {
  const { workspace, user } = self;
  return Object.defineProperties(
    {
      id: user.id,
      team: workspace.id,
      dm: dmOf(workspace, user).id,
      ...talking(self),
      ...using(self),
      ...seeing(self),
      modal: null,
      home: null,
    },
    {
      modal: { get: () => workspace.modals.get(user.id)?.at(-1) ?? null },
      home: { get: () => workspace.homes.get(user.id) ?? null },
    },
  );
}

type Talking = Pick<
  Person,
  'writes' | 'mentionsBot' | 'edits' | 'deletes' | 'joins' | 'invitesBot' | 'sendsOtherBot' | 'closesDm' | 'speaks'
>;

function talking(self: Self): Talking {
  const { workspace, user } = self;
  return {
    writes: (channel, text, options = {}) => write(self, channel, { ...options, text }),
    mentionsBot: (channel, text, options = {}) => write(self, channel, { ...options, text: `<@${workspace.botUser}> ${text}` }),
    edits: (message, text) => edit(self, message, text),
    deletes: (message) => remove(self, message),
    joins: (channel) => join(self, channel, user.id),
    invitesBot: (channel) => join(self, channel, workspace.botUser),
    sendsOtherBot: (channel, text) => postAsOtherBot(self, channel, text),
    closesDm: (error = 'messages_tab_disabled') => {
      user.dmClosed = error;
    },
    speaks: (locale) => {
      user.locale = locale;
    },
  };
}

type Using = Omit<Person, keyof Talking | keyof Seeing | 'id' | 'team' | 'dm' | 'modal' | 'home'>;

function using(self: Self): Using {
  const { world, workspace, user } = self;
  return {
    runsCommand: (command, text, channel) => runCommand(self, command, { text, channel }),
    clicks: (thing, choice) => click(self, thing, choice),
    picks: (thing, query, more = {}) => pick(self, thing, { query, ...more }),
    usesMessageShortcut: (message, callbackId) => useMessageShortcut(self, message, callbackId),
    usesGlobalShortcut: (callbackId) => useGlobalShortcut(self, callbackId),
    opensHome: (tab = 'home') => {
      const home = workspace.homes.get(user.id);
      return openHome(self, tab, home === undefined ? null : showView(world, home));
    },
    opensAssistantPane: (context = {}) => openPane(self, context),
    movesAssistantPane: (thread, context) => movePane(self, thread, context),
    submitsView: (view, values) => submitView(self, view, values),
    closesView: (view) => dismissView(self, view),
    installs: (walk) => install(self, walk),
    uninstalls: () => uninstall(self),
    revokesTokens: () => revokeTokens(self),
  };
}

type Seeing = Pick<Person, 'sees' | 'lastFromBot'>;

function seeing({ workspace, user }: Self): Seeing {
  const sees = (channel: string): readonly MessageRow[] =>
    screenOf(workspace, channel === 'dm' ? dmOf(workspace, user).id : channel, user.id);
  return {
    sees,
    lastFromBot: (channel) => {
      const last = sees(channel).findLast(({ botId }) => botId === workspace.botId);
      if (last === undefined) {
        throw new Error(`The app has said nothing to ${user.id} in ${channel}.`);
      }
      return last;
    },
  };
}
