import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf, hasSign, providerName } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { steps, text } from '../words.ts';

/** The provider refuses senders abroad, and a program that sends from Microsoft's cloud looks abroad. No port cures it. */
export function cureForeignAccessFilter(context: CureContext): Cure {
  const provider = providerName(context.request);
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.foreign_access_filter.lead' }),
      ...quirkTexts(context),
      ...steps({ key: 'advice:cure.foreign_access_filter.title' }, [
        { key: 'advice:cure.foreign_access_filter.switch_off', params: { provider } },
        { key: 'advice:cure.foreign_access_filter.classic' },
        ...place(context),
      ]),
      meanwhile(context),
    ],
  };
}

function place({ request }: CureContext): readonly Phrase[] {
  const abroad = factOf(request, 'line_kind') === 'abroad' || hasSign(request, 'line.abroad', 'after.travel');
  const noVpn = factOf(request, 'vpn') === false;
  return [
    ...(noVpn ? [] : [{ key: 'advice:cure.foreign_access_filter.vpn_off' } as const]),
    ...(abroad ? [{ key: 'advice:cure.foreign_access_filter.abroad' } as const] : []),
  ];
}
