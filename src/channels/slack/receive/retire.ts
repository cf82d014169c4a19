import type { KnownBlock } from '@slack/types';
import { renderMessage } from '../render/message.ts';
import { retireChoices } from '../render/retire.ts';
import type { Say } from '../render/say.ts';
import type { Chosen } from './click-payload.ts';
import { type Scene, sayTo } from './rooms.ts';

/** Takes the buttons of a used message away and says what was chosen. What the engine changes itself (an offer) is left to it. */
export async function retireButtons(chosen: Chosen, scene: Scene): Promise<void> {
  if (chosen.choice.startsWith('offer:')) return;
  const say = await sayTo(chosen.who, scene);
  const { channel, ts, click } = chosen;
  if (click.message !== undefined && !click.container.is_ephemeral) {
    const client = await scene.workspaces.clientOf(chosen.who.team);
    const { text, blocks } = click.message;
    await client.chat.update({ channel, ts, text, blocks: retireChoices(blocks, chosen, say) });
    return;
  }
  await retireEphemeral(chosen, say, scene);
}

/** Slack gives an ephemeral message's blocks back to nobody, and changes it by `response_url` only: it is made anew from what is kept. */
async function retireEphemeral(chosen: Chosen, say: Say, scene: Scene): Promise<void> {
  const url = chosen.click.response_url;
  const shown = await findShown(chosen, say, scene);
  if (url === undefined || shown === null) return;
  await scene.responder.respond(url, { replaceOriginal: true, text: shown.text, blocks: retireChoices(shown.blocks, chosen, say) });
}

async function findShown(
  { conversation, seq }: Chosen,
  say: Say,
  { desk }: Scene,
): Promise<{ readonly text: string; readonly blocks: readonly KnownBlock[] } | null> {
  const lines = await desk.replay(conversation, seq - 1);
  const line = lines.find((each) => each.kind === 'bot' && each.seq === seq);
  return line?.kind === 'bot' ? (renderMessage(line.message, { conversation, seq }, say).at(-1) ?? null) : null;
}
