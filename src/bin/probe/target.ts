import type { Catalogue, MailProviderRow } from '../../contracts/catalogue.ts';
import { normaliseHost } from '../../probes/dns.ts';

/** What a person's word for a server comes to. `shown` is what the report calls it. */
export interface Target {
  readonly shown: string;
  readonly host: string | null;
  readonly domain: string | null;
}

/**
 * Reads TARGET: a server's name or address, a mail domain, or a mail address, whose local part is dropped at once. A mail domain of the
 * catalogue leads to its recorded outgoing server. A name that could be both is looked at as both. Null for what can be none.
 */
export function readTarget(text: string, catalogue: Catalogue): Target | null {
  const at = text.lastIndexOf('@');
  const name = normaliseHost(text.slice(at + 1));
  if (name === null) return null;
  const provider = catalogue.providerOfDomain(name);
  if (at >= 0 || provider?.domains.includes(name)) return { shown: name, host: outgoingHost(provider), domain: name };
  const isApex = catalogue.registrableDomain(name) === name;
  return { shown: name, host: name, domain: isApex ? name : null };
}

function outgoingHost(provider: MailProviderRow | null): string | null {
  return provider?.outgoing[0]?.host ?? null;
}
