import { setTimeout as sleep } from 'node:timers/promises';
import type { Respond } from './first-answer.ts';
import { hearClick } from './receive/click.ts';
import { runCommand } from './receive/command.ts';
import { hearMessage, tellFailure } from './receive/message.ts';
import { takeModal } from './receive/modal.ts';
import type { Rooms } from './receive/rooms.ts';
import { suggest } from './receive/suggest.ts';
import { readVisit, type Visit } from './receive/visit.ts';

/** Where what the doors take in goes. */
export interface Listener {
  /** An interaction; answered by `respond`. Never rejects. */
  hearInteraction(raw: unknown, respond: Respond): Promise<void>;
  /** A message as the gateway tells it. Never rejects. */
  hearMessage(raw: unknown): Promise<void>;
}

/** What it listens with. */
export interface ListenerOptions {
  /** Null before the channel has started. */
  open(): Rooms | null;
  /** Is this the first time that this interaction is told? */
  isFirst(interaction: string): boolean;
  now(): number;
}

/** docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Type" */
const HANDLERS: Readonly<Record<number, (visit: Visit, rooms: Rooms) => Promise<void>>> = {
  2: runCommand,
  3: hearClick,
  4: suggest,
  5: takeModal,
};

/** Listens to all that Discord tells, whichever door it comes by. */
export function createListener({ open, isFirst, now }: ListenerOptions): Listener {
  return {
    async hearInteraction(raw, respond) {
      const rooms = open();
      const visit = rooms === null ? null : readVisit(raw, { at: now(), respond }, rooms);
      if (rooms === null || visit === null || !isFirst(visit.answer.interaction)) return;
      try {
        await rooms.people.meet(visit.who.user, visit.locale);
        if (visit.isDirect) rooms.poster.learnDm(visit.who.user, visit.channel);
        await HANDLERS[visit.type]?.(visit, rooms);
      } catch (error) {
        rooms.logger.error({ error, type: visit.type }, 'Discord interaction not answered');
      }
    },
    async hearMessage(raw) {
      const rooms = open();
      if (rooms === null) return;
      await insist(raw, rooms);
    },
  };
}

/** The gateway tells a message once. Milliseconds before each repeat of what went wrong; told again, it acts once. */
const REPEATS_AFTER = [200, 1_000, 5_000];

/** A message that can't be kept even so is answered: the person knows then that nobody heard it. */
async function insist(raw: unknown, rooms: Rooms): Promise<void> {
  for (const wait of [...REPEATS_AFTER, null]) {
    try {
      return await hearMessage(raw, rooms);
    } catch (error) {
      rooms.logger.error({ error, isLast: wait === null }, 'Discord message not taken');
      if (wait === null) break;
      await sleep(wait, undefined, { ref: false });
    }
  }
  rooms.aside('failure told', () => tellFailure(raw, rooms));
}
