import { type APIInteractionResponse, InteractionResponseType } from 'discord.js';
import { readConversation } from '../place.ts';
import { COMPONENTS_V2, type Rendered } from '../render/rendered.ts';
import { retireChoices } from '../render/retire.ts';
import { asAnswer } from '../slots.ts';
import { TOKEN_MS } from '../tokens.ts';
import { type Asking, keepAll, renderWordTo } from './ask.ts';
import { type Rooms, sayTo } from './rooms.ts';
import type { Visit } from './visit.ts';

/** What was chosen or written by a button of a message. */
export interface Clicked extends Asking {
  readonly message: { readonly id: string; readonly components: unknown };
  /** What the message shows in place of its buttons, once the event is kept. */
  label(): Promise<string>;
}

/** How long a click may wait for the disk before Discord gets a first, empty answer. Milliseconds. */
const PATIENCE_MS = 2_000;
/** The first second of 2015. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/**
 * Hands what a click means to the desk; the clicked message then shows what was chosen in place of its buttons. In a private conversation the next
 * message is the answer to the click, since that can be tried again without being doubled; elsewhere the changed message is, and where it is so old that only
 * the click itself can change it. Never rejects.
 */
export async function answerClick(visit: Visit, clicked: Clicked, rooms: Rooms): Promise<void> {
  try {
    const isPrivate = readConversation(clicked.conversation)?.kind === 'private';
    if (isPrivate) rooms.slots.watch(clicked.conversation, visit.answer);
    const isNextBest = isPrivate && visit.answer.at - writtenAt(clicked.message.id) < TOKEN_MS;
    await (isNextBest ? answerWithNext(visit, clicked, rooms) : answerWithSame(visit, clicked, rooms));
  } catch (error) {
    rooms.logger.error({ error }, 'Discord click failed');
    rooms.aside('failure told', async () => whisper(visit, await renderWordTo(visit, 'discord:word.failed', rooms), rooms));
  }
}

/** When a message was written, in milliseconds since the epoch (docs.discord.com/developers/reference#snowflakes); never, for an id of another kind. */
function writtenAt(message: string): number {
  return /^\d{1,20}$/.test(message) ? Number(BigInt(message) >> 22n) + DISCORD_EPOCH_MS : Number.POSITIVE_INFINITY;
}

async function answerWithSame(visit: Visit, clicked: Clicked, rooms: Rooms): Promise<void> {
  const { answer } = visit;
  const timer = setTimeout(() => rooms.aside('click held', () => answer.give(nothing())), PATIENCE_MS);
  try {
    await rooms.inTurn(visit.who.user, () => keepAll(visit, clicked, rooms));
  } finally {
    clearTimeout(timer);
  }
  rooms.aside('buttons retired', async () => {
    const retired = await retire(visit, clicked, rooms);
    const { kind } = await answer.give(update(retired));
    if (kind === 'gone') await change(visit, clicked, { retired, rooms });
  });
}

async function answerWithNext(visit: Visit, clicked: Clicked, rooms: Rooms): Promise<void> {
  const { answer, who } = visit;
  const { conversation } = clicked;
  let isKept = false;
  let isRetired = false;
  const late = async (): Promise<APIInteractionResponse> => {
    isRetired = isKept;
    return isKept ? update(await retire(visit, clicked, rooms)) : nothing();
  };
  const slot = rooms.slots.open({ conversation, answer, isEphemeral: true, late });
  const kept = await rooms.inTurn(who.user, () => keepAll(visit, clicked, rooms));
  isKept = true;
  slot.kept();
  // One that was taken in by a process that died may have its answer: no message of another is taken for it.
  if (kept === 'repeat' && !(await slot.end())) await answer.give(await late());
  rooms.aside('answer ended', async () => {
    await rooms.desk.idle(conversation);
    if (!(await slot.end())) await answer.give(await late());
  });
  rooms.aside('buttons retired', async () => {
    await answer.settled;
    if (!isRetired) await change(visit, clicked, { retired: await retire(visit, clicked, rooms), rooms });
  });
}

/** The event is acknowledged, and nothing to be seen of it (type 6). */
export function nothing(): APIInteractionResponse {
  return { type: InteractionResponseType.DeferredMessageUpdate };
}

/** The clicked message becomes this (type 7). */
export function update({ components, flags }: Rendered): APIInteractionResponse {
  return {
    type: InteractionResponseType.UpdateMessage,
    data: { components: [...components], flags, allowed_mentions: { parse: [] } },
  };
}

/** A word only the person sees: as the answer, or after it. */
export async function whisper({ answer }: Visit, rendered: Rendered, { originals }: Rooms): Promise<void> {
  const { kind } = await answer.give(asAnswer(rendered, true));
  if (kind === 'gone') await originals.whisper(answer.token, rendered);
}

async function retire({ who }: Visit, { message, label }: Clicked, rooms: Rooms): Promise<Rendered> {
  const say = await sayTo(who.user, rooms);
  return { components: retireChoices(message.components, { label: await label() }, say), flags: COMPONENTS_V2 };
}

/** The clicked message is changed by a call of its own. */
async function change(
  { answer, channel }: Visit,
  { conversation, message }: Clicked,
  { retired, rooms }: { readonly retired: Rendered; readonly rooms: Rooms },
): Promise<void> {
  const { components } = retired;
  const token = readConversation(conversation)?.kind === 'private' ? answer.token : null;
  await rooms.poster.retire({ conversation, channel, message: message.id, token, components });
}
