import type { ChatPostMessageResponse } from '@slack/web-api';
import type { Logger } from '../../../contracts/ports.ts';
import type { SlackTrouble } from '../api.ts';
import type { Rendered } from '../render/rendered.ts';
import { plainer } from '../render/table.ts';
import type { Answer, Caller } from './caller.ts';
import { sortRefusal } from './codes.ts';
import type { Finder } from './finder.ts';
import type { Target } from './target.ts';

/** How far the posting of one message has come, over all tries of this process. */
export interface Progress {
  /** `ts` of each part posted, by channel. A message is in one place: what was posted before that place was lost is no part of it. */
  readonly done: Map<string, Map<number, string>>;
  /** May it be there already? `left`: another process may have posted it; `lost`: the answer to our own post was lost. */
  doubt: 'none' | 'left' | 'lost';
  /** Channels in which it was looked for since. */
  readonly lookedIn: Set<string>;
}

/** What posting at one place brings; any other trouble rejects and may be tried again. */
export type Posted =
  | { readonly kind: 'posted'; readonly channel: string; readonly parts: readonly string[] }
  /** Slack takes nothing there. */
  | { readonly kind: 'no_place'; readonly code: string };

/** What parts are posted with. */
export interface PartsTools {
  readonly caller: Caller;
  readonly finder: Finder;
  readonly logger: Logger;
}

/** Posts the parts that are missing, in order. */
export async function postParts(target: Target, parts: readonly Rendered[], progress: Progress, tools: PartsTools): Promise<Posted> {
  const done = partsIn(target.channel, progress);
  await settleDoubt(target, parts, progress, tools);
  let { channel } = target;
  for (const [index, part] of parts.entries()) {
    if (done.has(index)) {
      continue;
    }
    const outcome = await postPart(target, part, progress, tools);
    if (outcome.kind === 'no_place') {
      return outcome;
    }
    done.set(index, outcome.ts);
    channel = outcome.channel;
  }
  return { kind: 'posted', channel, parts: parts.flatMap((_, index) => done.get(index) ?? []) };
}

/** The parts of a message posted in a channel so far. */
export function partsIn(channel: string, { done }: Progress): Map<number, string> {
  const parts = done.get(channel) ?? new Map<number, string>();
  done.set(channel, parts);
  return parts;
}

/** One process's own doubt is of its last try: a look from before that does not tell. */
async function settleDoubt(target: Target, parts: readonly Rendered[], progress: Progress, { finder }: PartsTools): Promise<void> {
  if (progress.doubt === 'none' || progress.lookedIn.has(target.channel)) {
    return;
  }
  const found = await finder.find(target, parts, progress.doubt === 'lost');
  for (const [index, ts] of found.entries()) {
    if (ts !== null) {
      partsIn(target.channel, progress).set(index, ts);
    }
  }
  progress.lookedIn.add(target.channel);
}

type PostedPart =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'no_place'; readonly code: string };

async function postPart(target: Target, part: Rendered, progress: Progress, tools: PartsTools): Promise<PostedPart> {
  const answer = await callPost(target, part, tools.caller);
  const posted = answer.ok ? readPosted(answer.value, target) : null;
  if (posted !== null) {
    return posted;
  }
  const trouble: SlackTrouble = answer.ok ? { kind: 'unclear' } : answer.trouble;
  if (trouble.kind !== 'platform') {
    if (trouble.kind === 'unclear') {
      progress.doubt = 'lost';
      progress.lookedIn.delete(target.channel);
    }
    throw new Error(`Slack did not take a post: ${trouble.kind}.`);
  }
  const { code } = trouble;
  switch (sortRefusal(code)) {
    case 'place':
      return { kind: 'no_place', code };
    case 'later':
      throw new Error(`Slack does not take posts: ${code}.`);
    case 'message': {
      const next = plainer(part);
      if (next === null) {
        return { kind: 'no_place', code };
      }
      tools.logger.error({ team: target.team, code }, 'Slack refuses a message, posted in a plainer form');
      return postPart(target, next, progress, tools);
    }
  }
}

/** Null where Slack says yes and not what it calls the message: then it must be looked for. */
function readPosted({ channel, ts }: ChatPostMessageResponse, target: Target): PostedPart | null {
  return ts === undefined ? null : { kind: 'posted', channel: channel ?? target.channel, ts };
}

function callPost({ team, channel, thread }: Target, { text, blocks }: Rendered, caller: Caller): Promise<Answer<ChatPostMessageResponse>> {
  const args = {
    channel,
    text,
    ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
    ...(thread === null ? {} : { thread_ts: thread }),
    unfurl_links: false,
    unfurl_media: false,
  };
  return caller.call(team, (client) => client.chat.postMessage(args));
}
