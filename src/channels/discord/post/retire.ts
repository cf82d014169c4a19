import type { APIMessageTopLevelComponent } from 'discord.js';
import { COMPONENTS_V2 } from '../render/rendered.ts';
import type { InteractionToken } from '../tokens.ts';
import { changeInChannel } from './edits.ts';
import type { PostTools } from './work.ts';

/** A clicked message whose buttons are used. */
export interface Used {
  readonly conversation: string;
  readonly channel: string;
  readonly message: string;
  /** What is left of it. */
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Of the click, where the message may be one that only its reader sees; null else. */
  readonly token: string | null;
}

/** Takes used buttons away. Nothing depends on it; it never rejects. */
export async function retireUsed(used: Used, tools: PostTools): Promise<void> {
  const rendered = { components: used.components, flags: COMPONENTS_V2 };
  try {
    if (used.token === null) {
      await changeInChannel(used.channel, used.message, { rendered, tools });
      return;
    }
    for (const [token, message] of await waysTo(used, tools)) {
      if ((await tools.followUps.change(token, message, rendered)).ok) return;
    }
  } catch (error) {
    tools.logger.debug({ error }, 'Discord buttons not taken away');
  }
}

/** The token it was written with leads to it by its id. After a restart that one is not known: any but the click's own may be. */
async function waysTo(
  { conversation, message, token }: Used,
  { tokens, followUps }: PostTools,
): Promise<readonly (readonly [InteractionToken, string])[]> {
  const known = await tokens.of(conversation);
  const interaction = followUps.interactionOf(message);
  const written = known.filter((one) => one.interaction === interaction);
  const others = known.filter((one) => one.token !== token).slice(0, 2);
  return (written.length > 0 ? written : others).map((one) => [one, message] as const);
}
