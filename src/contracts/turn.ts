import type { CauseId, Finding, Fix, Verdict } from './diagnosis.ts';
import type { FactId, Facts, FactValues } from './facts.ts';
import type { Lang } from './lang.ts';
import type { Draft, Phrase } from './messages.ts';
import type { Observation, ProbeProgress, ProbeRequest } from './probes.ts';
import type { SignId } from './signs.ts';

/** What can happen in a conversation. */
export type Event =
  /** The person opened the conversation: greet and ask for the story. */
  | { readonly kind: 'start' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choose'; readonly choice: string }
  | { readonly kind: 'lang'; readonly lang: Lang }
  /** Several things told at once: choice ids as of buttons and pickers, and words. `fresh`: of a new case, whatever was said in this conversation before. */
  | { readonly kind: 'form'; readonly choices: readonly string[]; readonly text: string; readonly fresh: boolean }
  /** Said by the person to others, in a place where the bot may offer help. It offers once, and says nothing more until the offer is taken. */
  | { readonly kind: 'overhear'; readonly text: string }
  /** `soFar`: the last state of every step, in the order they began. The desk shows the edits that come of it at once and keeps nothing: the session may not change. */
  | { readonly kind: 'probe_progress'; readonly run: string; readonly progress: ProbeProgress; readonly soFar: readonly ProbeProgress[] }
  | { readonly kind: 'probe_result'; readonly run: string; readonly observations: readonly Observation[] };

/** An event on its way in: from a channel, or from the desk itself (probe results). */
export interface Envelope {
  readonly channel: string;
  /** `{channel}:{place}:{thread}`. */
  readonly conversation: string;
  readonly person: string;
  readonly workplace: string;
  /** Unique per event of a channel: a repeat acts once. */
  readonly eventId: string;
  readonly event: Event;
  /** Language of the person's profile, where the channel knows it. */
  readonly locale: Lang | null;
}

/** What the engine wants done. Ids are unique in a conversation and never used again. */
export type Wish =
  | { readonly kind: 'say'; readonly id: string; readonly draft: Draft }
  /** Changes a message said before, in place. */
  | { readonly kind: 'edit'; readonly id: string; readonly target: string; readonly draft: Draft }
  | { readonly kind: 'probe'; readonly id: string; readonly request: ProbeRequest }
  /** The message just received holds a password: delete it where the platform allows. */
  | { readonly kind: 'delete_received'; readonly id: string; readonly eventId: string }
  /** Forget all of this conversation. */
  | { readonly kind: 'forget'; readonly id: string };

export interface AskedQuestion {
  readonly fact: FactId;
  readonly turn: number;
}

/** A case, as kept on disk: plain JSON with a version, never a closure. */
export interface Session {
  readonly version: 1;
  readonly lang: Lang;
  /** True once the person chose a language: words typed no longer change it. */
  readonly langChosen: boolean;
  /** Language of the person's screen, where it differs from the chat's. */
  readonly screen: Lang | null;
  /** `offered`: help was offered and not yet taken. */
  readonly step: 'new' | 'offered' | 'talking' | 'probing' | 'advised' | 'closed' | 'handed_over';
  readonly turn: number;
  readonly nextId: number;
  readonly facts: Facts;
  /** Signs read from words, beside those that follow from facts. */
  readonly signs: readonly SignId[];
  /** Values the person denied ("not Gmail"). */
  readonly denied: readonly { readonly fact: FactId; readonly value: string }[];
  /** Every question put so far, the last one open while `open` is true. */
  readonly asked: readonly AskedQuestion[];
  readonly open: FactId | null;
  /** For "back": the facts as they stood before each answer, newest last. */
  readonly history: readonly { readonly fact: FactId; readonly before: Facts[FactId] | null }[];
  readonly observations: readonly Observation[];
  /** The look under way or done: its run id and what it looked at. */
  readonly probe: {
    readonly run: string;
    readonly target: string;
    readonly state: 'running' | 'done';
    readonly message: string | null;
  } | null;
  readonly verdict: Verdict | null;
  readonly fix: Fix | null;
  /** Cures given so far, in order: what failed is not said again. */
  readonly advised: readonly CauseId[];
  readonly failed: readonly CauseId[];
  readonly misread: number;
}

export interface Turn {
  readonly session: Session;
  readonly wishes: readonly Wish[];
  /** The person's words or choice as they may be kept: masked. Null for events that are not the person's. */
  readonly heard: string | null;
}

/** The state of a case as machines read it (design §4, `chat --jsonl`). */
export interface TurnReport {
  readonly asked: FactId | null;
  readonly facts: { readonly [K in FactId]?: FactValues[K] | null };
  readonly causes: readonly { readonly id: CauseId; readonly probability: number }[];
  readonly verdict: Verdict | null;
  readonly fix: Fix | null;
  readonly closed: boolean;
}

/** The thinking part. Pure: no clock, no waiting, no chance. */
export interface Engine {
  /** What an event does to a case. `session` is null for a new conversation. */
  decide(session: Session | null, envelope: Envelope, now: number): Turn;
  report(session: Session): TurnReport;
  /** Is this about mail that can't be sent? For words not meant for the bot: in doubt, no. */
  concerns(text: string): boolean;
}

export type { Finding, Phrase };
