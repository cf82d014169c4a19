import type { WebClient } from '@slack/web-api';
import type { Clock, Logger } from '../../../contracts/ports.ts';
import { createRemembered, type Remembered } from '../../shared/remembered.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Caller } from './caller.ts';
import { sortRefusal } from './codes.ts';
import type { Target } from './target.ts';

/** Looks whether messages were posted before: every block of ours is named, and no two messages have a name in common. */
export interface Finder {
  /**
   * `ts` of each part, null for those that are not there, or where Slack does not let us look. `fresh`: the answer to our own post was lost, so
   * that it may well be there; else a desk that died may have posted it, which is rarely so. Rejects where it can't be known now.
   */
  find(target: Target, parts: readonly Rendered[], fresh: boolean): Promise<readonly (string | null)[]>;
}

/** Block id → `ts` of its message. */
type Seen = ReadonlyMap<string, string>;

interface PagedMessage {
  readonly ts?: string;
  readonly blocks?: readonly { readonly block_id?: string }[];
}

interface Page {
  readonly messages?: readonly PagedMessage[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** A message that was begun by a desk that died is among the newest. */
const NEWEST = 50;
/** Replies come oldest first (docs.slack.dev, conversations.replies): the newest are on the last page. */
const REPLIES = 200;
const PAGES = 5;
/**
 * What a dead desk left in one conversation is told by one look: Slack allows fifty a minute (tier 3), fewer to some apps. A desk holds an
 * outbox for much longer than this, so that nobody else posts there meanwhile.
 */
const LOOK_KEPT_MS = 10_000;
/**
 * All waiting for a look at what a dead desk left, where Slack says "later". It had few posts under way, and may have left hundreds of
 * conversations: those few doubled are better than minutes, or at one look a minute hours, without an answer for everybody.
 */
const LEFT_PATIENCE_MS = 15_000;

interface Tools {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Makes a finder. */
export function createFinder(tools: Tools): Finder {
  const looks = createRemembered<Seen>({ forMs: LOOK_KEPT_MS, atMost: 500, clock: tools.clock });
  return {
    async find(target, parts, fresh) {
      const seen = await look(target, fresh, { looks, tools });
      return parts.map(({ blocks }) => findPart(blocks, seen));
    },
  };
}

function look(
  target: Target,
  fresh: boolean,
  { looks, tools }: { readonly looks: Remembered<Seen>; readonly tools: Tools },
): Promise<Seen> {
  const name = `${target.team}/${target.channel}/${target.thread ?? ''}`;
  if (fresh) {
    looks.drop(name);
  }
  return looks.getOr(name, () => readSeen(target, fresh, tools));
}

function findPart(blocks: Rendered['blocks'], seen: Seen): string | null {
  for (const { block_id } of blocks) {
    const ts = block_id === undefined ? undefined : seen.get(block_id);
    if (ts !== undefined) {
      return ts;
    }
  }
  return null;
}

async function readSeen(target: Target, fresh: boolean, tools: Tools): Promise<Seen> {
  const seen = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { messages, response_metadata } = await readPage(target, { cursor, fresh }, tools);
    for (const message of messages ?? []) {
      noteBlocks(message, seen);
    }
    cursor = response_metadata?.next_cursor;
    if (target.thread === null || cursor === undefined || cursor === '') {
      break;
    }
  }
  return seen;
}

function noteBlocks({ ts, blocks }: PagedMessage, seen: Map<string, string>): void {
  for (const { block_id } of blocks ?? []) {
    if (ts !== undefined && block_id !== undefined) {
      seen.set(block_id, ts);
    }
  }
}

interface Turn {
  readonly cursor: string | undefined;
  readonly fresh: boolean;
}

async function readPage(target: Target, { cursor, fresh }: Turn, { caller, logger }: Tools): Promise<Page> {
  const answer = await caller.call<Page>(target.team, (client) => ask(client, target, cursor), fresh ? undefined : LEFT_PATIENCE_MS);
  if (answer.ok) {
    return answer.value;
  }
  const { trouble } = answer;
  const code = trouble.kind === 'platform' ? trouble.code : trouble.kind;
  if (trouble.kind === 'platform' || (trouble.kind === 'rate_limited' && !fresh)) {
    const level = sortRefusal(code) === 'place' && trouble.kind === 'platform' ? 'debug' : 'warn';
    logger[level]({ team: target.team, code }, 'Slack does not let us look what was posted, a message may appear twice');
    return {};
  }
  throw new Error(`Slack could not be asked what was posted: ${code}.`);
}

function ask(client: WebClient, { channel, thread }: Target, cursor: string | undefined): Promise<Page> {
  return thread === null
    ? client.conversations.history({ channel, limit: NEWEST })
    : client.conversations.replies({ channel, ts: thread, limit: REPLIES, ...(cursor === undefined ? {} : { cursor }) });
}
