import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteractionResponse, InteractionResponseType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../../contracts/ports.ts';
import { CODES, readDiscordError } from '../errors.ts';
import type { Respond, Taken } from '../first-answer.ts';
import type { Originals } from '../originals.ts';
import { namesOf } from '../post/names.ts';

/** What calling back is made of. */
export interface CallbackOptions {
  readonly rest: REST;
  readonly originals: Originals;
  readonly clock: Clock;
  /** Discord does not know an interaction any more: nothing goes by its token. */
  lost(interaction: string): void;
}

/** Whom to call back. */
const called = z.object({ id: z.string(), token: z.string() });

type Caller = z.infer<typeof called>;

/** After three seconds Discord takes no answer (docs.discord.com, "Receiving and Responding"): trying is of no use. Milliseconds. */
const LIMIT_MS = 3_000;
const PAUSE_MS = 60;

/** docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Callback Response Object" */
const told = z.object({ resource: z.object({ message: z.object({ id: z.string(), channel_id: z.string() }) }) });

/**
 * How an interaction of the gateway is answered: by a call of its own. A call whose answer got lost is made again: Discord takes one answer, and says so
 * (40060) where it has it already.
 */
export function createCallback(options: CallbackOptions): (interaction: unknown) => Respond {
  return (interaction) => {
    const read = called.safeParse(interaction);
    if (!read.success) return async () => ({ kind: 'gone' });
    const until = options.clock.now() + LIMIT_MS;
    return async (response) => {
      const next = await callBack(read.data, response, { ...options, until });
      if (next.kind === 'lost') options.lost(read.data.id);
      return next.kind === 'shown' ? next : { kind: 'gone' };
    };
  };
}

async function callBack(
  caller: Caller,
  response: APIInteractionResponse,
  { rest, originals, clock, until }: CallbackOptions & { readonly until: number },
): Promise<Next> {
  let next: Next = await tryOnce(caller, response, rest);
  for (let isDoubtful = false; next.kind === 'again'; isDoubtful = true) {
    if (isDoubtful && clock.now() > until) return { kind: 'gone' };
    await sleep(PAUSE_MS, undefined, { ref: false });
    next = await tryOnce(caller, response, rest);
    if (next.kind === 'answered') return stands(caller, response, originals);
  }
  return next;
}

/** `answered`: Discord has an answer already. `lost`: it takes none any more. `again`: what became of this try is not known. */
type Next = Taken | { readonly kind: 'answered' } | { readonly kind: 'lost' } | { readonly kind: 'again' };

async function tryOnce(caller: Caller, response: APIInteractionResponse, rest: REST): Promise<Next> {
  try {
    return { kind: 'shown', message: readMessage(await call(caller, response, rest)) };
  } catch (error) {
    const trouble = readDiscordError(error);
    if (trouble.kind === 'unclear') return { kind: 'again' };
    const code = trouble.kind === 'refused' ? trouble.code : null;
    if (code === CODES.alreadyAcknowledged) return { kind: 'answered' };
    if (code === CODES.unknownInteraction) return { kind: 'lost' };
    throw error;
  }
}

async function call({ id, token }: Caller, response: APIInteractionResponse, rest: REST): Promise<unknown> {
  const query = new URLSearchParams({ with_response: 'true' });
  return rest.post(Routes.interactionCallback(id, token), { body: response, auth: false, query });
}

/** The try before had got through, unless it is seen that what stands there is the answer of a process that died. */
async function stands({ token }: Caller, response: APIInteractionResponse, originals: Originals): Promise<Taken> {
  switch (response.type) {
    case InteractionResponseType.ChannelMessageWithSource: {
      const found = await originals.find(token);
      return found === null || isSame(response.data.components, found.components) ? { kind: 'shown', message: found } : { kind: 'gone' };
    }
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return (await originals.find(token))?.isLoading === false ? { kind: 'gone' } : { kind: 'shown', message: null };
    default:
      return { kind: 'shown', message: null };
  }
}

function isSame(given: unknown, found: unknown): boolean {
  const names = namesOf(given);
  return names.length === 0 || namesOf(found).some((name) => names.includes(name));
}

function readMessage(answer: unknown): { readonly id: string; readonly channel: string } | null {
  const read = told.safeParse(answer);
  if (!read.success) return null;
  const { id, channel_id } = read.data.resource.message;
  return { id, channel: channel_id };
}
