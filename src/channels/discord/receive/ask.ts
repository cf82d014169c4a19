import type { Event } from '../../../contracts/turn.ts';
import { sayIn } from '../../shared/say.ts';
import { readConversation } from '../place.ts';
import { renderWord, type Word } from '../render/help.ts';
import { renderMessage } from '../render/message.ts';
import type { Rendered } from '../render/rendered.ts';
import type { OpenedSlot } from '../slots.ts';
import { asAnswer, thinking } from '../slots.ts';
import { deliver, type Rooms, sayTo } from './rooms.ts';
import type { Visit } from './visit.ts';

/** Something for the desk, that an interaction brings. */
export interface Asking {
  readonly conversation: string;
  readonly eventId: string;
  readonly event: Event;
}

/** Hands the event of an interaction to the desk; the first message that comes of it is the interaction's answer. Never rejects. */
export async function ask(visit: Visit, asking: Asking, rooms: Rooms): Promise<void> {
  const { conversation } = asking;
  const slot = openSlot(visit, conversation, rooms);
  try {
    await showMissed(visit, slot, rooms);
    const kept = await rooms.inTurn(visit.who.user, () => keepAll(visit, asking, rooms));
    await concludeAnswer(visit, conversation, { slot, kept, rooms });
  } catch (error) {
    rooms.logger.error({ error }, 'Discord interaction failed');
    rooms.aside('failure told', async () => slot.fill(await renderWordTo(visit, 'discord:word.failed', rooms)));
  }
}

/** A slot for an answer that only the person sees where the conversation is a private one. */
export function openSlot({ answer }: Visit, conversation: string, { slots }: Rooms): OpenedSlot {
  return slots.open({ conversation, answer, isEphemeral: isForPerson(conversation), late: 'thinking' });
}

/** What did not reach the person before comes first. It is shown, not said: nothing has to be kept for it. */
async function showMissed(visit: Visit, slot: OpenedSlot, rooms: Rooms): Promise<void> {
  const { user } = visit.who;
  const missed = await rooms.missed.of(user);
  const last = missed === null ? null : await findLast(missed, rooms);
  if (missed === null) return;
  if (last !== null) {
    const word = await renderWordTo(visit, 'discord:word.again', rooms);
    await slot.fill({ flags: last.flags, components: [...word.components, ...last.components] });
  }
  await rooms.missed.clear(user);
}

/** The event and, where answers go by it, the token of the interaction, both on disk. `repeat`: a process that died had taken the event in. */
export async function keepAll(visit: Visit, { conversation, ...asking }: Asking, rooms: Rooms): Promise<'saved' | 'repeat'> {
  const [, kept] = await Promise.all([keepToken(visit, conversation, rooms), deliver({ who: visit.who, conversation, ...asking }, rooms)]);
  return kept;
}

/** Messages of a private conversation go by the tokens of its interactions; so do those of direct messages that are closed to the bot. */
export async function keepToken({ answer, isCapped, isDirect }: Visit, conversation: string, { tokens }: Rooms): Promise<void> {
  const kind = readConversation(conversation)?.kind;
  if (kind === 'thread' || (kind === 'dm' && isDirect)) return;
  const { interaction, token, at } = answer;
  await tokens.learn(conversation, { interaction, token, at, capped: isCapped });
}

/** An event that is kept, and the place for its answer. */
interface Kept {
  readonly slot: OpenedSlot;
  readonly kept: 'saved' | 'repeat';
  readonly rooms: Rooms;
}

/** From now on the slot may be filled. Where the desk had nothing to say, what it said last is said again: an interaction must not stay without an answer. */
export async function concludeAnswer(visit: Visit, conversation: string, { slot, kept, rooms }: Kept): Promise<void> {
  if (kept === 'repeat') return concludeRepeat(visit, conversation, { slot, rooms });
  slot.kept();
  rooms.aside('answer ended', async () => {
    await rooms.desk.idle(conversation);
    if (await slot.end()) return;
    await slot.fill((await findLast(conversation, rooms)) ?? (await renderWordTo(visit, 'discord:word.expired', rooms)));
  });
}

/**
 * What was taken in by a process that died may have its answer, or get it by another way: no message of another is taken for it, and nothing said again. Where
 * it has none, what is still to come fills "… is thinking", or that is taken away.
 */
async function concludeRepeat({ answer }: Visit, conversation: string, { slot, rooms }: Omit<Kept, 'kept'>): Promise<void> {
  // What is still to come may have been faster.
  if (await slot.end()) return slot.kept();
  const isHeld = answer.isGiven();
  const { kind } = await answer.give(thinking(isForPerson(conversation)));
  if (kind === 'gone' && !isHeld) return;
  rooms.aside('answer ended', async () => {
    await rooms.desk.idle(conversation);
    await rooms.originals.clear(answer.token);
  });
}

function isForPerson(conversation: string): boolean {
  return readConversation(conversation)?.kind === 'private';
}

async function findLast(conversation: string, rooms: Rooms): Promise<Rendered | null> {
  const lines = await rooms.desk.replay(conversation, 0);
  const line = lines.findLast(({ kind }) => kind === 'bot');
  if (line?.kind !== 'bot') return null;
  return renderMessage(line.message, { conversation, seq: line.seq }, sayIn(rooms.translator, line.message.lang)).at(-1) ?? null;
}

/** Answers with a word only the person sees, and nothing more. */
export async function answerWord(visit: Visit, word: Word, rooms: Rooms): Promise<void> {
  await answerAlone(visit, await renderWordTo(visit, word, rooms));
}

/** Answers with a message only the person sees, and nothing more. */
export async function answerAlone({ answer }: Visit, rendered: Rendered): Promise<void> {
  await answer.give(asAnswer(rendered, true));
}

/** A small word in the person's language. */
export async function renderWordTo({ who }: Visit, word: Word, rooms: Rooms): Promise<Rendered> {
  return renderWord(word, await sayTo(who.user, rooms));
}
