import type { Cure, CureContext } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { steps, text } from '../words.ts';

/** No connection at all: mend that first, and leave the mail settings alone. */
export function cureNetworkDown(context: CureContext): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.network_down.lead' }),
      ...steps({ key: 'advice:cure.network_down.title' }, [
        { key: 'advice:cure.network_down.page' },
        { key: 'advice:cure.network_down.wifi' },
        { key: 'advice:cure.network_down.router' },
        { key: 'advice:cure.network_down.other' },
        { key: 'advice:cure.network_down.retry' },
      ]),
      meanwhile(context),
    ],
  };
}
