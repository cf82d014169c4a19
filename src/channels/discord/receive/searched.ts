import { readConversation } from '../place.ts';
import { customIdPrefix, type SaidAt } from '../render/custom-id.ts';
import { retireChoices } from '../render/retire.ts';
import { type Rooms, sayTo } from './rooms.ts';
import type { Visit } from './visit.ts';

/** A search was sent from this message. Searching once more is done from what was found: then it is the first that asks. */
export function noteSearched(at: SaidAt, { message, channel }: Visit, { searched }: Rooms): void {
  const name = customIdPrefix(at);
  if (message === null || searched.get(name) !== undefined) return;
  searched.set(name, { message: message.id, channel, components: message.components });
}

/** A row of what was found was taken: the message that asked shows it, and has no buttons any more. Nothing depends on it. */
export async function retireSearched(
  at: SaidAt,
  label: string,
  { visit, rooms }: { readonly visit: Visit; readonly rooms: Rooms },
): Promise<void> {
  const asked = rooms.searched.get(customIdPrefix(at));
  if (asked === undefined || asked.message === visit.message?.id) return;
  const { conversation } = at;
  const { message, channel } = asked;
  const components = retireChoices(asked.components, { label }, await sayTo(visit.who.user, rooms));
  const token = readConversation(conversation)?.kind === 'private' ? visit.answer.token : null;
  await rooms.poster.retire({ conversation, channel, message, token, components });
}
