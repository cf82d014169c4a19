import { z } from 'zod';
import { nameConversation, namePerson } from '../place.ts';
import { suggestPrompts } from '../render/help.ts';
import { deliver, learnDirect, type Scene, sayTo } from './rooms.ts';

/** docs.slack.dev/reference/events/assistant_thread_started */
const started = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});

/** The assistant pane was opened: a thread of the direct messages, and a conversation of its own. */
export async function startPane(event: unknown, eventId: string, scene: Scene): Promise<void> {
  const read = started.safeParse(event);
  if (!read.success) return;
  const { user_id: user, channel_id: channel, thread_ts: thread } = read.data.assistant_thread;
  const who = { team: scene.team, user };
  learnDirect(who, channel, scene);
  const conversation = nameConversation({ kind: 'thread', ...who, channel, thread });
  await scene.inTurn(namePerson(who), () => deliver({ who, conversation, eventId, event: { kind: 'start' } }, scene));
  scene.aside('assistant pane furnished', async () => {
    const say = await sayTo(who, scene);
    const { threads } = (await scene.workspaces.clientOf(who.team)).assistant;
    const { title, prompts } = suggestPrompts(say);
    await Promise.all([
      threads.setTitle({ channel_id: channel, thread_ts: thread, title: say('slack:pane.title') }),
      threads.setSuggestedPrompts({ channel_id: channel, thread_ts: thread, title, prompts: [...prompts] }),
    ]);
  });
}
