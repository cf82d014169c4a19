import type { Lang } from '../../../contracts/lang.ts';
import type { Translator } from '../../../contracts/messages.ts';
import type { Desk, Logger, Notebook } from '../../../contracts/ports.ts';
import type { Event } from '../../../contracts/turn.ts';
import type { Remembered } from '../../shared/remembered.ts';
import { type Say, sayIn } from '../../shared/say.ts';
import type { Channels } from '../channels.ts';
import type { Missed } from '../missed.ts';
import { DISCORD, type DiscordSettings } from '../options.ts';
import type { Originals } from '../originals.ts';
import type { People } from '../people.ts';
import type { Poster } from '../post/poster.ts';
import type { SlotRack } from '../slots.ts';
import type { Tokens } from '../tokens.ts';

/** What the listeners work with, once the channel has started. */
export interface Rooms {
  readonly desk: Desk;
  readonly settings: DiscordSettings;
  readonly translator: Translator;
  readonly notes: Notebook;
  readonly logger: Logger;
  readonly people: People;
  readonly poster: Poster;
  readonly slots: SlotRack;
  readonly tokens: Tokens;
  readonly originals: Originals;
  readonly channels: Channels;
  readonly missed: Missed;
  /** Language before anything is known of the person. */
  readonly lang: Lang;
  /** The bot's own user id. */
  readonly botUser: string;
  /** Where a message of a server was written, for the time it may have to be deleted. */
  readonly heardIn: { set(message: string, channel: string): void };
  /** Messages whose long list is being searched, by conversation and line. */
  readonly searched: Pick<Remembered<Searched>, 'get' | 'set'>;
  /** One task at a time for each name, in the order they came. */
  inTurn<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Work that nothing waits for; a failure is logged under the name. */
  aside(name: string, task: () => Promise<unknown>): void;
}

/** A message that asks, and whose long list is being searched. */
export interface Searched {
  readonly message: string;
  readonly channel: string;
  readonly components: unknown;
}

/** Whose events a desk gets in person and workplace: servers are workplaces. */
export interface Who {
  readonly user: string;
  /** Id of the server; `dm` outside servers. */
  readonly workplace: string;
}

/** One event for the desk. */
export interface Act {
  readonly who: Who;
  readonly conversation: string;
  readonly eventId: string;
  readonly event: Event;
}

/** Hands an event to the desk; resolves once its effects are on disk. */
export async function deliver({ who, conversation, eventId, event }: Act, { desk, people }: Rooms): Promise<'saved' | 'repeat'> {
  const locale = await people.langOf(who.user);
  return desk.receive({ channel: DISCORD, conversation, person: who.user, workplace: who.workplace, eventId, event, locale });
}

/** The language of a person, as far as it is known. */
export async function langTo(user: string, { people, lang }: Rooms): Promise<Lang> {
  return (await people.langOf(user)) ?? lang;
}

/** Sentences in the language of a person. */
export async function sayTo(user: string, rooms: Rooms): Promise<Say> {
  return sayIn(rooms.translator, await langTo(user, rooms));
}

/** The language a conversation is held in: words typed may have changed it. Before it has one, that of its person. Never rejects. */
export async function langIn(conversation: string, user: string, rooms: Rooms): Promise<Lang> {
  const lines = await rooms.desk.replay(conversation, 0).catch(() => []);
  const last = lines.findLast(({ kind }) => kind === 'bot');
  return last?.kind === 'bot' ? last.message.lang : langTo(user, rooms);
}

/** Is the conversation begun, and not only offered? */
export async function isGoingOn(conversation: string, { desk }: Rooms): Promise<boolean> {
  const step = await desk.stepOf(conversation);
  return step !== null && step !== 'offered';
}
