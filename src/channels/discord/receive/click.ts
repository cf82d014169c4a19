import { InteractionResponseType } from 'discord.js';
import { z } from 'zod';
import { sayIn } from '../../shared/say.ts';
import { nameConversation, readConversation } from '../place.ts';
import { type Pressed, readCustomId, type SaidAt } from '../render/custom-id.ts';
import { renderForget, renderWord } from '../render/help.ts';
import { renderIntake } from '../render/intake.ts';
import { renderSearch } from '../render/search.ts';
import { renderWrite } from '../render/write.ts';
import { answerClick, nothing, update, whisper } from './answer-click.ts';
import { answerAlone, answerWord, concludeAnswer, keepAll, openSlot, renderWordTo } from './ask.ts';
import { findLabel } from './find-label.ts';
import { chooseLang, forgetPerson } from './person.ts';
import { deliver, langIn, type Rooms, sayTo } from './rooms.ts';
import { retireSearched } from './searched.ts';
import type { Visit } from './visit.ts';

/** docs.discord.com/developers/interactions/receiving-and-responding, "Message Component Data Structure" */
const component = z.object({ custom_id: z.string(), values: z.array(z.string()).default([]) });

type Aside = Extract<Pressed, { readonly at: null }>;

/** A click in a conversation. */
interface Chosen {
  readonly at: SaidAt;
  readonly choice: string;
  /** As it stands on the button or in the list. */
  readonly label: string;
  readonly message: { readonly id: string; readonly components: unknown };
}

/** A button was pressed, or a row of a list chosen. */
export async function hearClick(visit: Visit, rooms: Rooms): Promise<void> {
  const read = component.safeParse(visit.data);
  const pressed = read.success ? readCustomId(read.data.custom_id) : null;
  if (!read.success || pressed === null || visit.message === null) return answerWord(visit, 'discord:word.expired', rooms);
  if (pressed.at === null) return clickAside(pressed, visit, rooms);
  if (!isOf(pressed.at, visit)) return answerWord(visit, 'discord:word.not_yours', rooms);
  const { at } = pressed;
  const say = sayIn(rooms.translator, await langIn(at.conversation, visit.who.user, rooms));
  switch (pressed.kind) {
    case 'say':
      await visit.answer.give({ type: InteractionResponseType.Modal, data: renderWrite(at, visit.message.components, say) });
      return;
    case 'find':
      await visit.answer.give({ type: InteractionResponseType.Modal, data: renderSearch({ ...pressed, at }, say) });
      return;
    default: {
      const choice = pressed.kind === 'choose' ? pressed.choice : (read.data.values[0] ?? '');
      const label = findLabel(visit.message.components, { id: read.data.custom_id, value: read.data.values[0] ?? null });
      if (pressed.kind === 'pick') rooms.aside('searched question retired', () => retireSearched(at, label, { visit, rooms }));
      return choose({ at, choice, label, message: visit.message }, visit, rooms);
    }
  }
}

/** In a thread everybody sees the buttons, but one person is talked with. */
export function isOf({ conversation }: SaidAt, { who }: Visit): boolean {
  return readConversation(conversation)?.user === who.user;
}

/** One message's one choice acts once, however often it is pressed. */
async function choose({ at: { conversation }, choice, label, message }: Chosen, visit: Visit, rooms: Rooms): Promise<void> {
  const asking = { conversation, eventId: `act:${message.id}:${choice}`, event: { kind: 'choose', choice } as const };
  if (choice === 'offer:private') return goPrivate({ ...asking, message }, visit, rooms);
  if (choice.startsWith('offer:')) return takeOffer(asking, visit, rooms);
  await answerClick(visit, { ...asking, message, label: async () => label }, rooms);
}

/** The engine itself changes the message of an offer. */
async function takeOffer(asking: Parameters<typeof keepAll>[1], visit: Visit, rooms: Rooms): Promise<void> {
  try {
    await rooms.inTurn(visit.who.user, () => keepAll(visit, asking, rooms));
    await visit.answer.give(nothing());
  } catch (error) {
    rooms.logger.error({ error }, 'Discord offer not taken');
    await whisper(visit, await renderWordTo(visit, 'discord:word.failed', rooms), rooms);
  }
}

/** What the person said to others is told again where only they see the answers: the open conversation ends with this choice. */
async function goPrivate(
  asking: Parameters<typeof keepAll>[1] & { readonly message: { readonly id: string } },
  visit: Visit,
  rooms: Rooms,
): Promise<void> {
  const { who, channel } = visit;
  const conversation = nameConversation({ kind: 'private', user: who.user, channel });
  const slot = openSlot(visit, conversation, rooms);
  try {
    const kept = await rooms.inTurn(who.user, async () => {
      const lines = await rooms.desk.replay(asking.conversation, 0);
      const text = lines.flatMap((line) => (line.kind === 'person' ? [line.text] : [])).join('\n');
      const told = { conversation, eventId: `offer:${asking.message.id}`, event: { kind: 'text', text } } as const;
      const isKept = text.trim() === '' ? 'saved' : await keepAll(visit, told, rooms);
      await deliver({ who, ...asking }, rooms);
      return isKept;
    });
    await concludeAnswer(visit, conversation, { slot, kept, rooms });
  } catch (error) {
    rooms.logger.error({ error }, 'Discord offer not taken');
    await slot.fill(await renderWordTo(visit, 'discord:word.failed', rooms));
  }
}

/** Buttons that belong to no conversation: they are for whoever presses them. */
async function clickAside(aside: Aside, visit: Visit, rooms: Rooms): Promise<void> {
  const say = await sayTo(visit.who.user, rooms);
  switch (aside.kind) {
    case 'form':
      await visit.answer.give({ type: InteractionResponseType.Modal, data: renderIntake(say) });
      return;
    case 'lang':
      return chooseLang(visit, aside.lang, rooms);
    case 'keep':
      await visit.answer.give(update(renderWord('discord:word.kept', say)));
      return;
    case 'forget':
      return aside.sure ? forget(visit, rooms) : answerAlone(visit, renderForget(say));
    default:
      return aside satisfies never;
  }
}

/** Said in the language that is forgotten with the rest. */
async function forget(visit: Visit, rooms: Rooms): Promise<void> {
  const say = await sayTo(visit.who.user, rooms);
  try {
    await rooms.inTurn(visit.who.user, () => forgetPerson(visit.who.user, rooms));
    await visit.answer.give(update(renderWord('discord:word.forgotten', say)));
  } catch (error) {
    rooms.logger.error({ error }, 'Discord person not forgotten');
    await whisper(visit, renderWord('discord:word.failed', say), rooms);
  }
}
