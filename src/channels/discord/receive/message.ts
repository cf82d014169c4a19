import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { sayIn } from '../../shared/say.ts';
import { directOf, nameConversation } from '../place.ts';
import { renderWord } from '../render/help.ts';
import { readDiscordText } from '../render/words.ts';
import { deliver, isGoingOn, langIn, type Rooms, sayTo, type Who } from './rooms.ts';

/** docs.discord.com/developers/resources/message: a message as the gateway tells it, just what is needed. */
const message = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().nullish(),
  // 0 a message, 19 a reply; all others are told by Discord itself or come of commands.
  type: z.union([z.literal(0), z.literal(19)]).default(0),
  author: z.object({ id: z.string(), bot: z.literal(false).optional() }),
  webhook_id: z.null().optional(),
  content: z.string().default(''),
  attachments: z.array(z.unknown()).default([]),
});

/** Longest wait for the answer to a call before the word that says where it is. Milliseconds. */
const CALL_PATIENCE_MS = 3_000;

/** What a person wrote, and where. */
interface Said {
  readonly who: Who;
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  readonly eventId: string;
  readonly hasPicture: boolean;
  /** Is the bot called by its name? */
  readonly isCall: boolean;
}

/**
 * A message. In direct messages everything is for the bot; in a server what calls it, what its person says in a thread where the bot is
 * talking with them, and in a help-desk channel or forum what is about mail that can't be sent. Messages of bots are nothing.
 */
export async function hearMessage(raw: unknown, rooms: Rooms): Promise<void> {
  const read = message.safeParse(raw);
  if (!read.success || read.data.author.id === rooms.botUser) return;
  const said = readSaid(read.data, rooms);
  const isDirect = read.data.guild_id === undefined || read.data.guild_id === null;
  await rooms.inTurn(said.who.user, () => (isDirect ? hearDirect(said, rooms) : hearInServer(said, rooms)));
}

/** To a message for the bot that could not be kept: what others say among themselves is left alone. */
export async function tellFailure(raw: unknown, rooms: Rooms): Promise<void> {
  const read = message.safeParse(raw);
  if (!read.success) return;
  const { who, id, channel, isCall } = readSaid(read.data, rooms);
  if (who.workplace !== 'dm' && !isCall) return;
  const rendered = renderWord('discord:word.failed', await sayTo(who.user, rooms));
  await rooms.poster.sayIn({ channel, reply: id, rendered });
}

function readSaid({ id, channel_id, guild_id, author, content, attachments }: z.infer<typeof message>, { botUser }: Rooms): Said {
  return {
    who: { user: author.id, workplace: guild_id ?? 'dm' },
    id,
    channel: channel_id,
    text: readDiscordText(content, { botUser }),
    eventId: `msg:${id}`,
    hasPicture: attachments.length > 0,
    // A reply to the bot mentions it too, and calls nobody.
    isCall: content.includes(`<@${botUser}>`) || content.includes(`<@!${botUser}>`),
  };
}

async function hearDirect(said: Said, rooms: Rooms): Promise<void> {
  rooms.poster.learnDm(said.who.user, said.channel);
  await hear(said, directOf(said.who.user), rooms);
}

async function hearInServer(said: Said, rooms: Rooms): Promise<void> {
  const thread = await findThread(said, rooms);
  if (thread !== null) {
    rooms.heardIn.set(said.id, said.channel);
    return hear(said, thread, rooms);
  }
  if (said.isCall) return answerCall(said, rooms);
  if (rooms.desk.concerns(said.text)) return overhear(said, rooms);
  // The title of a post in a forum is a part of what it says.
  if (said.id === said.channel) return overhear(said, rooms);
}

/** The conversation going on with this person in the thread, in which the message was written; null for none. */
async function findThread({ who: { user }, channel: thread }: Said, rooms: Rooms): Promise<string | null> {
  for (const channel of new Set([thread, ...rooms.settings.helpdeskChannels])) {
    const conversation = nameConversation({ kind: 'thread', user, channel, message: thread });
    if (await isGoingOn(conversation, rooms)) return conversation;
  }
  return null;
}

/** In a help-desk channel, what is about mail that can't be sent gets an offer; so does a new post of a help-desk forum. */
async function overhear(said: Said, rooms: Rooms): Promise<void> {
  const { who, id, channel } = said;
  const text = await findOverheard(said, rooms);
  if (text === null || text.trim() === '' || !rooms.desk.concerns(text)) return;
  rooms.heardIn.set(id, channel);
  const conversation = nameConversation({ kind: 'thread', user: who.user, channel, message: id });
  await deliver({ who, conversation, eventId: said.eventId, event: { kind: 'overhear', text } }, rooms);
}

/** A post of a forum is a thread with the id of its first message (docs.discord.com, "Forum and Media Channels"). */
async function findOverheard({ id, channel, text }: Said, { settings, channels }: Rooms): Promise<string | null> {
  if (settings.helpdeskChannels.includes(channel)) return text;
  if (id !== channel || settings.helpdeskChannels.length === 0) return null;
  const about = await channels.about(channel);
  if (about === null || about.parent === null || !settings.helpdeskChannels.includes(about.parent)) return null;
  return [about.name, text].filter((part) => part.trim() !== '').join('\n');
}

/** Somebody called the bot: it answers in their direct messages, and says so where they called. */
async function answerCall(said: Said, rooms: Rooms): Promise<void> {
  const { who, text, eventId, id, channel } = said;
  const event = text.trim() === '' ? ({ kind: 'start' } as const) : ({ kind: 'text', text } as const);
  rooms.heardIn.set(id, channel);
  if ((await deliver({ who, conversation: directOf(who.user), eventId, event }, rooms)) === 'repeat') return;
  rooms.aside('call answered', async () => {
    // Until the answer was posted, or could not be.
    await Promise.race([rooms.desk.idle(directOf(who.user)), sleep(CALL_PATIENCE_MS, undefined, { ref: false })]);
    const isClosed = (await rooms.missed.of(who.user)) === directOf(who.user);
    const say = sayIn(rooms.translator, await langIn(directOf(who.user), who.user, rooms));
    const rendered = renderWord(isClosed ? 'discord:word.call_closed' : 'discord:word.written', say);
    await rooms.poster.sayIn({ channel, reply: id, rendered });
  });
}

/** Words go to the desk. To a picture alone there is nothing to answer but to ask for words. */
async function hear({ who, id, text, eventId, channel, hasPicture }: Said, conversation: string, rooms: Rooms): Promise<void> {
  if (text.trim() !== '') {
    await deliver({ who, conversation, eventId, event: { kind: 'text', text } }, rooms);
    return;
  }
  if (!hasPicture) return;
  rooms.aside('picture answered', async () => {
    const say = sayIn(rooms.translator, await langIn(conversation, who.user, rooms));
    await rooms.poster.sayIn({ channel, reply: id, rendered: renderWord('discord:word.picture', say) });
  });
}
