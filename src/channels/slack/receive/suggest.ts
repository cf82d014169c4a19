import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { readPicker, renderOptions } from '../render/render-choices.ts';
import type { Scene } from './rooms.ts';

/** docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const suggestion = z.object({ user: z.object({ id: z.string() }), action_id: z.string(), value: z.string().default('') });

/** Rows for what was typed into a list so far. */
export async function suggest(body: unknown, scene: Scene): Promise<{ options: PlainTextOption[] }> {
  const read = suggestion.safeParse(body);
  const picker = read.success ? readPicker(read.data.action_id) : null;
  if (!read.success || picker === null) return { options: [] };
  const lang = (await scene.people.langOf({ team: scene.team, user: read.data.user.id })) ?? scene.lang;
  return { options: renderOptions(scene.desk.search(picker.directory, read.data.value, lang), picker.question) };
}
