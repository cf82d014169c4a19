import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import { CODES } from '../errors.ts';
import { QUIET, type Rendered } from '../render/rendered.ts';
import type { Answer } from './caller.ts';
import type { PostTools } from './work.ts';

/** A word in a channel, of which nobody's device sounds. */
export interface QuietWord {
  readonly channel: string;
  /** The message it answers. */
  readonly reply?: string;
  readonly rendered: Rendered;
}

/** Says it; true where Discord took it. Never rejects, since nothing depends on it. */
export async function sayQuietly(word: QuietWord, tools: Pick<PostTools, 'caller' | 'logger'>): Promise<boolean> {
  try {
    const answer = await post(word, tools);
    if (answer.ok) return true;
    const { trouble } = answer;
    const isReplyRefused =
      trouble.kind === 'refused' && (trouble.code === CODES.noReplyWithoutHistory || trouble.code === CODES.noReferenceWithoutHistory);
    if (isReplyRefused && word.reply !== undefined) return sayQuietly({ channel: word.channel, rendered: word.rendered }, tools);
    tools.logger.debug({ trouble }, 'Discord did not take a word by the way');
  } catch (error) {
    tools.logger.debug({ error }, 'Discord could not be told a word by the way');
  }
  return false;
}

function post({ channel, reply, rendered: { components, flags } }: QuietWord, { caller }: Pick<PostTools, 'caller'>): Promise<Answer> {
  const body = {
    components,
    flags: flags | QUIET,
    allowed_mentions: { parse: [] },
    ...(reply === undefined
      ? {}
      : {
          message_reference: { message_id: reply, fail_if_not_exists: false },
          nonce: nonceOf(channel, reply, components),
          enforce_nonce: true,
        }),
  };
  const act = (rest: Parameters<Parameters<typeof caller.ask>[0]>[0]) => rest.post(Routes.channelMessages(channel), { body });
  return reply === undefined ? caller.askOnce(act) : caller.ask(act);
}

/** The same word to the same message is said once. */
function nonceOf(channel: string, reply: string, components: unknown): string {
  return createHash('sha256')
    .update(`${channel}/${reply}/${JSON.stringify(components)}`)
    .digest('base64url')
    .slice(0, 24);
}
