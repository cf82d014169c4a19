import type { DiscordTrouble } from '../errors.ts';
import type { Rendered } from '../render/rendered.ts';
import type { InteractionToken } from '../tokens.ts';
import { answerWith } from './answer.ts';
import type { Answer } from './caller.ts';
import { sortRefusal } from './codes.ts';
import { isSpent, LOADING } from './follow-ups.ts';
import { namesOf } from './names.ts';
import { plainForm } from './plain.ts';
import { readGiven } from './posted.ts';
import { noteLost, PRIVATE, partAt, partsIn } from './progress.ts';
import { ORIGINAL, type Part } from './reference.ts';
import type { Posted, PostTools, Work } from './work.ts';

/** What was begun and not crossed off belongs to one of the last interactions. */
const LOOKED_AT = 3;

/** Posts the parts that are missing where only the person sees them: as the answer to an interaction that waits, else by the newest token. */
export async function postPrivately(work: Work, tools: PostTools): Promise<Posted> {
  const { post, place, parts, progress } = work;
  const done = partsIn(PRIVATE, progress);
  await settleDoubt(work, tools);
  await answerWith(work, tools);
  for (const [index, part] of parts.entries()) {
    if (partAt(PRIVATE, index, progress) !== undefined) continue;
    await tools.slots.settled(post.conversation);
    const outcome = await postPart(part, { work, tools, missing: parts.length - index });
    if (outcome.kind === 'no_place') return outcome;
    done.set(index, outcome.part);
  }
  const channel = progress.answer?.channel ?? (place.kind === 'private' ? place.channel : post.person);
  return { kind: 'posted', channel, parts: parts.flatMap((_, index) => partAt(PRIVATE, index, progress) ?? []) };
}

/** Nobody tells what follow-ups there were; the answer to an interaction can be looked at. */
async function settleDoubt({ post, parts, progress }: Work, { tokens, followUps }: PostTools): Promise<void> {
  if (progress.doubt === 'none' || progress.lookedIn.has(PRIVATE)) return;
  const done = partsIn(PRIVATE, progress);
  for (const token of (await tokens.of(post.conversation)).slice(0, LOOKED_AT)) {
    const original = await followUps.original(token);
    if (original === null) continue;
    const names = new Set(namesOf(original.components));
    const index = parts.findIndex(({ components }) => namesOf(components).some((name) => names.has(name)));
    if (index >= 0) done.set(index, { message: original.id, interaction: token.interaction, isAnswer: true });
    if ((original.flags & LOADING) !== 0) progress.waitsAt ??= token.interaction;
  }
  progress.lookedIn.add(PRIVATE);
}

interface About {
  readonly work: Work;
  readonly tools: PostTools;
  /** Parts still to come, this one among them. */
  readonly missing: number;
}

type PostedPart = { readonly kind: 'posted'; readonly part: Part } | Extract<Posted, { readonly kind: 'no_place' }>;

async function postPart(rendered: Rendered, about: About): Promise<PostedPart> {
  const { work, tools, missing } = about;
  const token = await chooseToken(work, missing, tools);
  if (token === null) return { kind: 'no_place', code: 'no_token' };
  const isAwaited = work.progress.waitsAt === token.interaction;
  work.progress.waitsAt = null;
  const answer = isAwaited ? await tools.followUps.change(token, ORIGINAL, rendered) : await tools.followUps.post(token, rendered);
  const given = answer.ok ? readGiven(answer.value) : null;
  if (given !== null) {
    return { kind: 'posted', part: { message: given.id, interaction: token.interaction, isAnswer: isAwaited } };
  }
  return goOn(readTrouble(answer), rendered, about);
}

function readTrouble(answer: Answer): DiscordTrouble {
  return answer.ok ? { kind: 'unclear' } : answer.trouble;
}

/** With another token, in a plainer form, elsewhere, or later. */
async function goOn(trouble: DiscordTrouble, rendered: Rendered, about: About): Promise<PostedPart> {
  const { work, tools } = about;
  if (trouble.kind === 'unclear') {
    noteLost(PRIVATE, 0, work.progress);
    tools.logger.info({}, 'Discord did not say whether it shows a message, it may appear twice');
  }
  if (trouble.kind !== 'refused') throw new Error(`Discord did not show a message: ${trouble.kind}.`);
  if (isSpent(trouble)) return postPart(rendered, about);
  if (sortRefusal(trouble) === 'later') throw new Error(`Discord does not take posts: ${trouble.code}.`);
  const plain = sortRefusal(trouble) === 'message' ? plainForm(rendered) : null;
  if (plain === null) return { kind: 'no_place', code: trouble.code };
  tools.logger.error({ code: trouble.code }, 'Discord refuses a message, posted in a plainer form');
  return postPart(plain, about);
}

/** The newest with room; where the conversation has none, the person's own newest in any. */
async function chooseToken({ post, place }: Work, missing: number, { tokens, followUps }: PostTools): Promise<InteractionToken | null> {
  const own = (await tokens.of(post.conversation)).find((token) => followUps.hasRoom(token, missing));
  const newest = place.kind === 'private' ? null : tokens.newestOf(place.user);
  return own ?? (newest !== null && followUps.hasRoom(newest, missing) ? newest : null);
}
