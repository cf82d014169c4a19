import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { steps, text } from '../words.ts';

/** A VPN in the way: off once to see, then left out for mail. A company's VPN is the company's to change. */
export function cureVpn(context: CureContext): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.vpn.lead' }),
      ...work(context).map(text),
      ...steps({ key: 'advice:cure.vpn.title' }, [
        { key: 'advice:cure.vpn.off' },
        { key: 'advice:cure.vpn.send' },
        { key: 'advice:cure.vpn.split' },
        { key: 'advice:cure.vpn.country' },
        { key: 'advice:cure.vpn.on' },
      ]),
      ...quirkTexts(context),
      meanwhile(context),
    ],
  };
}

/** At home nobody else owns the VPN: then it is not said. */
function work({ request }: CureContext): readonly Phrase[] {
  return factOf(request, 'line_kind') === 'home' ? [] : [{ key: 'advice:cure.vpn.work' }];
}
