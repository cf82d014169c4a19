import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Clock } from '../../contracts/ports.ts';
import type { FirstAnswer, Taken } from './first-answer.ts';
import type { Originals } from './originals.ts';
import type { Rendered } from './render/rendered.ts';

/** What became of a message that was to be the answer of an interaction. */
export type Filled =
  /** It is shown. `message` is null where Discord did not tell its id (soon enough); the token's `@original` is it. */
  | { readonly kind: 'filled'; readonly channel: string; readonly message: string | null }
  /** Too late, or answered by somebody else: nothing of it is shown. The token may still be good for follow-ups. */
  | { readonly kind: 'gone' };

/** The place for the answer of one interaction: the first message the desk says in its conversation. */
export interface Slot {
  /** Id and token of the interaction (15 minutes; told to nobody). */
  readonly interaction: string;
  readonly token: string;
  /**
   * Shows the message as the answer, once the event is kept: as the callback, or in the place of "… is thinking". Rejects with discord.js' error where
   * Discord refuses the message; the slot is open again then.
   */
  fill(rendered: Rendered): Promise<Filled>;
}

/** The open places for answers, by conversation. */
export interface Slots {
  /** The oldest slot of the conversation that nobody fills yet, taken from the others; null where there is none. */
  take(conversation: string): Slot | null;
  /** Resolves when each interaction of the conversation so far was given some first answer: follow-ups by its token are refused before that. Never rejects. */
  settled(conversation: string): Promise<void>;
}

/** What a slot is opened for. */
export interface Opening {
  readonly conversation: string;
  readonly answer: FirstAnswer;
  /** Shall only the person see it? */
  readonly isEphemeral: boolean;
  /** The answer where no message comes in time: `thinking` is filled later; any other answer is the whole of it. */
  readonly late: 'thinking' | (() => Promise<APIInteractionResponse>);
}

/** A slot, as who took the interaction in sees it. */
export interface OpenedSlot {
  /** The event is on disk: the slot may be filled. */
  kept(): void;
  /** Nothing more is coming. Resolves true where the interaction has an answer, false where it waits for one still: the slot is the caller's to fill then. */
  end(): Promise<boolean>;
  /** As of `Slot`, whether the event is kept or not. */
  fill(rendered: Rendered): Promise<Filled>;
}

/** Slots with what opens them. */
export interface SlotRack extends Slots {
  open(opening: Opening): OpenedSlot;
  /** From now on follow-ups of the conversation wait for this interaction's first answer. */
  watch(conversation: string, answer: FirstAnswer): void;
}

/** What slots are made of. */
export interface SlotOptions {
  readonly originals: Originals;
  readonly clock: Clock;
  /** Milliseconds after which an interaction is answered without its message. */
  readonly patienceMs?: number;
  /** The same, where its event is not on disk yet. */
  readonly longestMs?: number;
}

/** Discord waits for three seconds; half of them are left for the way there. */
const PATIENCE_MS = 1_500;
const LONGEST_MS = 2_000;

/** Makes a rack of slots. */
export function createSlots(options: SlotOptions): SlotRack {
  const free = new Map<string, Slot[]>();
  const watched = new Map<string, Set<FirstAnswer>>();

  function watch(conversation: string, answer: FirstAnswer): void {
    const answers = watched.get(conversation) ?? new Set();
    watched.set(conversation, answers.add(answer));
    void answer.settled.then(() => {
      answers.delete(answer);
      if (answers.size === 0 && watched.get(conversation) === answers) watched.delete(conversation);
    });
  }

  function remove(conversation: string, slot: Slot): boolean {
    const slots = free.get(conversation) ?? [];
    const at = slots.indexOf(slot);
    if (at >= 0) slots.splice(at, 1);
    if (slots.length === 0) free.delete(conversation);
    return at >= 0;
  }

  return {
    watch,
    take(conversation) {
      const [slot] = free.get(conversation) ?? [];
      if (slot !== undefined) remove(conversation, slot);
      return slot ?? null;
    },
    async settled(conversation) {
      await Promise.all([...(watched.get(conversation) ?? [])].map(({ settled }) => settled));
    },
    open(opening) {
      const { conversation } = opening;
      const slot = openSlot(opening, options, () => free.set(conversation, [...(free.get(conversation) ?? []), slot]));
      watch(conversation, opening.answer);
      free.set(conversation, [...(free.get(conversation) ?? []), slot]);
      return {
        kept: slot.kept,
        fill: slot.fillNow,
        end: async () => (remove(conversation, slot) ? slot.isAnswered() : true),
      };
    },
  };
}

interface WholeSlot extends Slot {
  kept(): void;
  fillNow(rendered: Rendered): Promise<Filled>;
  isAnswered(): Promise<boolean>;
}

function openSlot({ answer, isEphemeral, late }: Opening, options: SlotOptions, putBack: () => void): WholeSlot {
  const { originals, clock, patienceMs = PATIENCE_MS, longestMs = LONGEST_MS } = options;
  let deferral: Promise<Taken> | null = null;
  let ready = (): void => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });

  function after(ms: number, act: () => void): void {
    const timer = setTimeout(act, Math.max(0, answer.at + ms - clock.now()));
    void answer.settled.then(() => clearTimeout(timer));
  }

  function defer(): void {
    if (answer.isGiven()) return;
    deferral = give(late === 'thinking' ? thinking(isEphemeral) : late()).catch(() => ({ kind: 'gone' }) as const);
    ready();
  }

  async function give(response: APIInteractionResponse | Promise<APIInteractionResponse>): Promise<Taken> {
    return answer.give(await response);
  }

  async function fillNow(rendered: Rendered): Promise<Filled> {
    if (deferral === null) {
      const taken = await answer.give(asAnswer(rendered, isEphemeral));
      if (taken.kind === 'shown' || deferral === null) return nameFilled(taken, answer);
    }
    if (late !== 'thinking' || (await deferral).kind === 'gone') return { kind: 'gone' };
    return nameFilled(await originals.put(answer.token, rendered), answer);
  }

  after(longestMs, defer);
  return {
    interaction: answer.interaction,
    token: answer.token,
    kept() {
      ready();
      after(patienceMs, defer);
    },
    fillNow,
    async fill(rendered) {
      await isReady;
      try {
        return await fillNow(rendered);
      } catch (error) {
        putBack();
        if (clock.now() - answer.at >= patienceMs) defer();
        throw error;
      }
    },
    async isAnswered() {
      if (!answer.isGiven()) return false;
      return late !== 'thinking' || deferral === null || (await deferral).kind === 'gone';
    },
  };
}

function nameFilled(taken: Taken, { channel }: FirstAnswer): Filled {
  if (taken.kind === 'gone') return taken;
  return { kind: 'filled', channel: taken.message?.channel ?? channel, message: taken.message?.id ?? null };
}

/** An answer that comes later: "… is thinking" meanwhile. */
export function thinking(isEphemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(isEphemeral ? { data: { flags: MessageFlags.Ephemeral } } : {}),
  };
}

/** A message as the first answer to an interaction. */
export function asAnswer({ components, flags }: Rendered, isEphemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      components: [...components],
      flags: isEphemeral ? flags | MessageFlags.Ephemeral : flags,
      allowed_mentions: { parse: [] },
    },
  };
}
