import type { Lang } from '../../../contracts/lang.ts';
import type { Translator } from '../../../contracts/messages.ts';
import type { Desk, Logger, Notebook } from '../../../contracts/ports.ts';
import type { Event } from '../../../contracts/turn.ts';
import { type Say, sayIn } from '../../shared/say.ts';
import { SLACK, type SlackSettings } from '../options.ts';
import type { OwnDirects } from '../own-directs.ts';
import type { People, Who } from '../people.ts';
import { nameConversation, namePerson } from '../place.ts';
import type { Poster } from '../post/poster.ts';
import type { Responder } from '../post/respond.ts';
import type { Workspaces } from '../workspaces.ts';

/** What the listeners work with, once the channel has started. */
export interface Rooms {
  readonly desk: Desk;
  readonly settings: SlackSettings;
  readonly translator: Translator;
  readonly notes: Notebook;
  readonly logger: Logger;
  readonly people: People;
  readonly poster: Poster;
  readonly directs: OwnDirects;
  readonly workspaces: Workspaces;
  /** Language before anything is known of the person. */
  readonly lang: Lang;
  /** Answers by a payload's `response_url`. */
  readonly responder: Responder;
  /** One task at a time for each name, in the order they came. */
  inTurn<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Work that no acknowledgement waits for; a failure is logged under the name. */
  aside(name: string, task: () => Promise<unknown>): void;
}

/** A payload's surroundings. */
export interface Scene extends Rooms {
  readonly team: string;
  /** The bot's own user id in this workspace; null where it is not known. */
  readonly botUser: string | null;
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
  const locale = await people.langOf(who);
  return desk.receive({ channel: SLACK, conversation, person: namePerson(who), workplace: who.team, eventId, event, locale });
}

/** The conversation in a person's direct messages. */
export function directOf(who: Who): string {
  return nameConversation({ kind: 'dm', ...who });
}

/** Sentences in the language of a person. */
export async function sayTo(who: Who, { people, translator, lang }: Rooms): Promise<Say> {
  return sayIn(translator, (await people.langOf(who)) ?? lang);
}

/** Where a person asked: if the direct messages are closed to the bot, it answers there. Written before the answer can be. */
export async function noteOrigin(who: Who, channel: string, { notes }: Rooms): Promise<void> {
  await notes.write(`${personNotes(who)}origin`, channel);
}

/** How the names of all notes of a person begin. */
export function personNotes(who: Who): string {
  return `slack/${namePerson(who)}/`;
}

/** Is the conversation begun, and not only offered? */
export async function isGoingOn(conversation: string, { desk }: Rooms): Promise<boolean> {
  const step = await desk.stepOf(conversation);
  return step !== null && step !== 'offered';
}

/** An event came from a person's direct messages with the bot. */
export function learnDirect(who: Who, channel: string, { directs, poster }: Rooms): void {
  directs.learn(who, channel);
  poster.learnDm(who.team, who.user, channel);
}
