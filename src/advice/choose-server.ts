import type { AdviceRequest } from '../contracts/advice.ts';
import type { OutgoingServer } from '../contracts/catalogue.ts';
import type { CauseId, Finding } from '../contracts/diagnosis.ts';
import type { Security } from '../contracts/facts.ts';
import type { Target } from './context.ts';
import { factOf, hasSign, recordedUsername } from './context.ts';
import { isAlive, isDead, offersStarttls } from './measured.ts';
import { canBeSet } from './parts/program-words.ts';

interface Candidate {
  readonly server: OutgoingServer;
  readonly security: Security;
  readonly encryptionKnown: boolean;
  readonly alive: boolean;
  readonly tier: number;
}

/** Causes whose cure does not need to know the provider: port, encryption and sign-in are wrong on a server that is right. */
const SERVER_STAYS: readonly CauseId[] = ['op25b', 'auth_required', 'tls_mismatch', 'sender_ip_blocklisted'];

/** Causes in which the present port may be the fault itself. */
const PORT_SUSPECT: readonly CauseId[] = ['op25b', 'sender_ip_blocklisted', 'own_network_only'];

/**
 * The server to send through: recorded and seen alive before recorded, before seen alive only, before what is usual. Never port 25, never
 * without encryption where better is known (RFC 8314 §3), never a name without a source or a measurement. Null where none is known.
 */
export function chooseServer(request: AdviceRequest): Target | null {
  const best = rank(request, candidatesOf(request))[0];
  if (best !== undefined) {
    return recordedTarget(request, best);
  }
  return measuredTarget(request) ?? usualTarget(request);
}

function candidatesOf(request: AdviceRequest): readonly Candidate[] {
  const rows = request.provider?.outgoing ?? [];
  return rows
    .filter((server) => server.port !== 25 && !server.flags.includes('port_25_only') && !server.host.includes('*'))
    .map((server) => weigh(request, server))
    .filter((candidate) => isSourced(candidate.server) || candidate.alive);
}

function weigh(request: AdviceRequest, server: OutgoingServer): Candidate {
  const starttls = offersStarttls(request, server);
  const alive = isAlive(request, server);
  const security = protectionAt(request, server, starttls);
  const unprotected = (server.security === 'none' || server.security === 'starttls') && starttls === false;
  const plain = unprotected || security === 'none';
  const tier = tierOf(request, server, { alive, plain });
  return { server, security, alive, tier, encryptionKnown: server.security !== 'none' || starttls === true };
}

/** A row without encryption is tried with it, unless a measurement or the program's own screen rules that out. */
function protectionAt(request: AdviceRequest, server: OutgoingServer, starttls: boolean | null): Security {
  const better = protectionOf(server.port);
  const possible = server.security === 'none' && starttls !== false && canBeSet(request, better);
  return possible ? better : server.security;
}

function tierOf(request: AdviceRequest, server: OutgoingServer, seen: { readonly alive: boolean; readonly plain: boolean }): number {
  if (isDead(request, server)) return 0;
  if (seen.plain) return 1;
  if (!isSourced(server)) return 2;
  return seen.alive ? 4 : 3;
}

/** The best first; equals stay in the row's own order. */
function rank(request: AdviceRequest, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => b.tier - a.tier || fitOf(request, b) - fitOf(request, a));
}

/** Between equally good servers, the one that asks for the smallest change, and that the program can be set to. */
function fitOf(request: AdviceRequest, { server, security }: Candidate): number {
  const host = factOf(request, 'outgoing_server') === server.host ? 1 : 0;
  const port = preferredPort(request) === server.port ? 2 : 0;
  return (canBeSet(request, security) ? 4 : 0) + port + host;
}

function preferredPort(request: AdviceRequest): number | null {
  if (!PORT_SUSPECT.includes(request.cause)) {
    return factOf(request, 'current_port');
  }
  return hasSign(request, 'port.tried_587') ? 465 : null;
}

function recordedTarget(request: AdviceRequest, candidate: Candidate): Target {
  const { server, security, alive, encryptionKnown } = candidate;
  const sourced = isSourced(server);
  const username = recordedUsername(request, server) ?? 'email';
  return {
    fix: { host: server.host, port: server.port, security, auth: true, username, client: clientId(request) },
    server: sourced ? server : null,
    origin: sourced ? 'recorded' : 'measured',
    alive,
    encryptionKnown,
  };
}

/** A host that was seen open, where no row helps: the one in the person's box first. */
function measuredTarget(request: AdviceRequest): Target | null {
  const alive = request.evidence.findings.filter((finding) => isOpenDoor(finding) && mayBeUsed(request, finding.host));
  const stated = factOf(request, 'outgoing_server');
  const best = alive.toSorted((a, b) => doorRank(request, b, stated) - doorRank(request, a, stated))[0];
  if (best === undefined || best.host === null || best.port === null) {
    return null;
  }
  const plain = offersStarttls(request, { host: best.host, port: best.port }) === false;
  const security = plain ? 'none' : protectionOf(best.port);
  return {
    fix: { host: best.host, port: best.port, security, auth: true, username: 'email', client: clientId(request) },
    server: null,
    origin: 'measured',
    alive: true,
    encryptionKnown: true,
  };
}

function isOpenDoor(finding: Finding): boolean {
  return finding.id === 'submission_587_alive' || finding.id === 'submission_465_alive';
}

function doorRank(request: AdviceRequest, finding: Finding, stated: string | null): number {
  const host = finding.host ?? '';
  const port = finding.port ?? 0;
  const plain = offersStarttls(request, { host, port }) === false;
  return (
    (host === stated ? 8 : 0) + (plain ? 0 : 4) + (isDead(request, { host, port }) ? 0 : 2) + (port === preferredPort(request) ? 1 : 0)
  );
}

/** A server that is the fault itself is no cure. */
function mayBeUsed(request: AdviceRequest, host: string | null): boolean {
  if (host === null) return false;
  const isStated = host === factOf(request, 'outgoing_server');
  const suspect = request.cause === 'wrong_server' || request.cause === 'server_retired' || request.cause === 'own_network_only';
  return !isStated || !(suspect || hasSign(request, 'server.previous_isp', 'server.retired', 'server.incoming_name', 'connect.localhost'));
}

/** The usual way, where the server's name is not ours to say: the name in the box stays, or the provider gives it. */
function usualTarget(request: AdviceRequest): Target | null {
  const { provider, cause } = request;
  const ruledOut = provider !== null && (provider.retired !== null || provider.ownNetworkOnly !== null);
  if (ruledOut || !SERVER_STAYS.includes(cause)) {
    return null;
  }
  const stated = factOf(request, 'outgoing_server');
  const current = factOf(request, 'current_port');
  const port = current === 465 || hasSign(request, 'port.tried_587') ? 465 : 587;
  const host = mayBeUsed(request, stated) ? stated : null;
  return {
    fix: { host, port, security: protectionOf(port), auth: true, username: 'email', client: clientId(request) },
    server: null,
    origin: 'convention',
    alive: false,
    encryptionKnown: false,
  };
}

/** The protection that belongs to a port: TLS from the first byte on 465 (RFC 8314 §3.3), STARTTLS on the others (RFC 3207). */
function protectionOf(port: number): Security {
  return port === 465 ? 'tls' : 'starttls';
}

function isSourced(server: OutgoingServer): boolean {
  return server.sources.length > 0 && !server.flags.includes('unsourced');
}

function clientId(request: AdviceRequest): string {
  return request.client?.id ?? 'other';
}
