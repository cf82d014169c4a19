import { getDomain } from 'tldts';

/** `smtp.nifty.com` → `nifty.com`; null for what has no registrable domain by the Public Suffix List's ICANN part. */
export function registrableDomain(host: string): string | null {
  return getDomain(host.toLowerCase().replace(/\.$/, ''), { allowPrivateDomains: false });
}

/** Looks values up by domain: exactly, or by the nearest `*.parent` above. The first to claim a domain keeps it. */
export class DomainIndex<T> {
  readonly #exact = new Map<string, T>();
  readonly #below = new Map<string, T>();

  add(pattern: string, value: T): void {
    const [table, key] = pattern.startsWith('*.') ? [this.#below, pattern.slice(2)] : [this.#exact, pattern];
    if (!table.has(key)) table.set(key, value);
  }

  find(domain: string): T | null {
    const name = domain.toLowerCase().replace(/\.$/, '');
    const exact = this.#exact.get(name);
    if (exact !== undefined) return exact;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const found = this.#below.get(name.slice(dot + 1));
      if (found !== undefined) return found;
    }
    return null;
  }
}
