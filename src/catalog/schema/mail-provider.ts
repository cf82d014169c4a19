import { z } from 'zod';
import type { AuthPolicy, MailProviderRow, OutgoingServer } from '../../contracts/catalogue.ts';
import { type FaultId, fault } from '../faults.ts';
import {
  confidence,
  host,
  hostPattern,
  localised,
  looseDate,
  mailDomain,
  port,
  rowId,
  security,
  source,
  sources,
  text,
  unique,
} from './common.ts';

const serverFields = {
  port,
  security,
  auth: unique(text),
  username: z.enum(['email', 'local-part', 'other']).nullable(),
  sources,
  confidence,
  flags: unique(z.enum(['port_25_only', 'no_encryption', 'security_assumed', 'unsourced'])),
};

type Server = Omit<OutgoingServer, 'host'>;

/** What the flags of a server must say, given its values; the first thing wrong, or null. */
function flagFault(server: Server): FaultId | null {
  if (server.flags.includes('unsourced') !== (server.sources.length === 0)) return fault('unsourced_flag');
  if (server.flags.includes('no_encryption') !== (server.security === 'none')) return fault('no_encryption_flag');
  if (server.flags.includes('unsourced') && server.confidence === 'high') return fault('confidence_without_source');
  return null;
}

const outgoingServer = z.strictObject({ host, ...serverFields }) satisfies z.ZodType<OutgoingServer>;
const outgoingPattern = z.strictObject({ host: hostPattern, forDomain: text.nullable(), ...serverFields });

const incomingServer = z.strictObject({ type: z.enum(['imap', 'pop3']), host, port, security, sources });

const labels = z.array(text).min(1).nullable();

const policy = z.strictObject({
  plainPassword: z.enum(['accepted', 'refused', 'varies', 'unknown']),
  oauth2: z.enum(['required', 'offered', 'none', 'unknown']),
  appPassword: z.enum(['required', 'offered', 'not_working', 'none', 'unknown']),
  smtpSwitch: z.enum(['required', 'none', 'unknown']),
  switchPath: z.strictObject({ ja: labels, en: labels }),
  appPasswordPath: z.strictObject({ ja: labels, en: labels }),
  sources: sources.min(1, fault('auth_policy_without_source')),
}) satisfies z.ZodType<AuthPolicy>;

const withSource = z.strictObject({ source });

/** A list is in the order it is recommended in: see `rankServer`. */
export function rankServer(server: Server): number {
  const submission = server.port === 25 ? 2 : 0;
  const plain = server.security === 'none' ? 1 : 0;
  // A value nobody can vouch for never comes before one with a page, whatever it promises.
  const unsourced = server.flags.includes('unsourced') ? 4 : 0;
  return unsourced + submission + plain;
}

function serverIssue(server: Server, at: number, all: readonly Server[]): FaultId | null {
  const before = all[at - 1];
  if (before !== undefined && rankServer(before) > rankServer(server)) return fault('server_order');
  const only25 = all.every((one) => one.port === 25);
  if (server.flags.includes('port_25_only') !== only25) return fault('port_25_only_flag');
  return flagFault(server);
}

/** A row of `catalog/mail-providers/`. Flags must agree with values, and the list of servers with its order. */
export const mailProviderRow = z
  .strictObject({
    id: rowId,
    names: localised,
    aliases: unique(text),
    domains: unique(mailDomain),
    domainSources: sources,
    incoming: z.array(incomingServer),
    outgoing: z.array(outgoingServer),
    outgoingPatterns: z.array(outgoingPattern),
    policy: policy.nullable(),
    popBeforeSmtpEnded: z.strictObject({ date: looseDate, source }).nullable(),
    retired: z.strictObject({ date: looseDate.nullable(), source }).nullable(),
    retiredHosts: z.array(z.strictObject({ host, source })),
    foreignFilter: withSource.nullable(),
    ownNetworkOnly: withSource.nullable(),
    status: z.enum(['ok', 'preparation', 'broken', 'unknown']),
    notes: z.array(text),
  })
  .check(({ value, issues }) => {
    for (const list of ['outgoing', 'outgoingPatterns'] as const) {
      value[list].forEach((server, at, all) => {
        const message = serverIssue(server, at, all);
        if (message !== null) issues.push({ code: 'custom', input: value, path: [list, at], message });
      });
    }
    const seen = new Set(value.outgoing.map(({ host: name, port: number }) => `${name}:${number}`));
    if (seen.size !== value.outgoing.length)
      issues.push({ code: 'custom', input: value, path: ['outgoing'], message: fault('same_server_twice') });
  }) satisfies z.ZodType<MailProviderRow>;
