import { z } from 'zod';
import type { Who } from '../people.ts';
import { namePerson } from '../place.ts';
import { failIntake, INTAKE, readIntake, renderIntake } from '../render/intake.ts';
import { deliver, directOf, type Scene, sayTo } from './rooms.ts';

/** docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({ id: z.string(), callback_id: z.string(), state: z.object({ values: z.unknown() }) }),
});

/** What keeps a modal open, with words by its boxes. */
export interface IntakeErrors {
  readonly response_action: 'errors';
  readonly errors: Record<string, string>;
}

/** Opens the form at once: a trigger lives for three seconds (docs.slack.dev, "Trigger IDs"). Where that fails, the bot asks in direct messages. */
export function openIntake(triggerId: string, who: Who, scene: Scene): void {
  scene.aside('form opened', async () => {
    try {
      const say = await sayTo(who, scene);
      const client = await scene.workspaces.clientOf(who.team);
      await client.views.open({ trigger_id: triggerId, view: renderIntake({ say, metadata: '' }) });
    } catch (error) {
      scene.logger.info({ error, team: who.team }, 'Slack form not opened, asking in direct messages');
      const ask = { who, conversation: directOf(who), eventId: `trig:${triggerId}`, event: { kind: 'start' } } as const;
      await scene.inTurn(namePerson(who), () => deliver(ask, scene));
    }
  });
}

/** The form was sent: a new case in the person's direct messages. Returns what is wrong with it; undefined closes it. */
export async function takeIntake(body: unknown, scene: Scene): Promise<IntakeErrors | undefined> {
  const read = submission.safeParse(body);
  if (!read.success || read.data.view.callback_id !== INTAKE) return undefined;
  const { user, view } = read.data;
  const who = { team: scene.team, user: user.id };
  const say = await sayTo(who, scene);
  const told = readIntake(view.state.values, say);
  if (told.kind === 'errors') return { response_action: 'errors', errors: { ...told.errors } };
  const { choices, text } = told;
  const act = {
    who,
    conversation: directOf(who),
    eventId: `view:${view.id}`,
    event: { kind: 'form', choices, text, fresh: true },
  } as const;
  try {
    await scene.inTurn(namePerson(who), () => deliver(act, scene));
    return undefined;
  } catch (error) {
    scene.logger.error({ error, team: who.team }, 'Slack form failed');
    return { response_action: 'errors', errors: { ...failIntake(say) } };
  }
}
