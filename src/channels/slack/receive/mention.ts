import { z } from 'zod';
import { nameConversation, namePerson } from '../place.ts';
import { readSlackText } from '../render/words.ts';
import { messageEventId } from './message.ts';
import { deliver, directOf, isGoingOn, noteOrigin, type Scene, sayTo } from './rooms.ts';

/** docs.slack.dev/reference/events/app_mention */
const mention = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  bot_id: z.null().optional(),
  edited: z.undefined().optional(),
});

type Mention = z.infer<typeof mention>;

/** Somebody called the bot in a channel: it answers in their direct messages, and says so quietly; in a thread where it is talking with them, there. */
export async function hearMention(event: unknown, scene: Scene): Promise<void> {
  const read = mention.safeParse(event);
  if (!read.success) return;
  const who = { team: scene.team, user: read.data.user };
  await scene.inTurn(namePerson(who), () => answerMention(read.data, scene));
}

async function answerMention({ channel, ts, user, thread_ts, text: raw }: Mention, scene: Scene): Promise<void> {
  const who = { team: scene.team, user };
  const text = readSlackText(raw, { botUser: scene.botUser });
  const event = text.trim() === '' ? ({ kind: 'start' } as const) : ({ kind: 'text', text } as const);
  const eventId = messageEventId(channel, ts);
  if (thread_ts !== undefined) {
    const conversation = nameConversation({ kind: 'thread', ...who, channel, thread: thread_ts });
    if (await isGoingOn(conversation, scene)) {
      await deliver({ who, conversation, eventId, event }, scene);
      return;
    }
  }
  await noteOrigin(who, channel, scene);
  if ((await deliver({ who, conversation: directOf(who), eventId, event }, scene)) === 'repeat') return;
  scene.aside('mention answered', async () => {
    const say = await sayTo(who, scene);
    await scene.poster.whisper({
      ...who,
      channel,
      text: say('slack:word.written'),
      ...(thread_ts === undefined ? {} : { thread: thread_ts }),
    });
  });
}
