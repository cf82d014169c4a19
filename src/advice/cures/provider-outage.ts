import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, providerName } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { steps, text } from '../words.ts';

/** The provider's servers are down: wait, and change nothing. */
export function cureProviderOutage(context: CureContext): Cure {
  const provider = providerName(context.request);
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.provider_outage.lead' }),
      ...seen(context).map(text),
      ...steps({ key: 'advice:cure.provider_outage.title' }, [
        { key: 'advice:cure.provider_outage.status', params: { provider } },
        { key: 'advice:cure.provider_outage.webmail' },
        { key: 'advice:cure.provider_outage.retry' },
        { key: 'advice:cure.provider_outage.report' },
      ]),
      meanwhile(context),
    ],
  };
}

function seen({ request }: CureContext): readonly Phrase[] {
  const host = request.evidence.findings.find(({ id }) => id === 'submission_dead')?.host ?? null;
  return host === null ? [] : [{ key: 'advice:cure.provider_outage.seen', params: { host } }];
}
