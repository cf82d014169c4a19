import ipaddr from 'ipaddr.js';
import type { ProbePort } from '../../contracts/probes.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Says which addresses may be connected to. */
export interface Guard {
  /** True for public unicast, or what the operator allowed. Anything that is not an address is refused. */
  allows(address: string): boolean;
}

const PORTS: ReadonlySet<number> = new Set<ProbePort>([25, 465, 587, 993, 995, 143, 110]);

// Global unicast, RFC 4291 §2.4 and the IANA registry of IPv6 address space: everything else is not routed.
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

// The well-known NAT64 prefix, RFC 6052 §2.1. An IPv6-only line reaches IPv4 hosts through it.
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];

/** A guard that lets public unicast through, and the CIDRs the operator named. Throws on a CIDR that is none. */
export function createGuard(allow: readonly string[]): Guard {
  const allowed = allow.map(parseNetwork);
  return {
    allows(text) {
      if (!ipaddr.isValid(text) || text.includes('%')) return false;
      const address = ipaddr.parse(text);
      return isPublic(address) || allowed.some((network) => contains(network, address));
    },
  };
}

/** True for the seven ports of mail (design §5) and no others. */
export function isProbePort(port: number): port is ProbePort {
  return PORTS.has(port);
}

/** 4 or 6, null for what is no address. */
export function familyOf(address: string): 4 | 6 | null {
  if (!ipaddr.isValid(address)) return null;
  return ipaddr.parse(address) instanceof ipaddr.IPv4 ? 4 : 6;
}

function isPublic(address: Address): boolean {
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  if (address.match(NAT64)) return isPublic(embeddedIpv4(address));
  // IPv4-mapped, 6to4 and Teredo forms have ranges of their own in ipaddr.js, so they end here, whatever they hold.
  return address.match(GLOBAL_UNICAST) && address.range() === 'unicast';
}

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

function contains(network: Network, address: Address): boolean {
  const [base, bits] = network;
  if (base instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match([base, bits]);
  return address instanceof ipaddr.IPv6 && address.match([base, bits]);
}

function parseNetwork(text: string): Network {
  const cidr = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(cidr))
    throw new Error(`OKURU_PROBE_ALLOW: "${text}" is not a network. Write CIDRs, like 192.168.10.0/24, separated by commas.`);
  return ipaddr.parseCIDR(cidr);
}
