import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf, hasFinding } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { steps, text } from '../words.ts';

/** Security software in the way: only its mail check is paused, for minutes, and it goes on again whatever happens. */
export function cureLocalFirewallOrAntivirus(context: CureContext): Cure {
  const { request } = context;
  const network = hasFinding(request, 'line_submission_blocked');
  return {
    settings: false,
    blocks: [
      ...(network ? [text({ key: 'advice:cure.local_firewall_or_antivirus.network' })] : []),
      text(leadOf(context)),
      ...steps({ key: 'advice:cure.local_firewall_or_antivirus.title' }, [
        { key: 'advice:cure.local_firewall_or_antivirus.update' },
        { key: 'advice:cure.local_firewall_or_antivirus.off' },
        { key: 'advice:cure.local_firewall_or_antivirus.send' },
        { key: 'advice:cure.local_firewall_or_antivirus.on' },
        { key: 'advice:cure.local_firewall_or_antivirus.allow' },
      ]),
      ...quirkTexts(context),
      meanwhile(context),
    ],
  };
}

function leadOf({ request }: CureContext): Phrase {
  const antivirus = factOf(request, 'antivirus');
  return antivirus === null || antivirus === 'none'
    ? { key: 'advice:cure.local_firewall_or_antivirus.lead' }
    : { key: 'advice:cure.local_firewall_or_antivirus.lead_named', params: { antivirus } };
}
