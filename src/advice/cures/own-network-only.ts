import type { Cure, CureContext } from '../context.ts';
import { providerName } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

/** A server for its own lines only: the door for outside lines where there is one, else other ways to send. */
export function cureOwnNetworkOnly(context: CureContext): Cure {
  const { request, target } = context;
  const recorded = request.provider !== null && request.provider.ownNetworkOnly !== null;
  if (target !== null && !recorded) {
    return { settings: true, blocks: [text({ key: 'advice:cure.own_network_only.lead' }), ...settingsBlocks(context, target)] };
  }
  const provider = providerName(request);
  return {
    settings: false,
    blocks: [
      ...(recorded ? [text({ key: 'advice:cure.own_network_only.no_way', params: { provider } })] : []),
      ...steps({ key: 'advice:cure.own_network_only.title' }, [
        { key: 'advice:cure.own_network_only.webmail' },
        { key: 'advice:cure.own_network_only.ask', params: { provider } },
        { key: 'advice:cure.own_network_only.move' },
      ]),
      meanwhile(context),
    ],
  };
}
