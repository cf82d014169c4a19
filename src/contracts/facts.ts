/** How a connection to an outgoing server is protected: STARTTLS (RFC 3207), implicit TLS (RFC 8314 §3.3) or not at all. */
export type Security = 'starttls' | 'tls' | 'none';

/** What else can or cannot send, as far as the person has told. A missing key was never mentioned. */
export interface Elsewhere {
  readonly webmail?: boolean;
  /** The same mailbox on a phone. */
  readonly phone?: boolean;
  /** The same computer on another network (tethering, office, a friend's house). */
  readonly other_network?: boolean;
  readonly other_program?: boolean;
  readonly other_account?: boolean;
  readonly other_computer?: boolean;
}

/** What happened just before sending stopped. */
export type Change =
  | 'isp_change'
  | 'router_change'
  | 'moved'
  | 'travel'
  | 'password_change'
  | 'client_update'
  | 'os_update'
  | 'new_device'
  | 'new_client'
  | 'antivirus_install'
  | 'server_move'
  | 'provider_notice'
  | 'settings_edit'
  | 'nothing';

/** Where the person's line is. */
export type LineKind = 'home' | 'office' | 'school' | 'mobile' | 'public_wifi' | 'abroad' | 'cloud_server';

/** The type of each fact's value. Ids are shared by the corpus, the engine, the questions and the locale files. */
export interface FactValues {
  /** Catalogue id of the line the person is on now, or their own words where no row fits. */
  isp: string;
  /** Catalogue id of the line they had before, or their own words. */
  previous_isp: string;
  /** Catalogue id of the mailbox's provider, or their own words. */
  mail_provider: string;
  /** Domain of the mailbox: lower case, ASCII. The local part is never kept. */
  mail_domain: string;
  /** Catalogue id of the mail program, or their own words. */
  client: string;
  client_version: string;
  /** `windows-xp` `windows-7` `windows-10` `windows-11` `windows` `macos` `ios` `android` `linux` … */
  os: string;
  /** Catalogue ids of error codes and texts, or the person's own words where no row fits; empty when nothing is shown. */
  error_codes: readonly string[];
  current_port: number;
  /** Host name in the outgoing-server box: lower case. */
  outgoing_server: string;
  /** What the encryption box says; `auto` is a value of some programs. */
  security: Security | 'auto';
  auth_enabled: boolean;
  can_receive: boolean;
  can_send_elsewhere: Elsewhere;
  started_after: readonly Change[];
  line_kind: LineKind;
  vpn: boolean;
  /** True when only mails with (big) attachments fail. */
  attachment: boolean;
  /** Name of the security program, in the person's words; `none` when they say they have none. */
  antivirus: string;
}

export type FactId = keyof FactValues;

/** Where a fact came from. `stated` in words, `chosen` with a button, `pasted` in a tool's output, `looked_up` from another fact. */
export type FactOrigin = 'stated' | 'chosen' | 'pasted' | 'looked_up';

/** One fact of a case. `value: null` means the person said they do not know: never ask again. */
export interface FactRecord<K extends FactId = FactId> {
  readonly value: FactValues[K] | null;
  readonly from: FactOrigin;
  /** Number of the turn that brought it. */
  readonly turn: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type Facts = { readonly [K in FactId]?: FactRecord<K> };
