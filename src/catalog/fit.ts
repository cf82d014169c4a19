import type { MailProviderRow, OutgoingPattern, OutgoingServer } from '../contracts/catalogue.ts';
import { rankServer } from './schema/mail-provider.ts';

interface Known {
  readonly domain: string | null;
  readonly host: string | null;
}

/** The pattern's host as an expression over a whole name: each blank is one or more letters of a label. */
function hostExpression(pattern: string): RegExp {
  const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]{1,63}').replaceAll('$1', '[a-z0-9.-]{1,190}');
  return new RegExp(`^${escaped}$`);
}

/** The host of a pattern for this person, or null where nothing known fills its blanks. */
function fillHost(pattern: OutgoingPattern, { domain, host }: Known): string | null {
  if (pattern.forDomain !== null && domain !== null) {
    const match = new RegExp(`^(?:${pattern.forDomain})$`).exec(domain);
    if (match !== null) return pattern.host.replace('$1', match[1] ?? '');
    return null;
  }
  const expression = hostExpression(pattern.host);
  // The mail domain itself is the server's name where it has the pattern's form (`example.sakura.ne.jp`).
  return [host, domain].find((name) => name !== null && expression.test(name)) ?? null;
}

function isNew(server: OutgoingServer, held: readonly OutgoingServer[]): boolean {
  return !held.some(({ host, port }) => host === server.host && port === server.port);
}

/** See `Catalogue.fit`. */
export function fitProvider(provider: MailProviderRow, known: Known): MailProviderRow {
  const filled = provider.outgoingPatterns.flatMap(({ forDomain, ...server }): OutgoingServer[] => {
    const host = fillHost({ ...server, forDomain }, known);
    return host === null ? [] : [{ ...server, host }];
  });
  const added = filled.filter((server) => isNew(server, provider.outgoing));
  if (added.length === 0) return provider;
  return { ...provider, outgoing: [...added, ...provider.outgoing].toSorted((a, b) => rankServer(a) - rankServer(b)) };
}
