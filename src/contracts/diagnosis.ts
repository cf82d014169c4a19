import type { Elsewhere, FactId, Facts, Security } from './facts.ts';
import type { Observation } from './probes.ts';
import type { Basis, Sign, SignId } from './signs.ts';

export type CauseId =
  | 'op25b'
  | 'auth_required'
  | 'bad_credentials'
  | 'app_password_or_oauth'
  | 'tls_mismatch'
  | 'wrong_server'
  | 'server_retired'
  | 'provider_outage'
  | 'foreign_access_filter'
  | 'own_network_only'
  | 'sender_not_allowed'
  | 'local_firewall_or_antivirus'
  | 'vpn'
  | 'attachment_too_large'
  | 'mailbox_quota'
  | 'recipient_rejected'
  | 'sender_ip_blocklisted'
  | 'account_suspended_or_sending_limit'
  | 'network_down'
  | 'dns_failure'
  | 'certificate_problem'
  | 'client_bug_or_outbox_stuck'
  | 'other';

/** A named result of the rules over observations; never a sentence. One id a rule in `diagnosis/findings`. */
export type FindingId =
  | 'outlet_ok'
  | 'outlet_filtered'
  | 'no_network'
  | 'name_unknown'
  | 'name_servers_silent'
  | 'submission_587_alive'
  | 'submission_465_alive'
  | 'submission_dead'
  | 'submission_only_465'
  | 'submission_only_587'
  | 'port_25_blocked_on_line'
  | 'port_25_open_on_line'
  | 'port_25_intercepted'
  | 'port_25_not_proven'
  | 'line_down'
  | 'line_submission_blocked'
  | 'starttls_missing'
  | 'starttls_stripped'
  | 'auth_only_after_tls'
  | 'auth_not_offered'
  | 'certificate_expired'
  | 'certificate_name_mismatch'
  | 'certificate_untrusted'
  | 'old_tls_refused'
  | 'not_smtp'
  | 'guard_refused'
  | 'limited';

export interface Finding {
  readonly id: FindingId;
  readonly host: string | null;
  readonly port: number | null;
  /** Ids of the observations it follows from. */
  readonly from: readonly string[];
}

/** Everything the judge may look at. Rows of the catalogue enter as `recorded` signs, measurements as findings. */
export interface Evidence {
  readonly facts: Facts;
  readonly signs: readonly Sign[];
  readonly findings: readonly Finding[];
}

export interface RankedCause {
  readonly cause: CauseId;
  /** 0 to 1; all causes together make 1. */
  readonly probability: number;
  /** The signs that moved it, the strongest first. */
  readonly because: readonly { readonly sign: Sign; readonly weight: number }[];
}

/** The answer of a case. `confidence` is the calibrated probability of its first cause. */
export interface Verdict {
  readonly cause: CauseId;
  readonly confidence: number;
  readonly basis: readonly Basis[];
}

export interface Judgement {
  readonly ranked: readonly RankedCause[];
  /** Null while nothing is sure enough to say. */
  readonly verdict: Verdict | null;
}

/** The settings that cure a case, as far as a settings change cures it. */
export interface Fix {
  /** Null where the provider is not known: the name that stands there stays, or the provider names it. Never invented. */
  readonly host: string | null;
  readonly port: number;
  readonly security: Security;
  readonly auth: boolean;
  readonly username: 'email' | 'local-part' | 'other';
  /** Catalogue id of the program, or `other`. */
  readonly client: string;
}

/** What a person might answer to a question, and the signs each answer would bring. */
export interface QuestionRow {
  readonly fact: FactId;
  /** Effort for the person: 1 a click, 2 a thought, 3 a look into a settings window. */
  readonly effort: number;
  readonly answers: readonly {
    readonly value: string;
    readonly signs: readonly SignId[];
    /** How common the answer is among people with no other sign. All answers of a question together make 1. */
    readonly share: number;
  }[];
}

/** Output of a tool the person ran and pasted, read as observations from their own line. */
export interface PastedMeasurement {
  readonly tool: 'test-netconnection' | 'telnet' | 'nc' | 'openssl' | 'okuru-check' | 'curl';
  readonly observations: readonly Observation[];
}

export type { Elsewhere };
