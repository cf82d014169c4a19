import { readDiscordError } from '../errors.ts';
import type { Rendered } from '../render/rendered.ts';
import { sortRefusal } from './codes.ts';
import { plainForm } from './plain.ts';
import { noteLost } from './progress.ts';
import type { PostTools, Work } from './work.ts';

/** Makes the message, or its first part, the answer to an interaction that waits for one, where there is such. */
export async function answerWith(work: Work, tools: PostTools): Promise<void> {
  const { parts, progress } = work;
  const [first] = parts;
  const begun = progress.answer !== null || [...progress.done.values()].some((done) => done.has(0));
  // What another process may have posted is looked for before.
  if (first === undefined || begun || (progress.doubt !== 'none' && progress.lookedIn.size === 0)) return;
  await fill(first, work, tools);
}

async function fill(part: Rendered, work: Work, tools: PostTools): Promise<void> {
  const { post, progress } = work;
  const slot = tools.slots.take(post.conversation);
  if (slot === null) return;
  try {
    const filled = await slot.fill(part);
    if (filled.kind === 'gone') return;
    const { channel, message } = filled;
    if (message !== null) tools.followUps.learn(message, slot.interaction);
    progress.answer = { channel, part: { message, interaction: slot.interaction, isAnswer: true } };
  } catch (error) {
    const plain = weigh(error, part, tools);
    if (plain !== null) return fill(plain, work, tools);
    // An answer has no nonce.
    noteLost(null, 0, progress);
    throw new Error('Discord did not take an answer.');
  }
}

/** What may be tried in its place at once. */
function weigh(error: unknown, part: Rendered, { logger }: PostTools): Rendered | null {
  const trouble = readDiscordError(error);
  if (trouble.kind !== 'refused' || sortRefusal(trouble) !== 'message') return null;
  logger.error({ code: trouble.code }, 'Discord refuses an answer, given in a plainer form');
  return plainForm(part);
}
