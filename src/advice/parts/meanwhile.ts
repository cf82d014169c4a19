import type { Block, Phrase } from '../../contracts/messages.ts';
import { type CureContext, factOf, hasSign } from '../context.ts';
import { text } from '../words.ts';

/** What to do until it works: webmail, and leave the outbox alone. Webmail is not offered to people whose webmail fails too. */
export function meanwhile({ request }: CureContext): Block<Phrase> {
  const broken =
    factOf(request, 'can_send_elsewhere')?.webmail === false || hasSign(request, 'elsewhere.webmail_fails', 'elsewhere.nothing_works');
  if (broken) {
    return leaveOutbox();
  }
  const provider = request.provider?.names ?? null;
  return text(provider === null ? { key: 'advice:meanwhile.webmail' } : { key: 'advice:meanwhile.webmail_of', params: { provider } });
}

/** Leave the outbox alone, where webmail would not help either. */
export function leaveOutbox(): Block<Phrase> {
  return text({ key: 'advice:meanwhile.outbox' });
}
