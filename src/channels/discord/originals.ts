import { MessageFlags, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { readDiscordError } from './errors.ts';
import type { Taken } from './first-answer.ts';
import type { Rendered } from './render/rendered.ts';

/** The message an interaction was first answered with, by the interaction's token. */
export interface Originals {
  /** Puts a message in its place: of "… is thinking", or of the message that was clicked. Done again it is the same. */
  put(token: string, message: Rendered): Promise<Taken>;
  /** As it stands; null where Discord does not say. Never rejects. */
  find(token: string): Promise<Original | null>;
  /** Takes "… is thinking" away where nothing came in its place. Never rejects. */
  clear(token: string): Promise<void>;
  /** A word beside it that only the person sees. */
  whisper(token: string, message: Rendered): Promise<void>;
}

/** The message as Discord tells it. */
export interface Original {
  readonly id: string;
  readonly channel: string;
  /** Is it "… is thinking" still? */
  readonly isLoading: boolean;
  readonly components: unknown;
}

/** What they are made of. */
export interface OriginalsOptions {
  readonly rest: REST;
  readonly applicationId: string;
}

const message = z.object({ id: z.string(), channel_id: z.string(), flags: z.number().default(0), components: z.unknown() });

/** An answer in the body of an HTTP response is there a little later than the response is sent. Milliseconds between looks. */
const LOOKS_AFTER = [20, 60, 150, 400, 1_000];

/** Makes them. */
export function createOriginals({ rest, applicationId }: OriginalsOptions): Originals {
  const route = (token: string): `/${string}` => Routes.webhookMessage(applicationId, token, '@original');

  async function find(token: string): Promise<Original | null> {
    try {
      const told = await insist(() => rest.get(route(token), { auth: false }));
      return told === null ? null : readMessage(told.value);
    } catch {
      return null;
    }
  }

  return {
    async put(token, { components, flags }) {
      const body = { components, flags, allowed_mentions: { parse: [] } };
      const told = await insist(() => rest.patch(route(token), { body, auth: false }));
      return told === null ? { kind: 'gone' } : { kind: 'shown', message: readMessage(told.value) };
    },
    find,
    async clear(token) {
      if ((await find(token))?.isLoading !== true) return;
      await insist(() => rest.delete(route(token), { auth: false })).catch(() => undefined);
    },
    async whisper(token, { components, flags }) {
      const body = { components, flags: flags | MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
      await rest.post(Routes.webhook(applicationId, token), { body, auth: false });
    },
  };
}

/** Tries a harmless call again while the message is not there yet or the answer got lost; null where the message or its token is gone. */
async function insist(call: () => Promise<unknown>): Promise<{ readonly value: unknown } | null> {
  for (const wait of [...LOOKS_AFTER, null]) {
    try {
      return { value: await call() };
    } catch (error) {
      const trouble = readDiscordError(error);
      const isGone = trouble.kind === 'refused' && trouble.status === 404;
      if (!isGone && trouble.kind !== 'unclear') throw error;
      if (wait === null && isGone) return null;
      if (wait === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return null;
}

function readMessage(told: unknown): Original | null {
  const read = message.safeParse(told);
  if (!read.success) return null;
  const { id, channel_id, flags, components } = read.data;
  return { id, channel: channel_id, isLoading: (flags & MessageFlags.Loading) !== 0, components };
}
