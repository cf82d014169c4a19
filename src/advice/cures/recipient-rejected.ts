import type { Cure } from '../context.ts';
import { steps, text } from '../words.ts';

/** The recipient's address is refused: the person's settings are fine, the address is looked at. */
export function cureRecipientRejected(): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.recipient_rejected.lead' }),
      ...steps({ key: 'advice:cure.recipient_rejected.title' }, [
        { key: 'advice:cure.recipient_rejected.spell' },
        { key: 'advice:cure.recipient_rejected.suggest' },
        { key: 'advice:cure.recipient_rejected.only_one' },
        { key: 'advice:cure.recipient_rejected.ask' },
        { key: 'advice:cure.recipient_rejected.returned' },
      ]),
    ],
  };
}
