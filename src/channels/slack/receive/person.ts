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

/** A person chose a language: a case under way goes on in it, and later ones begin in it. */
export async function chooseLang(
  who: Who,
  lang: Lang,
  { eventId, scene }: { readonly eventId: string; readonly scene: Scene },
): Promise<void> {
  await scene.people.choose(who, lang);
  const conversation = directOf(who);
  if ((await scene.desk.stepOf(conversation)) !== null) {
    await deliver({ who, conversation, eventId, event: { kind: 'lang', lang } }, scene);
  }
}
