import { z } from 'zod';
import type { Who } from '../people.ts';
import { namePerson } from '../place.ts';
import { readSlackText } from '../render/words.ts';
import { openIntake } from './intake.ts';
import { deliver, directOf, noteOrigin, type Scene, sayTo } from './rooms.ts';

/** `callback_id` of "Diagnose this", on anybody's message; `slack-manifest.yaml` names it too. */
export const DIAGNOSE = 'diagnose';
/** `callback_id` of the shortcut that opens the form. */
export const FORM = 'mailfix_form';

/** docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
const shortcut = z.object({
  callback_id: z.string(),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ text: z.string().default('') }).optional(),
  response_url: z.string().optional(),
});

type Shortcut = z.infer<typeof shortcut>;

type Word = 'slack:word.written' | 'slack:word.failed';

/** A shortcut was used. Slack tells it once: what goes wrong is said. */
export async function useShortcut(body: unknown, scene: Scene): Promise<void> {
  const read = shortcut.safeParse(body);
  if (!read.success) return;
  const who = { team: scene.team, user: read.data.user.id };
  if (read.data.callback_id === FORM) openIntake(read.data.trigger_id, who, scene);
  if (read.data.callback_id === DIAGNOSE) await diagnose(read.data, who, scene);
}

/** The message is a new story of whoever used the shortcut, wherever and by whomever it was written. */
async function diagnose({ message, channel, trigger_id, response_url }: Shortcut, who: Who, scene: Scene): Promise<void> {
  const text = readSlackText(message?.text ?? '', { botUser: scene.botUser });
  const where = channel?.id ?? null;
  const answer = (key: Word): void => scene.aside('shortcut answered', () => tellBack(key, { who, where, response_url }, scene));
  try {
    await scene.inTurn(namePerson(who), async () => {
      if (where !== null) await noteOrigin(who, where, scene);
      const event = { kind: 'form', choices: [], text, fresh: true } as const;
      await deliver({ who, conversation: directOf(who), eventId: `trig:${trigger_id}`, event }, scene);
    });
  } catch (error) {
    scene.logger.error({ error, team: who.team }, 'Slack shortcut failed');
    answer('slack:word.failed');
    return;
  }
  if (where === null || !(await scene.directs.isOwn(who, where))) answer('slack:word.written');
}

interface Back {
  readonly who: Who;
  readonly where: string | null;
  readonly response_url: string | undefined;
}

/** A shortcut can be used where the bot is no member: there its `response_url` alone reaches the person. */
async function tellBack(key: Word, { who, where, response_url }: Back, scene: Scene): Promise<void> {
  const text = (await sayTo(who, scene))(key);
  const told = response_url === undefined ? 'spent' : await scene.responder.respond(response_url, { text });
  if (told !== 'done' && where !== null) await scene.poster.whisper({ ...who, channel: where, text });
}
