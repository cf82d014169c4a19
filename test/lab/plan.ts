/** The lab's map: who lives where. Private addresses (RFC 1918, RFC 4193), as in any closed network. */

/** Every house is a network namespace of its own. */
export const HOUSES = ['line', 'isp', 'post', 'exchange', 'provider', 'bot', 'names', 'world'] as const;

/**
 * `line` the person · `isp` their line's router · `post` the line's own mail server · `exchange` the router between all ·
 * `provider` the mail provider · `bot` the bot's house · `names` DNS · `world` independent organisations.
 */
export type House = (typeof HOUSES)[number];

/** A cable between a router (address `.1`) and a house (address `.2`) in a network of its own. */
export interface Cable {
  readonly router: House;
  readonly house: House;
  /** First three numbers of the network, a /24. */
  readonly network: string;
}

export const CABLES: readonly Cable[] = [
  { router: 'isp', house: 'line', network: '10.61.1' },
  { router: 'exchange', house: 'isp', network: '10.61.2' },
  { router: 'exchange', house: 'provider', network: '10.61.3' },
  { router: 'exchange', house: 'bot', network: '10.61.4' },
  { router: 'exchange', house: 'names', network: '10.61.5' },
  { router: 'isp', house: 'post', network: '10.61.6' },
  { router: 'exchange', house: 'world', network: '10.61.7' },
];

/** Routes beside the default one, which leads from each house to its router. */
export const ROUTES = [
  { at: 'exchange', to: '10.61.1.0/24', via: '10.61.2.2' },
  { at: 'exchange', to: '10.61.6.0/24', via: '10.61.2.2' },
  { at: 'exchange', to: '10.61.20.0/24', via: '10.61.7.2' },
] as const satisfies readonly { at: House; to: string; via: string }[];

export const ADDRESS = {
  provider: '10.61.3.2',
  bot: '10.61.4.2',
  names: '10.61.5.2',
  post: '10.61.6.2',
  ispForLine: '10.61.1.1',
} as const;

/** What an operator of this closed network writes into OKURU_PROBE_ALLOW. */
export const LAB_NETWORKS = '10.61.0.0/16,fd61::/16';

/** Port on which the ISP's middle box listens that takes STARTTLS out of answers. */
export const STRIPPER_PORT = 2587;

/** Port on which the line's own mail house answers every greeting with a notice. */
export const NOTICE_PORT = 2525;

/** The mail provider of the founding story: the names its catalogue row uses, served here by real Postfix. */
export const PROVIDER = { domain: 'nifty.com', smtp: 'smtp.nifty.com', mx: 'mx.nifty.com' } as const;

/** The line's own mail server, to which some lines redirect port 25. */
export const POST_HOST = 'mail.line.example';

/** Mailboxes of the provider. The user name is the part before the @, as its row says. */
export const MAILBOXES = [
  { user: 'taro', password: 'lab-taro-5870' },
  { user: 'hanako', password: 'lab-hanako-5870' },
] as const;

/** One organisation of the world: a host name, the address it got, and the ports it answers on. */
export interface Organisation {
  readonly host: string;
  readonly address: string;
  /** An address of the other family that no cable leads to: most lines without IPv6 meet such hosts daily. */
  readonly address6: string;
  readonly ports: readonly number[];
}

/** Gives every control host of the catalogue an address; a host named for several ports gets one address. */
export function planOrganisations(controls: readonly { readonly host: string; readonly port: number }[]): readonly Organisation[] {
  const ports = new Map<string, number[]>();
  for (const { host, port } of controls) ports.set(host, [...(ports.get(host) ?? []), port]);
  return [...ports].map(([host, list], index) => ({
    host,
    address: `10.61.20.${index + 11}`,
    address6: `fd61::20:${index + 11}`,
    ports: [...new Set(list)],
  }));
}
