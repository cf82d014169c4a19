import type { Lang } from '../../../contracts/lang.ts';
import { personNotes } from '../people.ts';
import { directOf } from '../place.ts';
import { answerWord, ask } from './ask.ts';
import { deliver, type Rooms } from './rooms.ts';
import { eventIdOf, type Visit } from './visit.ts';

/** A person chose a language: all that goes on with them goes on in it. A case does not begin with this. */
export async function chooseLang(visit: Visit, lang: Lang, rooms: Rooms): Promise<void> {
  const { conversation, who } = visit;
  const event = { kind: 'lang', lang } as const;
  try {
    await rooms.people.choose(who.user, lang);
    const direct = directOf(who.user);
    if (conversation !== direct && (await rooms.desk.stepOf(direct)) !== null) {
      await rooms.inTurn(who.user, () => deliver({ who, conversation: direct, eventId: `${eventIdOf(visit)}:dm`, event }, rooms));
    }
    if ((await rooms.desk.stepOf(conversation)) === null) return await answerWord(visit, 'discord:word.language_set', rooms);
  } catch (error) {
    rooms.logger.error({ error }, 'Discord language not changed');
    return answerWord(visit, 'discord:word.failed', rooms);
  }
  await ask(visit, { conversation, eventId: eventIdOf(visit), event }, rooms);
}

/** Everything of a person is deleted: conversations, language, tokens. */
export async function forgetPerson(user: string, { desk, notes, people }: Rooms): Promise<void> {
  await desk.forgetAll({ person: user });
  await notes.erase(personNotes(user));
  people.forget(user);
}
