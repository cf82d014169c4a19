import type { FactId, FactValues } from './facts.ts';
import type { Lang } from './lang.ts';
import type { Observation } from './probes.ts';
import type { SignId } from './signs.ts';

/** A fact read from the person's words. `denied` is "not this": it takes the value away if it stood. */
export type ReadFact = {
  [K in FactId]: { readonly id: K; readonly value: FactValues[K]; readonly denied: boolean };
}[FactId];

/** An SMTP reply the person quoted (RFC 5321 §4.2, RFC 3463). */
export interface QuotedReply {
  readonly code: number;
  readonly enhanced: string | null;
  readonly host: string | null;
  readonly port: number | null;
}

/** What a message wants of the conversation, beside telling facts. */
export type Intent =
  | 'dont_know'
  | 'yes'
  | 'no'
  | 'thanks'
  | 'greeting'
  | 'why'
  | 'what_is'
  | 'back'
  | 'start_over'
  | 'human'
  | 'use_japanese'
  | 'use_english'
  | 'fixed'
  | 'not_fixed'
  | 'forget'
  | 'cannot_receive_only'
  | 'how_to_find';

/** Words the glossary explains: keys of `locales/<lang>/glossary.json`. */
export type Term =
  | 'port'
  | 'op25b'
  | 'smtp'
  | 'authentication'
  | 'starttls'
  | 'isp'
  | 'mail_provider'
  | 'mail_client'
  | 'outgoing_server'
  | 'outbox'
  | 'webmail'
  | 'app_password'
  | 'oauth'
  | 'vpn'
  | 'certificate'
  | 'probe';

/** All that one message says. Pure: same text and context, same reading. */
export interface Reading {
  /** Language of the words typed; null where it can't be told ("587"). */
  readonly lang: Lang | null;
  /** The text with passwords masked: the only form that may be stored or shown. */
  readonly text: string;
  readonly secret: boolean;
  readonly facts: readonly ReadFact[];
  readonly signs: readonly SignId[];
  readonly replies: readonly QuotedReply[];
  /** From a pasted tool output: looks from the person's own line. */
  readonly observations: readonly Observation[];
  readonly intent: Intent | null;
  /** What `what_is` asks about. */
  readonly term: Term | null;
  /** Is it about mail at all? False for small talk: then it fills no slot. */
  readonly relevant: boolean;
}

export interface ReadContext {
  /** The question that stands open: a bare "NURO" answers it. */
  readonly asked: FactId | null;
  readonly lang: Lang;
  /** Milliseconds since the epoch, for dates in pasted output. */
  readonly now: number;
}

/** Free text → facts, signs and intent. */
export interface Reader {
  read(text: string, context: ReadContext): Reading;
  /** Does this text, said to others, tell of mail that can't be sent? In doubt, no. */
  concerns(text: string): boolean;
}
