import { setTimeout as sleep } from 'node:timers/promises';
import { MessageFlags, Routes } from 'discord.js';
import type { Clock } from '../../../contracts/ports.ts';
import { createRemembered, type Remembered } from '../../shared/remembered.ts';
import { createSlots, type Slots } from '../../shared/slots.ts';
import { CODES, type DiscordTrouble } from '../errors.ts';
import { COMPONENTS_V2, type Rendered } from '../render/rendered.ts';
import { type InteractionToken, TOKEN_MS, type Tokens } from '../tokens.ts';
import type { Answer, Caller } from './caller.ts';
import { type Given, readGiven } from './posted.ts';
import { ORIGINAL, type Part } from './reference.ts';

/** Messages written with the token of an interaction: only its person sees them. */
export interface FollowUps {
  /** Is there room for so many more by this token? */
  hasRoom(token: InteractionToken, count: number): boolean;
  /** Writes one. It has no nonce: done twice it is two. */
  post(token: InteractionToken, rendered: Rendered): Promise<Answer>;
  /** Changes one, or puts it in the place of "… is thinking". */
  change(token: InteractionToken, message: string, rendered: Rendered): Promise<Answer>;
  remove(token: InteractionToken, message: string): Promise<Answer>;
  /** The answer to an interaction as it stands; null where it has none. Rejects where that can't be known now. */
  original(token: InteractionToken): Promise<Given | null>;
  /** A message is the answer to this interaction. */
  learn(message: string, interaction: string): void;
  /** The interaction with whose token a message was written; null where it is not known (any more). */
  interactionOf(message: string): string | null;
}

/** LOADING: an interaction's answer is awaited (docs.discord.com/developers/resources/message#message-object-message-flags). */
export const LOADING = MessageFlags.Loading;

/** Five: docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message, where only the user installed the app. */
const CAP = 5;
/**
 * An answer in the body of an HTTP response may reach Discord later than a follow-up sent right after it, and the token is unknown for some seconds then
 * (github.com/discord/discord-api-docs/issues/7220).
 */
const YOUNG_MS = 12_000;
/** Each pause is twice the one before: some nine seconds in all. */
const FIRST_PAUSE_MS = 150;
const TRIES = 7;
const MOST = 20_000;
/** A follow-up has no nonce, and nobody tells which there were: a process that dies leaves so many in doubt at most, and those are posted again. */
const AT_ONCE = 8;

interface Tools {
  readonly applicationId: string;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly tokens: Tokens;
}

interface Memory {
  /** Follow-ups sent by each token. */
  readonly used: Remembered<number>;
  /** Tokens by which no more follow-ups go. */
  readonly full: Remembered<true>;
  /** Message → interaction. */
  readonly written: Remembered<string>;
  /** Places for follow-ups under way. */
  readonly places: Slots;
}

/** Makes them. */
export function createFollowUps(tools: Tools): FollowUps {
  const bounds = { forMs: TOKEN_MS, atMost: MOST, clock: tools.clock };
  const memory: Memory = {
    used: createRemembered(bounds),
    full: createRemembered(bounds),
    written: createRemembered(bounds),
    places: createSlots(AT_ONCE),
  };
  const { caller } = tools;
  const route = ({ token }: InteractionToken, message: string) => Routes.webhookMessage(tools.applicationId, token, message);
  return {
    hasRoom: ({ interaction, capped }, count) =>
      memory.full.get(interaction) === undefined && (!capped || (memory.used.get(interaction) ?? 0) + count <= CAP),
    post: (token, rendered) => postFollowUp({ token, rendered }, memory, tools),
    async change(token, message, { components, flags }) {
      const body = { components, flags: flags & COMPONENTS_V2, allowed_mentions: { parse: [] } };
      const answer = await caller.ask((rest) => rest.patch(route(token, message), { body, auth: false }));
      return noteSpent(token, answer, tools);
    },
    async remove(token, message) {
      return noteSpent(token, await caller.ask((rest) => rest.delete(route(token, message), { auth: false })), tools);
    },
    async original(token) {
      const answer = await caller.ask((rest) => rest.get(route(token, ORIGINAL), { auth: false }));
      if (answer.ok) return readGiven(answer.value);
      if (answer.trouble.kind === 'refused') return null;
      throw new Error('Discord could not be asked what was answered.');
    },
    learn: memory.written.set,
    interactionOf: (message) => memory.written.get(message) ?? null,
  };
}

interface FollowUp {
  readonly token: InteractionToken;
  readonly rendered: Rendered;
}

async function postFollowUp({ token, rendered }: FollowUp, { used, full, written, places }: Memory, tools: Tools): Promise<Answer> {
  const { applicationId, caller, clock } = tools;
  const body = { components: rendered.components, flags: rendered.flags | MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
  for (let tries = 1; ; tries += 1) {
    const leave = await places.take('follow-ups');
    const answer = await caller
      .askOnce((rest) => rest.post(Routes.webhook(applicationId, token.token), { body, auth: false }))
      .finally(leave);
    const given = answer.ok ? readGiven(answer.value) : null;
    if (given !== null) {
      used.set(token.interaction, (used.get(token.interaction) ?? 0) + 1);
      written.set(given.id, token.interaction);
      return answer;
    }
    const isEarly = clock.now() - token.at < YOUNG_MS && tries < TRIES;
    if (answer.ok || !isSpent(answer.trouble) || !isEarly) {
      if (isFull(answer)) full.set(token.interaction, true);
      return noteSpent(token, answer, tools);
    }
    await sleep(FIRST_PAUSE_MS * 2 ** (tries - 1));
  }
}

function isFull(answer: Answer): boolean {
  return !answer.ok && answer.trouble.kind === 'refused' && answer.trouble.code === CODES.tooManyFollowUps;
}

function noteSpent({ interaction }: InteractionToken, answer: Answer, { tokens }: Tools): Answer {
  if (!answer.ok && isSpent(answer.trouble)) tokens.drop(interaction);
  return answer;
}

/** The token is too old, or its interaction never had a first answer. */
export function isSpent(trouble: DiscordTrouble): boolean {
  if (trouble.kind !== 'refused') return false;
  const { code } = trouble;
  return code === CODES.unknownWebhook || code === CODES.invalidWebhookToken || code === CODES.unknownInteraction;
}

/** The token a part was written with, among those still good. */
export function tokenOf(part: Part, tokens: readonly InteractionToken[]): InteractionToken | null {
  return tokens.find(({ interaction }) => interaction === part.interaction) ?? null;
}
