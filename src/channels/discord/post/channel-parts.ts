import { Routes } from 'discord.js';
import { CODES, type DiscordTrouble } from '../errors.ts';
import type { Rendered } from '../render/rendered.ts';
import { answerWith } from './answer.ts';
import type { Answer } from './caller.ts';
import { sortRefusal } from './codes.ts';
import { nonceOf } from './names.ts';
import { plainForm } from './plain.ts';
import { readGiven } from './posted.ts';
import { noteLost, partAt, partsIn } from './progress.ts';
import type { Part } from './reference.ts';
import type { Posted, PostTools, Work } from './work.ts';

/** Where in a channel: below which message, null for none. */
export interface Spot {
  readonly channel: string;
  readonly replyTo: string | null;
}

/**
 * "The past few minutes": docs.discord.com/developers/resources/message#create-message, `enforce_nonce`. For so long the same post again is the same
 * message; later it is looked for.
 */
const NONCE_MS = 60_000;

/** Posts the parts that are missing, in order. */
export async function postToChannel(spot: Spot, work: Work, tools: PostTools): Promise<Posted> {
  const { parts, progress } = work;
  const done = partsIn(spot.channel, progress);
  await settleDoubt(spot.channel, work, tools);
  await answerWith(work, tools);
  for (const index of parts.keys()) {
    if (partAt(spot.channel, index, progress) !== undefined) continue;
    const outcome = await postPart({ index, spot }, work, tools);
    if (outcome.kind === 'no_place') return outcome;
    done.set(index, partOf(outcome.message));
  }
  return { kind: 'posted', channel: spot.channel, parts: parts.flatMap((_, index) => partAt(spot.channel, index, progress) ?? []) };
}

async function settleDoubt(channel: string, { parts, progress }: Work, { finder, clock }: PostTools): Promise<void> {
  const isNonceGood = progress.doubt === 'lost' && clock.now() - progress.lostAt < NONCE_MS;
  if (progress.doubt === 'none' || isNonceGood || progress.lookedIn.has(channel)) return;
  const found = await finder.find(channel, parts, progress.doubt === 'lost');
  const done = partsIn(channel, progress);
  for (const [index, message] of found.entries()) {
    if (message !== null && !done.has(index)) done.set(index, partOf(message));
  }
  progress.lookedIn.add(channel);
}

function partOf(message: string): Part {
  return { message, interaction: null, isAnswer: false };
}

interface PartAt {
  readonly index: number;
  readonly spot: Spot;
  /** What is posted in the place of the part as it was rendered. */
  readonly instead?: Rendered;
  /** With another nonce: the message of the first is deleted. */
  readonly anew?: true;
}

type PostedPart = { readonly kind: 'posted'; readonly message: string } | Extract<Posted, { readonly kind: 'no_place' }>;

async function postPart(at: PartAt, work: Work, tools: PostTools): Promise<PostedPart> {
  const rendered = at.instead ?? work.parts[at.index];
  if (rendered === undefined) throw new Error('A part that was never rendered.');
  const answer = await callPost(at, rendered, { post: work.post, caller: tools.caller });
  const given = answer.ok ? readGiven(answer.value) : null;
  if (given !== null) return { kind: 'posted', message: given.id };
  const trouble: DiscordTrouble = answer.ok ? { kind: 'unclear' } : answer.trouble;
  if (trouble.kind === 'unclear') noteLost(at.spot.channel, tools.clock.now(), work.progress);
  if (trouble.kind !== 'refused') throw new Error(`Discord did not take a post: ${trouble.kind}.`);
  const next = mend(trouble, at, rendered);
  if (next === null) return { kind: 'no_place', code: trouble.code };
  tools.logger.debug({ code: trouble.code }, 'Discord refuses a message, posted in another form');
  return postPart(next, work, tools);
}

/** Another form that Discord may take; null where another place has to be found. Rejects where it may take this one later. */
function mend(trouble: Extract<DiscordTrouble, { readonly kind: 'refused' }>, at: PartAt, rendered: Rendered): PartAt | null {
  const { code } = trouble;
  const isReplyRefused = code === CODES.noReplyWithoutHistory || code === CODES.noReferenceWithoutHistory;
  if (isReplyRefused && at.spot.replyTo !== null) return { ...at, spot: { ...at.spot, replyTo: null } };
  // Posted with this nonce, and deleted since (github.com/discord/discord-api-docs/pull/6647): it is looked for no more.
  if (code === CODES.unknownMessage && at.anew !== true) return { ...at, anew: true };
  switch (sortRefusal(trouble)) {
    case 'later':
      throw new Error(`Discord does not take posts: ${code}.`);
    case 'message': {
      const instead = plainForm(rendered);
      return instead === null ? null : { ...at, instead };
    }
    case 'place':
      return null;
  }
}

/** Twice within minutes it is one message, by its nonce: it may be tried again at once. */
function callPost({ index, spot, anew }: PartAt, { components, flags }: Rendered, { post, caller }: PostIn): Promise<Answer> {
  const { channel, replyTo } = spot;
  const body = {
    components,
    flags,
    allowed_mentions: { parse: [] },
    nonce: nonceOf({ conversation: post.conversation, seq: post.seq, part: index, channel, anew: anew === true }),
    enforce_nonce: true,
    ...(replyTo === null || index > 0 ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
  return caller.ask((rest) => rest.post(Routes.channelMessages(channel), { body }));
}

interface PostIn {
  readonly post: Work['post'];
  readonly caller: PostTools['caller'];
}
