import { rankServer } from '../../src/catalog/schema/mail-provider.ts';
import type { IncomingServer, MailProviderRow, OutgoingPattern, OutgoingServer, RowFlag, Source } from '../../src/contracts/catalogue.ts';

/** A server as the tables tell it. */
export interface ServerFacts {
  readonly host: string;
  readonly port: number | null;
  readonly socket: 'tls' | 'starttls' | 'plain' | null;
  readonly auth: readonly string[];
  readonly username_form: string | null;
}

/** A server together with what vouches for it. */
export interface VouchedServer {
  readonly facts: ServerFacts;
  readonly sources: readonly Source[];
  readonly confidence: 'high' | 'medium' | 'low';
}

const SECURITY = { tls: 'tls', starttls: 'starttls', plain: 'none' } as const;
const USERNAME: Readonly<Record<string, 'email' | 'local-part'>> = { email: 'email', localpart: 'local-part' };
const HOST = /^[a-z0-9.-]+$/;

function readUsername(form: string | null): OutgoingServer['username'] {
  return form === null ? null : (USERNAME[form] ?? 'other');
}

/** RFC 8314 §3.3: 465 is TLS from the start, 587 is STARTTLS. */
function assumeSecurity(port: number): 'tls' | 'starttls' {
  return port === 465 ? 'tls' : 'starttls';
}

/** A row's server; `port_25_only` is set later, when all servers of the provider are known. Null where no port is recorded. */
export function toOutgoing({ facts, sources, confidence }: VouchedServer): OutgoingServer | null {
  if (facts.port === null) return null;
  const security = facts.socket === null ? assumeSecurity(facts.port) : SECURITY[facts.socket];
  const flags: RowFlag[] = [];
  if (security === 'none') flags.push('no_encryption');
  if (facts.socket === null) flags.push('security_assumed');
  if (sources.length === 0) flags.push('unsourced');
  return {
    host: facts.host.toLowerCase(),
    port: facts.port,
    security,
    auth: facts.auth,
    username: readUsername(facts.username_form),
    sources,
    confidence,
    flags,
  };
}

/** Incoming servers with a plain name and a port; the rest is of no use to a look-up. */
export function toIncoming(facts: ServerFacts & { readonly type: string }, sources: readonly Source[]): IncomingServer[] {
  if (facts.port === null || !HOST.test(facts.host) || (facts.type !== 'imap' && facts.type !== 'pop3')) return [];
  const security = facts.socket === null ? 'none' : SECURITY[facts.socket];
  return [{ type: facts.type, host: facts.host, port: facts.port, security, sources }];
}

/** Blanks of the tables → patterns of the catalogue: `{domain}` is the whole mail domain, any other blank is the person's own. */
function toPattern(server: OutgoingServer): OutgoingPattern | null {
  const { host } = server;
  if (host === '{customer host}') return null;
  if (host === '{domain}' || host.endsWith('.{domain}') || host.endsWith('.{subdomain}')) {
    return { ...server, host: host.replace(/\{(sub)?domain\}/, '$$1'), forDomain: '(.+)' };
  }
  return { ...server, host: host.replace(/\{[a-z]+\}/, '*'), forDomain: null };
}

type Servers = Pick<MailProviderRow, 'outgoing' | 'outgoingPatterns'>;

/** Sorts servers best first and sets what only all of them together tell. */
export function arrangeServers(list: readonly OutgoingServer[]): Servers {
  const only25 = (all: readonly OutgoingServer[]) => all.length > 0 && all.every(({ port }) => port === 25);
  const flagged = list.map((server): OutgoingServer => (only25(list) ? { ...server, flags: ['port_25_only', ...server.flags] } : server));
  const sorted = flagged.toSorted((a, b) => rankServer(a) - rankServer(b));
  return {
    outgoing: sorted.filter(({ host }) => HOST.test(host)),
    outgoingPatterns: sorted.filter(({ host }) => !HOST.test(host)).flatMap((server) => toPattern(server) ?? []),
  };
}
