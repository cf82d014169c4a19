import type { Cure } from '../context.ts';
import { leaveOutbox } from '../parts/meanwhile.ts';
import { steps, text } from '../words.ts';

/** No connection at all: mend that first, and leave the mail settings alone. */
export function cureNetworkDown(): Cure {
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
      leaveOutbox(),
    ],
  };
}
