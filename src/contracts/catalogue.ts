import type { CauseId, QuestionRow } from './diagnosis.ts';
import type { FactId, Security } from './facts.ts';
import type { Lang, Localised } from './lang.ts';
import type { SignId } from './signs.ts';

/** Where a value comes from. A value without a source is not a fact and is never stated to a person. */
export interface Source {
  readonly url: string;
  /** Date of the page or commit (ISO, may be a year or a month); null where the page has none. */
  readonly date: string | null;
  /** ISO date on which we read it. */
  readonly checked: string;
  readonly licence: string | null;
}

export type Confidence = 'high' | 'medium' | 'low';

/** Whether an access line stops outgoing port 25. */
export type Outbound25 = 'all_dynamic' | 'all' | 'default_can_be_lifted' | 'no' | 'unknown';

export interface IspRow {
  readonly id: string;
  readonly names: Localised;
  readonly aliases: readonly string[];
  readonly country: string;
  readonly kind: string;
  readonly lineBrands: readonly string[];
  readonly outbound25: {
    readonly policy: Outbound25;
    readonly since: string | null;
    readonly sources: readonly Source[];
    readonly confidence: Confidence | null;
  };
  /** The line's own mail service, a provider id; null when it has none or it is not known. */
  readonly mailProvider: string | null;
  readonly ownSmtpHost: string | null;
  /** Registrable domains of the line's own mail servers and addresses: for look-ups. */
  readonly domains: readonly string[];
  /** For maintainers; never shown to a person who asks for help. */
  readonly notes: readonly string[];
}

export type RowFlag =
  /** Offers port 25 only. */
  | 'port_25_only'
  /** Recorded without encryption. */
  | 'no_encryption'
  /** The source names host and port but not the encryption: `security` is what the port stands for (RFC 8314 §3.3). */
  | 'security_assumed'
  /** No source: kept for look-ups, never stated. */
  | 'unsourced';

export interface OutgoingServer {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly auth: readonly string[];
  readonly username: 'email' | 'local-part' | 'other' | null;
  readonly sources: readonly Source[];
  readonly confidence: Confidence;
  readonly flags: readonly RowFlag[];
}

/**
 * An outgoing server whose name depends on the contract. `host` has blanks: `*` is a part only the person knows, `$1` a group of
 * `forDomain`, a regular expression over the whole mail domain. `Catalogue.fit` fills them in; a name with blanks is never shown.
 */
export interface OutgoingPattern extends OutgoingServer {
  readonly forDomain: string | null;
}

export interface IncomingServer {
  readonly type: 'imap' | 'pop3';
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly sources: readonly Source[];
}

/** How a provider lets programs sign in, and since when. */
export interface AuthPolicy {
  readonly plainPassword: 'accepted' | 'refused' | 'varies' | 'unknown';
  readonly oauth2: 'required' | 'offered' | 'none' | 'unknown';
  /** `required`: a program that signs in with a password needs one of its own. */
  readonly appPassword: 'required' | 'offered' | 'not_working' | 'none' | 'unknown';
  /** A switch in the provider's own settings that must be on before programs may send. */
  readonly smtpSwitch: 'required' | 'none' | 'unknown';
  /** Labels of the path to that switch, as on the provider's page. */
  readonly switchPath: { readonly ja: readonly string[] | null; readonly en: readonly string[] | null };
  /** Labels of the path to where an app password (or mail key) is made. */
  readonly appPasswordPath: { readonly ja: readonly string[] | null; readonly en: readonly string[] | null };
  readonly sources: readonly Source[];
}

export interface MailProviderRow {
  readonly id: string;
  readonly names: Localised;
  readonly aliases: readonly string[];
  /** Mail domains; `*.example.jp` stands for any label below. */
  readonly domains: readonly string[];
  /** Empty where the domains are known without a source: good for look-ups, not for statements. */
  readonly domainSources: readonly Source[];
  readonly incoming: readonly IncomingServer[];
  /** The best first: sourced before unsourced, implicit TLS and STARTTLS before none, submission before 25. */
  readonly outgoing: readonly OutgoingServer[];
  /** Servers whose names depend on the contract (`*.sakura.ne.jp`). */
  readonly outgoingPatterns: readonly OutgoingPattern[];
  readonly policy: AuthPolicy | null;
  /** Date (ISO) since when POP-before-SMTP is no longer taken. */
  readonly popBeforeSmtpEnded: { readonly date: string; readonly source: Source } | null;
  readonly retired: { readonly date: string | null; readonly source: Source } | null;
  /** Names of outgoing servers that no longer serve. */
  readonly retiredHosts: readonly { readonly host: string; readonly source: Source }[];
  /** Recorded: outgoing server refuses access from abroad unless switched off. */
  readonly foreignFilter: { readonly source: Source } | null;
  /** Recorded: outgoing server serves its own lines only. */
  readonly ownNetworkOnly: { readonly source: Source } | null;
  readonly status: 'ok' | 'preparation' | 'broken' | 'unknown';
  readonly notes: readonly string[];
}

/** One act on a screen. The verb is a word of the locale files (`advice:do.<act>`), the label is the screen's own. */
export interface ScreenStep {
  readonly act:
    | 'menu'
    | 'open'
    | 'tab'
    | 'choose'
    | 'press'
    | 'tick'
    | 'untick'
    | 'select_account'
    /** Choose one of a list of outgoing servers: the one the mailbox uses. */
    | 'select_server'
    | 'enter'
    | 'tap'
    | 'long_press'
    /** The box of the outgoing server's name is on this screen: nothing is clicked, it is checked or rewritten. */
    | 'server';
  /** The words on the screen, `null` where the act has no label (choose your account). */
  readonly label: Localised | null;
}

/** What a program is like, as far as it matters for sending. */
export type ClientTrait = 'cloud' | 'old_tls' | 'default_25' | 'no_oauth' | 'no_port_box' | 'server_software' | 'webmail';

export interface MailClientRow {
  readonly id: string;
  readonly names: Localised;
  readonly aliases: readonly string[];
  readonly platform: string;
  readonly versions: readonly string[];
  /** From the program's first window to the outgoing-server settings. */
  readonly path: readonly ScreenStep[];
  /** Where the fields are, from the end of `path` on. */
  readonly fields: {
    readonly port: readonly ScreenStep[];
    readonly encryption: readonly ScreenStep[];
    readonly auth: readonly ScreenStep[];
  };
  /** The words of the encryption box; where it is one tick, the words of that tick (`none`: unticked). A null value is not offered. */
  readonly encryptionWords: { readonly [K in Security | 'auto']: Localised | null };
  /** The program's own test; null where it has none (then: send a mail to yourself). */
  readonly test: readonly ScreenStep[] | null;
  /** From the fields back to where `test` starts; all the way out where there is no test. */
  readonly finish: readonly ScreenStep[];
  /** Steps that close what is still open after the test. */
  readonly afterTest: readonly ScreenStep[];
  readonly traits: readonly ClientTrait[];
  /** The page that says so, for each trait read on one. A trait without a page is weighed, but never shown as recorded. */
  readonly traitSources?: { readonly [K in ClientTrait]?: Source | undefined } | undefined;
  /** Ids of warnings, words in `locales/<lang>/clients.json` under `quirks.<id>`. */
  readonly quirks: readonly string[];
  readonly sources: readonly Source[];
  readonly confidence: Confidence;
  /** Whether the words of the screen were read on a page or come from memory; those from memory are good for clicks, not for statements. */
  readonly labelsFrom: { readonly ja: 'source' | 'recall'; readonly en: 'source' | 'recall' };
}

export interface ErrorRow {
  readonly id: string;
  /** As a person would quote it: `0x800CCC0E`, `535 5.7.8`, `ETIMEDOUT`. */
  readonly code: string;
  readonly family: string;
  /** Regular expressions over normalised text (NFKC, lower case), any of which means this error. */
  readonly patterns: readonly string[];
  readonly stage: 'connect' | 'tls' | 'greet' | 'auth' | 'from' | 'rcpt' | 'data' | 'after' | 'local' | 'incoming' | 'any';
  /** The signs it brings, beside its stage. */
  readonly signs: readonly SignId[];
  readonly sources: readonly Source[];
}

export interface CauseRow {
  readonly id: CauseId;
  /** Natural logarithm of how common the cause is among people who can't send, before anything is known. */
  readonly prior: number;
  /** Log-likelihood weight of each sign for this cause: positive speaks for it, negative against. */
  readonly signs: Readonly<Partial<Record<SignId, number>>>;
  /** Does a change of the outgoing server's settings cure it? */
  readonly curedBySettings: boolean;
}

/** Hosts known to answer, to check an outlet or a line with. */
export interface Controls {
  readonly submission: readonly { readonly host: string; readonly port: 465 | 587 }[];
  /** Exchangers of independent organisations, for port 25 from a person's line. */
  readonly relay: readonly { readonly host: string; readonly port: 25 }[];
}

export type DirectoryKind = 'isp' | 'mail_provider' | 'client';

/** The knowledge read from `catalog/`. Immutable; look-ups are by index. */
export interface Catalogue {
  readonly isps: ReadonlyMap<string, IspRow>;
  readonly providers: ReadonlyMap<string, MailProviderRow>;
  readonly clients: ReadonlyMap<string, MailClientRow>;
  readonly errors: ReadonlyMap<string, ErrorRow>;
  readonly causes: ReadonlyMap<CauseId, CauseRow>;
  readonly questions: ReadonlyMap<FactId, QuestionRow>;
  readonly controls: Controls;
  /** Provider of a mail domain, public-suffix aware: `mail.example.nifty.com` finds `*.nifty.com`. */
  providerOfDomain(domain: string): MailProviderRow | null;
  /** Provider whose outgoing or incoming server this host is, exactly or by its registrable domain. */
  providerOfHost(host: string): MailProviderRow | null;
  /**
   * The row with the blanks of `outgoingPatterns` filled in from the mail domain or from the name in the outgoing-server box; what can
   * be filled is added to `outgoing`, best first. Without patterns the same row comes back.
   */
  fit(provider: MailProviderRow, known: { readonly domain: string | null; readonly host: string | null }): MailProviderRow;
  /** Line whose own mail server this host is. */
  ispOfHost(host: string): IspRow | null;
  /** `smtp.nifty.com` → `nifty.com`; null for what has no registrable domain (PSL). */
  registrableDomain(host: string): string | null;
  /** Type-ahead over names and aliases, kana and Latin, full and half width; the best first. */
  search(kind: DirectoryKind, query: string, limit: number): readonly { readonly id: string; readonly names: Localised }[];
}

/** Phrases of one language that carry facts, signs or intents: read from `locales/<lang>/lexicon/`. */
export interface Lexicon {
  readonly lang: Lang;
  /** Regular expression source over normalised text → what it means; grouped by name for tests and maintainers. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** All that thinking needs, read once at start. */
export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly lexicons: Readonly<Record<Lang, Lexicon>>;
}
