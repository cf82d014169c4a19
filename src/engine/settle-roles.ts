import type { Catalogue } from '../contracts/catalogue.ts';
import type { ReadFact, Reading } from '../contracts/reading.ts';
import type { Session } from '../contracts/turn.ts';
import { known, unheard } from './session.ts';

/**
 * A brand that is both a line and a mailbox ("nifty"), said without a word on which, is read as the line. Where the line is known already,
 * the mailbox is not, and nothing was said of a switch, it is the mailbox.
 */
export function settleRoles(reading: Reading, session: Session, catalogue: Catalogue): readonly ReadFact[] {
  const speaksOfSwitch =
    reading.signs.includes('after.isp_change') || reading.facts.some(({ id }) => id === 'previous_isp' || id === 'started_after');
  const line = known(session.facts, 'isp');
  if (speaksOfSwitch || line === null || !unheard(session.facts, 'mail_provider') || session.open === 'isp') {
    return reading.facts;
  }
  return reading.facts.map((fact) => {
    const mailbox = fact.id === 'isp' && !fact.denied && fact.value !== line ? mailboxOf(fact.value, catalogue) : null;
    return mailbox === null ? fact : { id: 'mail_provider', value: mailbox, denied: false };
  });
}

function mailboxOf(isp: string, catalogue: Catalogue): string | null {
  const own = catalogue.isps.get(isp)?.mailProvider ?? isp;
  return catalogue.providers.has(own) ? own : null;
}
