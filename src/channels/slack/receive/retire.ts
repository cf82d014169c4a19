import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import type { ChatUpdateArguments } from '@slack/web-api';
import type { Say } from '../../shared/say.ts';
import { readSlackError } from '../api.ts';
import { renderMessage } from '../render/message.ts';
import { retireChoices } from '../render/retire.ts';
import type { Chosen } from './click-payload.ts';
import { type Scene, sayTo } from './rooms.ts';

const TRIES = 3;

/** Takes the buttons of a used message away and says what was chosen. What the engine changes itself (an offer) is left to it. */
export async function retireButtons(chosen: Chosen, scene: Scene): Promise<void> {
  if (chosen.choice.startsWith('offer:')) return;
  const say = await sayTo(chosen.who, scene);
  const { channel, ts, click } = chosen;
  if (click.message !== undefined && !click.container.is_ephemeral) {
    const { text, blocks } = click.message;
    await update(chosen.who.team, { channel, ts, text, blocks: retireChoices(blocks, chosen, say) }, scene);
    return;
  }
  await retireEphemeral(chosen, say, scene);
}

/** Tried again where Slack says "later"; what does not get through leaves buttons whose click the engine answers. */
async function update(team: string, change: ChatUpdateArguments, { workspaces }: Scene): Promise<void> {
  const client = await workspaces.clientOf(team);
  for (let tries = 1; ; tries += 1) {
    try {
      await client.chat.update(change);
      return;
    } catch (error) {
      const trouble = readSlackError(error);
      if (trouble.kind !== 'rate_limited' || tries === TRIES) throw error;
      await sleep(trouble.retryAfterMs, undefined, { ref: false });
    }
  }
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
