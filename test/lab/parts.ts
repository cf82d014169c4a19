import type { House } from './plan.ts';
import { ADDRESS, NOTICE_PORT, STRIPPER_PORT } from './plan.ts';

/** Where in a house's packet filter a rule stands (nft(8): hooks prerouting, forward, input). */
export type Hook = 'arriving' | 'passing' | 'entering';

/** One way in which the world misbehaves: one rule in one house. */
export interface Part {
  readonly house: House;
  readonly hook: Hook;
  readonly rule: string;
}

/** A service that does not exist answers with a reset, as a machine does on which nobody listens. */
const NOBODY_LISTENS = 'reject with tcp reset';

/** Port 25 of everybody but the line's own mail server, which serves its customers on 25 as ever. */
const TO_25_OF_OTHERS = `iifname "to-line" ip daddr != ${ADDRESS.post} tcp dport 25`;

/**
 * Everything that can be wrong in the lab. A world is a list of these names; the empty list is a world in which all is well.
 * To add one: a line here, and a test that shows what the product makes of it (docs/lab.md).
 */
export const PARTS = {
  /** OP25B as most lines do it: packets to port 25 of others vanish. */
  line_drops_25: { house: 'isp', hook: 'passing', rule: `${TO_25_OF_OTHERS} drop` },
  /** OP25B of a line that says so (ICMP type 3 code 13, RFC 1812 §5.2.7.1). */
  line_rejects_25: { house: 'isp', hook: 'passing', rule: `${TO_25_OF_OTHERS} reject with icmpx admin-prohibited` },
  /** OP25B of a line that resets the connection in the server's name. */
  line_resets_25: { house: 'isp', hook: 'passing', rule: `${TO_25_OF_OTHERS} ${NOBODY_LISTENS}` },
  /** Port 25 leads to the line's own mail server, whatever address was called. */
  line_redirects_25: { house: 'isp', hook: 'arriving', rule: `iifname "to-line" tcp dport 25 dnat ip to ${ADDRESS.post}:25` },
  /** Port 25 is answered by a notice of the line. */
  line_answers_25_with_notice: {
    house: 'isp',
    hook: 'arriving',
    rule: `iifname "to-line" tcp dport 25 dnat ip to ${ADDRESS.post}:${NOTICE_PORT}`,
  },
  /** The cable is out: nothing passes, names included. */
  line_is_down: { house: 'isp', hook: 'passing', rule: 'iifname "to-line" drop' },
  /** Names are found, but no connection gets through: a hotel's or a company's network before its log-in page. */
  line_passes_names_only: { house: 'isp', hook: 'passing', rule: 'iifname "to-line" meta l4proto tcp drop' },
  /** The line stops the submission ports too. */
  line_drops_submission: { house: 'isp', hook: 'passing', rule: 'iifname "to-line" tcp dport { 465, 587 } drop' },
  /** A box on the line takes STARTTLS out of the answers on 587. */
  line_strips_starttls: { house: 'isp', hook: 'arriving', rule: `iifname "to-line" tcp dport 587 redirect to :${STRIPPER_PORT}` },
  provider_without_25: { house: 'provider', hook: 'entering', rule: `tcp dport 25 ${NOBODY_LISTENS}` },
  /** A firewall before the provider swallows port 25: seen from one line, this looks exactly like OP25B. */
  provider_drops_25: { house: 'provider', hook: 'entering', rule: 'tcp dport 25 drop' },
  provider_without_587: { house: 'provider', hook: 'entering', rule: `tcp dport 587 ${NOBODY_LISTENS}` },
  provider_without_465: { house: 'provider', hook: 'entering', rule: `tcp dport 465 ${NOBODY_LISTENS}` },
  /** Every mail port of the provider is silent: an outage. */
  provider_is_silent: { house: 'provider', hook: 'entering', rule: 'tcp dport { 25, 465, 587 } drop' },
  /** The bot lives in a cloud that lets no mail port out. */
  bot_outlet_is_filtered: { house: 'exchange', hook: 'passing', rule: 'iifname "to-bot" tcp dport { 25, 465, 587 } drop' },
  /** Most clouds drop 25 alone; the bot must not take it for the person's line. */
  bot_outlet_drops_25: { house: 'exchange', hook: 'passing', rule: 'iifname "to-bot" tcp dport 25 drop' },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof PARTS;
