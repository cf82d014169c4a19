import { InteractionResponseType } from 'discord.js';
import { z } from 'zod';
import { ACTIONS, MAILFIX, nameOfDiagnose, OPTIONS } from '../commands.ts';
import { renderForget, renderHelp } from '../render/help.ts';
import { renderIntake } from '../render/intake.ts';
import { tellForm } from '../render/told.ts';
import { readDiscordText } from '../render/words.ts';
import { answerAlone, answerWord, ask } from './ask.ts';
import { chooseLang } from './person.ts';
import { langTo, type Rooms, sayTo } from './rooms.ts';
import { eventIdOf, type Visit } from './visit.ts';

/** docs.discord.com/developers/interactions/receiving-and-responding, "Application Command Data Structure" */
const command = z.object({
  name: z.string(),
  options: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
  target_id: z.string().optional(),
  resolved: z.object({ messages: z.record(z.string(), z.object({ content: z.string().default('') })).default({}) }).optional(),
});

type Command = z.infer<typeof command>;

/** A command was used: `/mailfix`, or "Diagnose" on somebody's message. */
export async function runCommand(visit: Visit, rooms: Rooms): Promise<void> {
  const read = command.safeParse(visit.data);
  if (!read.success) return;
  if (read.data.name === MAILFIX) return follow(read.data, visit, rooms);
  if (read.data.name === nameOfDiagnose(rooms.translator)) return diagnose(read.data, visit, rooms);
}

async function follow({ options }: Command, visit: Visit, rooms: Rooms): Promise<void> {
  const given = Object.fromEntries(options.map(({ name, value }) => [name, typeof value === 'string' ? value : '']));
  const { user } = visit.who;
  switch (given[OPTIONS.action]) {
    case ACTIONS.help:
      return answerAlone(visit, renderHelp(await sayTo(user, rooms), await langTo(user, rooms)));
    case ACTIONS.form:
      await visit.answer.give({ type: InteractionResponseType.Modal, data: renderIntake(await sayTo(user, rooms)) });
      return;
    case ACTIONS.ja:
    case ACTIONS.en:
      return chooseLang(visit, given[OPTIONS.action] === ACTIONS.ja ? 'ja' : 'en', rooms);
    case ACTIONS.forget:
      return answerAlone(visit, renderForget(await sayTo(user, rooms)));
    default:
      return begin(given, visit, rooms);
  }
}

/** A story alone goes on with the case there is; what the command tells beside it is taken in at once with it. */
async function begin(given: Readonly<Record<string, string>>, visit: Visit, rooms: Rooms): Promise<void> {
  const say = await sayTo(visit.who.user, rooms);
  const story = readDiscordText(given[OPTIONS.story] ?? '', rooms).trim();
  const named = { isp: given[OPTIONS.isp], mail_provider: given[OPTIONS.provider], client: given[OPTIONS.program] };
  const { choices, text } = tellForm({ ...withoutGaps(named), story }, say);
  const isStory = choices.length === 0 && text === story;
  const event = !isStory
    ? ({ kind: 'form', choices, text, fresh: false } as const)
    : story === ''
      ? ({ kind: 'start' } as const)
      : ({ kind: 'text', text: story } as const);
  await ask(visit, { conversation: visit.conversation, eventId: eventIdOf(visit), event }, rooms);
}

/** The message is a new story of whoever asks, wherever and by whomever it was written. */
async function diagnose({ target_id, resolved }: Command, visit: Visit, rooms: Rooms): Promise<void> {
  const message = target_id === undefined ? undefined : resolved?.messages[target_id];
  const text = readDiscordText(message?.content ?? '', rooms).trim();
  if (text === '') return answerWord(visit, 'discord:word.no_words', rooms);
  const event = { kind: 'form', choices: [], text, fresh: true } as const;
  await ask(visit, { conversation: visit.conversation, eventId: eventIdOf(visit), event }, rooms);
}

function withoutGaps(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
