import type { DirectoryKind } from './catalogue.ts';
import type { Lang } from './lang.ts';
import type { Message } from './messages.ts';
import type { Envelope, Session, TurnReport, Wish } from './turn.ts';

/** The present, in milliseconds since the epoch; tests hold it. */
export interface Clock {
  now(): number;
}

/** Structured logs: a constant message, ids only; never addresses, message text or secrets. */
export interface Logger {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** A wish on disk, not yet crossed off. */
export interface OutboxRow {
  readonly conversation: string;
  readonly channel: string;
  readonly person: string;
  readonly workplace: string;
  /** Order within the conversation. */
  readonly seq: number;
  readonly wish: Wish;
}

/** What one turn leaves on disk, all or nothing. */
export interface TurnRecord {
  readonly conversation: string;
  readonly channel: string;
  readonly person: string;
  readonly workplace: string;
  readonly eventId: string;
  /** Revision the session was loaded at; 0 for a new conversation. */
  readonly loadedAt: number;
  /** Number of the turn's first line: `nextSeq` as loaded. A new conversation begins at `at`, so that one forgotten and begun again never repeats a number. */
  readonly seq: number;
  readonly session: Session;
  readonly wishes: readonly Wish[];
  /** The person's words, masked; null where the event was not the person's. */
  readonly heard: string | null;
  readonly at: number;
}

/** A session as loaded, with the revision a commit must name and the number of the next line. */
export interface LoadedSession {
  readonly session: Session;
  readonly revision: number;
  readonly nextSeq: number;
}

/** One line of a conversation, for channels that show it again after a reload. */
export type TranscriptEntry =
  | { readonly kind: 'person'; readonly seq: number; readonly at: number; readonly text: string }
  | { readonly kind: 'wish'; readonly seq: number; readonly at: number; readonly wish: Wish };

/**
 * Where cases live. Every method is durable when its promise resolves (power cut included).
 * One contract suite (`test/contracts/session-store.ts`) holds for every implementation.
 */
export interface SessionStore {
  /** May several desks use it? Then what a desk remembers of an outbox is old as soon as it gives it back. */
  readonly isShared: boolean;
  load(conversation: string): Promise<LoadedSession | null>;
  seen(conversation: string, eventId: string): Promise<boolean>;
  /** One transaction: session, outbox, seen event. The words heard, then each wish, take one number each from `seq` on. `repeat`: the event was seen before; `stale`: another desk was faster. Nothing is written then. */
  commit(record: TurnRecord): Promise<'saved' | 'repeat' | 'stale'>;
  /** Wishes not yet crossed off, in order; of one conversation or of all. */
  pending(conversation: string | null): Promise<readonly OutboxRow[]>;
  /**
   * Takes the outbox of a conversation for one desk, again: keeps it for longer, and tells how many wishes are in it.
   * Null while another desk holds it. Where several processes share a store, the hold ends by itself after `forMs`.
   */
  claim(conversation: string, desk: string, forMs: number): Promise<number | null>;
  /** Takes outboxes that hold wishes and that no desk holds: what a stop or a dead desk left. Returns up to 100 conversations. */
  claimLeft(desk: string, forMs: number): Promise<readonly string[]>;
  /** Gives an outbox back and tells how many wishes are in it still: some may have come since the desk looked. */
  release(conversation: string, desk: string): Promise<number>;
  /** Crosses a wish off; `reference` is what the platform called the message. */
  done(conversation: string, wishId: string, reference: string | null): Promise<void>;
  reference(conversation: string, wishId: string): Promise<string | null>;
  /** Lines after `seq`, in order. */
  transcript(conversation: string, after: number): Promise<readonly TranscriptEntry[]>;
  /** Deletes everything of a conversation. */
  forget(conversation: string): Promise<void>;
  /** The conversations of a person, or of everybody in a workplace. */
  conversationsOf(whose: Whose): Promise<readonly string[]>;
  /** What channels keep beside the cases. */
  readonly notes: Notebook;
  close(): Promise<void>;
}

/** Whose conversations are meant. */
export type Whose = { readonly person: string } | { readonly workplace: string };

/** Small durable values by name, for what a channel must know again after a restart. Secrets are encrypted by whoever writes them. */
export interface Notebook {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** Deletes every value whose name begins so. */
  erase(prefix: string): Promise<void>;
}

/** The door channels knock at. */
export interface Desk {
  /** Resolves once the event's effects are on disk; `repeat` when it had been seen. */
  receive(envelope: Envelope): Promise<'saved' | 'repeat'>;
  /** Resolves when nothing of this conversation is on its way any more (probes included). */
  idle(conversation: string): Promise<void>;
  /** The state of a case as machines read it; null for a conversation never begun. */
  report(conversation: string): Promise<TurnReport | null>;
  /** How far a conversation has come; null for one never begun. */
  stepOf(conversation: string): Promise<Session['step'] | null>;
  /** Is this about mail that can't be sent? For words not meant for the bot: in doubt, no. */
  concerns(text: string): boolean;
  /** Forgets every conversation of a person, or of everybody in a workplace. */
  forgetAll(whose: Whose): Promise<void>;
  /** The conversation so far, translated, for channels that show it again. */
  replay(conversation: string, after: number): Promise<readonly ReplayedLine[]>;
  /** Type-ahead for long choices, labels in the asked language. */
  search(directory: DirectoryKind, query: string, lang: Lang): readonly { readonly id: string; readonly label: string }[];
}

/** A line of a conversation shown again; edits are already applied to the message they changed, and its `seq` is that of the last of them. */
export type ReplayedLine =
  | { readonly kind: 'person'; readonly seq: number; readonly text: string }
  | { readonly kind: 'bot'; readonly seq: number; readonly message: Message };

/** A place in which a post lands. */
export interface Post {
  readonly conversation: string;
  readonly person: string;
  /** Of the line that caused it, as in `replay`. Live progress, which leaves no line, has the number of the wish to look: lower than what was posted since. */
  readonly seq: number;
  readonly message: Message;
  /** True where an earlier try may have got through: the answer to it was lost, or a desk that died had begun it. */
  readonly again: boolean;
}

/** What a channel rejects with when trying again cannot help (the place is gone, the bot was removed). Any other failure is tried again. */
export interface PermanentFailure extends Error {
  readonly permanent: true;
  /** True where the person alone can change it (every way to write to them is closed): nothing that an operator has to mend. */
  readonly unreachable?: true;
}

/** A way in and out: transport and rendering only. Four members, and one that only some platforms can offer. */
export interface Channel {
  readonly name: string;
  start(desk: Desk): Promise<void>;
  /**
   * Posts a message; resolves with what the platform calls it once the platform has it. Safe to call again with the same message id,
   * also while an earlier call has not answered yet: the desk waits only so long, and the channel then joins the post under way.
   */
  send(post: Post): Promise<string | null>;
  /** Changes a message posted before. Live progress may be shown or not, as the channel likes. */
  edit(post: Post, reference: string | null): Promise<void>;
  /** Deletes what a person wrote, where the platform lets us. */
  retract?(conversation: string, eventId: string): Promise<void>;
  stop(): Promise<void>;
}
