import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import { createLanes } from '../shared/lanes.ts';
import { createRemembered } from '../shared/remembered.ts';
import { readConversation } from './place.ts';

/** The token of an interaction, with which the bot writes to its person where nobody else sees it. It is told to nobody. */
export interface InteractionToken {
  readonly interaction: string;
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Five follow-ups and no more: by the user install, where the bot is not itself. */
  readonly capped: boolean;
}

/** The tokens of the last minutes, by conversation. They are kept over a restart, and erased when they are of no use. */
export interface Tokens {
  /** An interaction came. Resolves when it is on disk. */
  learn(conversation: string, token: InteractionToken): Promise<void>;
  /** Those still good, the newest first. */
  of(conversation: string): Promise<readonly InteractionToken[]>;
  /** The newest one of a person in any conversation, as far as this process knows; null for none. */
  newestOf(user: string): InteractionToken | null;
  /** Discord takes nothing by this token any more. */
  drop(interaction: string): void;
  /** Ends waiting for tokens to get old. */
  stop(): void;
}

/** Fifteen minutes: docs.discord.com/developers/interactions/receiving-and-responding, "Followup Messages". Less what a call may take. */
export const TOKEN_MS = 15 * 60_000 - 20_000;
/** Of one conversation. */
const MOST = 10;
const CONVERSATIONS = 20_000;

interface Tools {
  readonly notes: Notebook;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Makes them. */
export function createTokens(tools: Tools): Tokens {
  const { notes, clock } = tools;
  const bounds = { forMs: TOKEN_MS, atMost: CONVERSATIONS, clock };
  const known = createRemembered<readonly InteractionToken[]>(bounds);
  const newest = createRemembered<InteractionToken>(bounds);
  const dead = createRemembered<true>(bounds);
  const inTurn = createLanes();
  const eraser = createEraser(tools, inTurn);
  const isGood = ({ interaction, at }: InteractionToken) => clock.now() - at < TOKEN_MS && dead.get(interaction) === undefined;

  async function read(conversation: string): Promise<readonly InteractionToken[]> {
    const tokens = await known.getOr(conversation, async () => readList(await notes.read(noteOf(conversation))));
    return tokens.filter(isGood);
  }

  async function keep(conversation: string, token: InteractionToken): Promise<void> {
    const others = (await read(conversation)).filter(({ interaction }) => interaction !== token.interaction);
    const tokens = [token, ...others].slice(0, MOST);
    known.set(conversation, tokens);
    await notes.write(noteOf(conversation), JSON.stringify(tokens));
  }

  return {
    async learn(conversation, token) {
      newest.set(userOf(conversation), token);
      await inTurn(conversation, () => keep(conversation, token));
      eraser.plan(conversation);
    },
    of: read,
    newestOf(user) {
      const token = newest.get(user);
      return token !== undefined && isGood(token) ? token : null;
    },
    drop: (interaction) => dead.set(interaction, true),
    stop: eraser.stop,
  };
}

interface Eraser {
  /** Erases the conversation's tokens when the newest is too old, counted from now. */
  plan(conversation: string): void;
  stop(): void;
}

function createEraser({ notes, logger }: Tools, inTurn: ReturnType<typeof createLanes>): Eraser {
  const timers = new Map<string, NodeJS.Timeout>();

  async function erase(conversation: string): Promise<void> {
    timers.delete(conversation);
    try {
      await inTurn(conversation, () => notes.erase(noteOf(conversation)));
    } catch (error) {
      logger.debug({ error }, 'Discord token not erased, it is of no use any more');
    }
  }

  return {
    plan(conversation) {
      clearTimeout(timers.get(conversation));
      timers.set(conversation, setTimeout(() => void erase(conversation), TOKEN_MS).unref());
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Under the person's name: what is forgotten of a person goes with it. */
function noteOf(conversation: string): string {
  return `discord/${userOf(conversation)}/token/${conversation}`;
}

function userOf(conversation: string): string {
  return readConversation(conversation)?.user ?? '';
}

function readList(note: string | null): readonly InteractionToken[] {
  if (note === null) return [];
  try {
    const list: unknown = JSON.parse(note);
    return Array.isArray(list) ? list.filter(isToken) : [];
  } catch {
    return [];
  }
}

function isToken(value: unknown): value is InteractionToken {
  return (
    typeof value === 'object' &&
    value !== null &&
    'interaction' in value &&
    typeof value.interaction === 'string' &&
    'token' in value &&
    typeof value.token === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'capped' in value &&
    typeof value.capped === 'boolean'
  );
}
