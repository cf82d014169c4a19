import { Routes } from 'discord.js';
import type { Clock, Logger } from '../../../contracts/ports.ts';
import { createRemembered } from '../../shared/remembered.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Caller } from './caller.ts';
import { sortRefusal } from './codes.ts';
import { namesOf } from './names.ts';
import { readGiven } from './posted.ts';

/** Looks whether messages were posted in a channel before. */
export interface Finder {
  /** The id of each part, null for those that are not there, or where Discord does not let us look. Rejects where it can't be known now. */
  find(channel: string, parts: readonly Rendered[], fresh: boolean): Promise<readonly (string | null)[]>;
}

/** A message that was begun by a desk that died is among the newest. */
const NEWEST = 50;
/** What a dead desk left in one conversation is told by one look. A desk holds an outbox for much longer than this, so that nobody else posts there meanwhile. */
const LOOK_KEPT_MS = 10_000;

interface Tools {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Name → id of its message. */
type Seen = ReadonlyMap<string, string>;

/** Makes a finder. */
export function createFinder(tools: Tools): Finder {
  const looks = createRemembered<Seen>({ forMs: LOOK_KEPT_MS, atMost: 500, clock: tools.clock });
  return {
    async find(channel, parts, fresh) {
      if (fresh) looks.drop(channel);
      const seen = await looks.getOr(channel, () => look(channel, tools));
      return parts.map(({ components }) => findPart(components, seen));
    },
  };
}

function findPart(components: unknown, seen: Seen): string | null {
  for (const name of namesOf(components)) {
    const found = seen.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

async function look(channel: string, { caller, logger }: Tools): Promise<Seen> {
  const query = new URLSearchParams({ limit: String(NEWEST) });
  const answer = await caller.ask((rest) => rest.get(Routes.channelMessages(channel), { query }));
  if (answer.ok && Array.isArray(answer.value)) return noteNames(answer.value);
  if (!answer.ok && answer.trouble.kind === 'refused' && sortRefusal(answer.trouble) === 'place') {
    logger.debug({ code: answer.trouble.code }, 'Discord does not let us look what was posted');
    return new Map();
  }
  throw new Error('Discord could not be asked what was posted.');
}

function noteNames(messages: readonly unknown[]): Seen {
  const given = messages.flatMap((message) => readGiven(message) ?? []);
  return new Map(given.flatMap(({ id, components }) => namesOf(components).map((name): [string, string] => [name, id])));
}
