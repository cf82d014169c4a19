import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, hasSign } from '../context.ts';
import { testBlocks } from '../parts/how-to.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { steps, text } from '../words.ts';

/** Sender address and signed-in account have to agree. */
export function cureSenderNotAllowed(context: CureContext): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.sender_not_allowed.lead' }),
      ...steps({ key: 'advice:cure.sender_not_allowed.title' }, [
        { key: 'advice:cure.sender_not_allowed.from' },
        { key: 'advice:cure.sender_not_allowed.account' },
        { key: 'advice:cure.sender_not_allowed.server' },
        { key: 'advice:cure.sender_not_allowed.auth' },
        { key: 'advice:cure.sender_not_allowed.alias' },
        ...ownDomain(context),
      ]),
      ...testBlocks({ ...context, target: null }),
      meanwhile(context),
    ],
  };
}

function ownDomain({ request }: CureContext): readonly Phrase[] {
  return hasSign(request, 'domain.unauthenticated') ? [{ key: 'advice:cure.sender_not_allowed.domain' }] : [];
}
