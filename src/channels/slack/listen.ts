import type { App, Context } from '@slack/bolt';
import { isStranger } from './doors/take.ts';
import { startPane } from './receive/assistant.ts';
import { hearClick } from './receive/click.ts';
import { runCommand } from './receive/command.ts';
import { openHome } from './receive/home.ts';
import { takeIntake } from './receive/intake.ts';
import { dropTokens, leaveWorkspace } from './receive/leave.ts';
import { hearMention } from './receive/mention.ts';
import { hearMessage } from './receive/message.ts';
import type { Rooms, Scene } from './receive/rooms.ts';
import { useShortcut } from './receive/shortcut.ts';
import { suggest } from './receive/suggest.ts';

/**
 * Listens to all that Slack tells: one listener for each kind of payload, since Bolt runs every listener's chain for every payload. Each acknowledges
 * after its effects are on disk; one that fails is not acknowledged. `open` is null before the channel has started.
 */
export function listen(app: App, open: () => Rooms | null): void {
  const sceneOf = (context: Context): Scene => {
    const rooms = open();
    if (rooms === null) throw new Error('The Slack channel has not started.');
    return { ...rooms, team: context.teamId ?? context.enterpriseId ?? '', botUser: context.botUserId ?? null };
  };
  app.error(async (error) => {
    // Nothing of a workspace that is not ours can be answered, however often it is told.
    if (!isStranger(error)) throw error;
    open()?.logger.warn({}, 'Slack event of a workspace without an installation');
  });
  app.event(/./, async ({ event, body, context }) => hearEvent(event, body.event_id, sceneOf(context)));
  app.command(/./, async ({ body, context, ack }) => {
    const answer = await runCommand(body, sceneOf(context));
    await ack(typeof answer === 'object' ? { response_type: 'ephemeral', text: answer.text, blocks: [...answer.blocks] } : answer);
  });
  app.action(/./, async ({ body, context, ack }) => {
    await hearClick(body, sceneOf(context));
    await ack();
  });
  app.options(/./, async ({ body, context, ack }) => ack(await suggest(body, sceneOf(context))));
  app.view(/./, async ({ body, context, ack }) => {
    const errors = await takeIntake(body, sceneOf(context));
    await (errors === undefined ? ack() : ack(errors));
  });
  app.shortcut(/./, async ({ body, context, ack }) => {
    await useShortcut(body, sceneOf(context));
    await ack();
  });
}

async function hearEvent(event: { readonly type: string }, eventId: string, scene: Scene): Promise<void> {
  switch (event.type) {
    case 'message':
      return hearMessage(event, scene);
    case 'app_mention':
      return hearMention(event, scene);
    case 'app_home_opened':
      return openHome(event, scene);
    case 'assistant_thread_started':
      return startPane(event, eventId, scene);
    case 'app_uninstalled':
      return leaveWorkspace(scene);
    case 'tokens_revoked':
      return dropTokens(event, scene);
    default:
      return;
  }
}
