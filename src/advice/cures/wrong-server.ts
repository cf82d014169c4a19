import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { factOf, hasSign, providerName } from '../context.ts';
import { settingsCure } from '../parts/settings.ts';

/** Another server's name in the box, often the previous line's: the cure is the name. */
export function cureWrongServer(context: CureContext): Cure {
  const lead: readonly Phrase[] = context.target === null ? [] : [{ key: 'advice:cure.wrong_server.lead' }];
  return settingsCure(context, [...faultOf(context), ...lead]);
}

function faultOf({ request }: CureContext): readonly Phrase[] {
  const server = factOf(request, 'outgoing_server');
  if (hasSign(request, 'server.incoming_name')) {
    return [{ key: 'advice:cure.wrong_server.incoming_name' }];
  }
  if (server !== null && hasSign(request, 'server.previous_isp')) {
    return [{ key: 'advice:cure.wrong_server.old_line', params: { server } }];
  }
  if (server !== null && hasSign(request, 'server.not_providers')) {
    return [{ key: 'advice:cure.wrong_server.not_providers', params: { server, provider: providerName(request) } }];
  }
  return [];
}
