import type {
  Catalogue,
  ErrorRow,
  IspRow,
  MailClientRow,
  MailProviderRow,
  Outbound25,
  OutgoingServer,
  Source,
} from '../../../src/contracts/catalogue.ts';
import type { FactId, Facts, FactValues } from '../../../src/contracts/facts.ts';
import { realCauses, realQuestions } from './rows.ts';

const SOURCE: Source = { url: 'https://example.jp/mail', date: null, checked: '2026-11-24', licence: null };

/** Facts as a person stated them in their first message; null for "I don't know". */
export function facts(values: { readonly [K in FactId]?: FactValues[K] | null }): Facts {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, from: 'stated', turn: 1, at: 0 }]));
}

/** A line and its own mail service. */
export function isp(id: string, policy: Outbound25, changes: Partial<IspRow> = {}): IspRow {
  return {
    id,
    names: { ja: id, en: id },
    aliases: [],
    country: 'JP',
    kind: 'fixed',
    lineBrands: [],
    outbound25: { policy, since: null, sources: policy === 'unknown' ? [] : [SOURCE], confidence: 'high' },
    mailProvider: null,
    ownSmtpHost: null,
    domains: [],
    notes: [],
    ...changes,
  };
}

/** An outgoing server with a source. */
export function server(host: string, port: number, changes: Partial<OutgoingServer> = {}): OutgoingServer {
  return {
    host,
    port,
    security: port === 465 ? 'tls' : 'starttls',
    auth: ['PLAIN'],
    username: 'email',
    sources: [SOURCE],
    confidence: 'high',
    flags: [],
    ...changes,
  };
}

/** A mailbox provider with 587 on `smtp.<domain>`. */
export function provider(id: string, domain: string, changes: Partial<MailProviderRow> = {}): MailProviderRow {
  return {
    id,
    names: { ja: id, en: id },
    aliases: [],
    domains: [domain],
    domainSources: [SOURCE],
    incoming: [{ type: 'pop3', host: `pop.${domain}`, port: 995, security: 'tls', sources: [SOURCE] }],
    outgoing: [server(`smtp.${domain}`, 587)],
    outgoingPatterns: [],
    policy: null,
    popBeforeSmtpEnded: null,
    retired: null,
    retiredHosts: [],
    foreignFilter: null,
    ownNetworkOnly: null,
    status: 'ok',
    notes: [],
    ...changes,
  };
}

/** A way to sign in, recorded with a source. */
export function policy(changes: Partial<NonNullable<MailProviderRow['policy']>>): NonNullable<MailProviderRow['policy']> {
  return {
    plainPassword: 'unknown',
    oauth2: 'unknown',
    appPassword: 'unknown',
    smtpSwitch: 'unknown',
    switchPath: { ja: null, en: null },
    appPasswordPath: { ja: null, en: null },
    sources: [SOURCE],
    ...changes,
  };
}

/** A mail program with traits. */
export function client(id: string, traits: MailClientRow['traits']): MailClientRow {
  return {
    id,
    names: { ja: id, en: id },
    aliases: [],
    platform: 'windows',
    versions: [],
    path: [],
    fields: { port: [], encryption: [], auth: [] },
    encryptionWords: { none: null, starttls: null, tls: null, auto: null },
    test: null,
    finish: [],
    afterTest: [],
    labelsFrom: { ja: 'source', en: 'source' },
    traits,
    quirks: [],
    sources: [SOURCE],
    confidence: 'high',
  };
}

function errorRow(code: string, stage: ErrorRow['stage'], signs: ErrorRow['signs']): ErrorRow {
  return { id: code, code, family: 'test', patterns: [], stage, signs, sources: [SOURCE] };
}

const FILTERED = { foreignFilter: { source: SOURCE }, retiredHosts: [{ host: 'mail.tegami.example', source: SOURCE }] } as const;

const ISPS = [
  isp('kita', 'all_dynamic', { mailProvider: 'kita-mail', ownSmtpHost: 'smtp.kita.example' }),
  isp('minami', 'unknown', { mailProvider: 'minami-mail', ownSmtpHost: 'smtp.minami.example' }),
  isp('nishi', 'no'),
  isp('kumo', 'all', { kind: 'cloud' }),
  isp('denwa', 'unknown', { kind: 'mobile' }),
];

const PROVIDERS = [
  provider('kita-mail', 'kita.example'),
  provider('minami-mail', 'minami.example'),
  provider('tegami', 'tegami.example', FILTERED),
  provider('oauth-mail', 'oauth.example', { policy: policy({ plainPassword: 'refused', oauth2: 'required', appPassword: 'not_working' }) }),
  provider('app-mail', 'app.example', { policy: policy({ plainPassword: 'refused', oauth2: 'offered', appPassword: 'offered' }) }),
  provider('tls-mail', 'tls.example', {
    outgoing: [server('smtp.tls.example', 465), server('smtp.tls.example', 25, { security: 'none' })],
  }),
  provider('old-mail', 'old.example', { retired: { date: '2020-01-01', source: SOURCE } }),
];

const CLIENTS = [
  client('furui', ['default_25', 'old_tls', 'no_oauth']),
  client('atarashii', []),
  client('kumo-client', ['cloud']),
  client('script', ['server_software']),
];

const ERRORS = [
  errorRow('timeout', 'connect', ['connect.timeout']),
  errorRow('basic-off', 'auth', ['auth.failed', 'auth.basic_disabled', 'reply.quoted']),
  errorRow('bad-password', 'auth', ['auth.failed', 'reply.quoted']),
  errorRow('relay', 'rcpt', ['relay.denied', 'reply.quoted']),
  errorRow('abroad', 'greet', ['foreign.refused', 'reply.quoted']),
  errorRow('any', 'any', ['reply.try_later']),
];

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function ownerIn(host: string): string {
  return host.split('.').slice(-2).join('.');
}

/** A small frozen world with the real causes and questions: adding an ISP to the catalogue changes no test. */
export function world(): Catalogue {
  const providers = byId(PROVIDERS);
  return {
    isps: byId(ISPS),
    providers,
    clients: byId(CLIENTS),
    errors: byId(ERRORS),
    causes: realCauses(),
    questions: realQuestions(),
    controls: { submission: [], relay: [] },
    providerOfDomain: (domain) => PROVIDERS.find(({ domains }) => domains.includes(domain)) ?? null,
    providerOfHost: (host) => PROVIDERS.find(({ outgoing }) => outgoing.some((each) => ownerIn(each.host) === ownerIn(host))) ?? null,
    fit: (row) => row,
    ispOfHost: (host) => ISPS.find(({ ownSmtpHost }) => ownSmtpHost === host) ?? null,
    registrableDomain: (host) => (host.includes('.') ? ownerIn(host) : null),
    search: () => [],
  };
}
