import { z } from 'zod';
import { sayIn } from '../../shared/say.ts';
import { type Pressed, readCustomId } from '../render/custom-id.ts';
import { readIntake } from '../render/intake.ts';
import { readSearch, renderResults } from '../render/search.ts';
import { readWrite } from '../render/write.ts';
import { answerClick } from './answer-click.ts';
import { answerAlone, answerWord, ask, keepToken } from './ask.ts';
import { isOf } from './click.ts';
import { langIn, type Rooms, sayTo } from './rooms.ts';
import { noteSearched } from './searched.ts';
import { eventIdOf, type Visit } from './visit.ts';

/** docs.discord.com/developers/interactions/receiving-and-responding, "Modal Submit Data Structure" */
const modal = z.object({ custom_id: z.string(), components: z.unknown() });

/** A modal was sent: an answer written, a name searched, or the form. */
export async function takeModal(visit: Visit, rooms: Rooms): Promise<void> {
  const read = modal.safeParse(visit.data);
  const sent = read.success ? readCustomId(read.data.custom_id) : null;
  if (!read.success || sent === null) return answerWord(visit, 'discord:word.expired', rooms);
  const { components } = read.data;
  if (sent.at !== null && !isOf(sent.at, visit)) return answerWord(visit, 'discord:word.not_yours', rooms);
  switch (sent.kind) {
    case 'form':
      return takeForm(components, visit, rooms);
    case 'say':
      return takeWritten(readWrite(components), sent.at.conversation, { visit, rooms });
    case 'find':
      return search(readSearch(components), sent, { visit, rooms });
    default:
      return answerWord(visit, 'discord:word.expired', rooms);
  }
}

interface Here {
  readonly visit: Visit;
  readonly rooms: Rooms;
}

/** The form was sent: a new case. */
async function takeForm(components: unknown, visit: Visit, rooms: Rooms): Promise<void> {
  const told = readIntake(components, await sayTo(visit.who.user, rooms));
  if (told === null) return answerWord(visit, 'discord:word.nothing', rooms);
  const { choices, text } = told;
  const event = { kind: 'form', choices, text, fresh: true } as const;
  await ask(visit, { conversation: visit.conversation, eventId: eventIdOf(visit), event }, rooms);
}

async function takeWritten(text: string, conversation: string, { visit, rooms }: Here): Promise<void> {
  if (text.trim() === '') return answerWord(visit, 'discord:word.nothing', rooms);
  const asking = { conversation, eventId: eventIdOf(visit), event: { kind: 'text', text } as const };
  const { message } = visit;
  if (message === null) return ask(visit, asking, rooms);
  await answerClick(visit, { ...asking, message, label: () => findWritten(conversation, rooms) }, rooms);
}

/** The words as they are kept: a password among them is masked. */
async function findWritten(conversation: string, { desk }: Rooms): Promise<string> {
  const lines = await desk.replay(conversation, 0);
  const line = lines.findLast(({ kind }) => kind === 'person');
  return line?.kind === 'person' ? line.text : '';
}

/** What was found is a list only the person sees. Nothing is kept of the search but the token, by which the list is taken away once it is used. */
async function search(
  typed: string,
  { at, directory, question }: Extract<Pressed, { kind: 'find' }>,
  { visit, rooms }: Here,
): Promise<void> {
  const lang = await langIn(at.conversation, visit.who.user, rooms);
  const rows = rooms.desk.search(directory, typed, lang);
  noteSearched(at, visit, rooms);
  rooms.aside('token of a search kept', () => keepToken(visit, at.conversation, rooms));
  await answerAlone(visit, renderResults({ at, directory, question }, { typed, rows }, sayIn(rooms.translator, lang)));
}
