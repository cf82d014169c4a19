import type { Lang } from '../../../contracts/lang.ts';
import type { Who } from '../people.ts';
import { namePerson } from '../place.ts';
import { deliver, directOf, personNotes, type Scene } from './rooms.ts';

/** Everything of a person is deleted: conversations, language, where they asked. */
export async function forgetPerson(who: Who, { desk, notes, people }: Scene): Promise<void> {
  await desk.forgetAll({ person: namePerson(who) });
  await notes.erase(personNotes(who));
  people.forget(who);
}

/** A person chose a language: the bot goes on in it. */
export async function chooseLang(
  who: Who,
  lang: Lang,
  { eventId, scene }: { readonly eventId: string; readonly scene: Scene },
): Promise<void> {
  await scene.people.choose(who, lang);
  await deliver({ who, conversation: directOf(who), eventId, event: { kind: 'lang', lang } }, scene);
}
