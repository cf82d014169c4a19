import { z } from 'zod';
import type { Who } from '../people.ts';
import { nameConversation, namePerson } from '../place.ts';
import { readSlackText } from '../render/words.ts';
import { deliver, directOf, isGoingOn, learnDirect, type Scene, sayTo } from './rooms.ts';

/** docs.slack.dev/reference/events/message */
const message = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string().default(''),
  channel_type: z.string().optional(),
  thread_ts: z.string().nullish(),
  subtype: z.enum(['file_share', 'thread_broadcast']).nullish(),
  bot_id: z.null().optional(),
  hidden: z.literal(false).optional(),
});

/** What a person wrote, and where. */
interface Said {
  readonly who: Who;
  readonly channel: string;
  readonly ts: string;
  /** The thread's first message; null outside threads. */
  readonly thread: string | null;
  readonly raw: string;
  readonly text: string;
  readonly eventId: string;
}

/**
 * A message event. In direct messages everything is for the bot; in a channel only what its person says in a thread where the bot
 * is talking with them, and in a help-desk channel what is about mail that can't be sent. Messages of bots, edits, joins and the like are nothing.
 */
export async function hearMessage(event: unknown, scene: Scene): Promise<void> {
  const read = message.safeParse(event);
  if (!read.success || read.data.user === 'USLACKBOT') return;
  const said = readSaid(read.data, scene);
  const isDirect = read.data.channel_type === 'im' || said.channel.startsWith('D');
  await scene.inTurn(namePerson(said.who), () => (isDirect ? hearDirect(said, scene) : hearInChannel(said, scene)));
}

function readSaid({ user, channel, ts, thread_ts, text }: z.infer<typeof message>, { team, botUser }: Scene): Said {
  return {
    who: { team, user },
    channel,
    ts,
    thread: thread_ts === ts ? null : (thread_ts ?? null),
    raw: text,
    text: readSlackText(text, { botUser }),
    eventId: messageEventId(channel, ts),
  };
}

/** One post can come as two events, a message and a mention: they have an id together. */
export function messageEventId(channel: string, ts: string): string {
  return `msg:${channel}:${ts}`;
}

async function hearDirect(said: Said, scene: Scene): Promise<void> {
  const { who, channel, eventId } = said;
  learnDirect(who, channel, scene);
  const conversation = await chooseDirect(said, scene);
  await hear(said, { conversation, eventId }, scene);
}

/** A thread of the direct messages is a conversation of its own where the bot began it (the assistant pane), or where there is no other yet. */
async function chooseDirect({ who, channel, thread }: Said, scene: Scene): Promise<string> {
  const direct = directOf(who);
  if (thread === null) return direct;
  const threaded = nameConversation({ kind: 'thread', ...who, channel, thread });
  if ((await scene.desk.stepOf(threaded)) !== null) return threaded;
  return (await scene.desk.stepOf(direct)) === null ? threaded : direct;
}

async function hearInChannel(said: Said, scene: Scene): Promise<void> {
  const { who, channel, ts, thread, raw, text, eventId } = said;
  // A mention comes as an event of its own.
  if (scene.botUser !== null && raw.includes(`<@${scene.botUser}`)) return;
  const conversation = nameConversation({ kind: 'thread', ...who, channel, thread: thread ?? ts });
  if (thread !== null) {
    if (await isGoingOn(conversation, scene)) await hear(said, { conversation, eventId }, scene);
    return;
  }
  if (!scene.settings.helpdeskChannels.includes(channel) || !scene.desk.concerns(text)) return;
  await deliver({ who, conversation, eventId, event: { kind: 'overhear', text } }, scene);
}

/** Words go to the desk. To a picture alone there is nothing to answer but to ask for words. */
async function hear(said: Said, to: { readonly conversation: string; readonly eventId: string }, scene: Scene): Promise<void> {
  const { who, text, channel, thread } = said;
  if (text.trim() !== '') {
    await deliver({ who, ...to, event: { kind: 'text', text } }, scene);
    return;
  }
  scene.aside('picture answered', async () => {
    const say = await sayTo(who, scene);
    await scene.poster.whisper({ ...who, channel, text: say('slack:word.picture'), ...(thread === null ? {} : { thread }) });
  });
}
