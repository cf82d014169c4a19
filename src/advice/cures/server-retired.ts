import type { Phrase } from '../../contracts/messages.ts';
import { type Cure, type CureContext, factOf } from '../context.ts';
import { datePhrase } from '../date-phrase.ts';
import { settingsCure } from '../parts/settings.ts';

/** The server is no longer in use: its successor's name, or where the notices say it. */
export function cureServerRetired(context: CureContext): Cure {
  const { target } = context;
  const after: readonly Phrase[] =
    target === null ? [{ key: 'advice:cure.server_retired.moved' }] : [{ key: 'advice:cure.server_retired.lead' }];
  return settingsCure(context, [...endOf(context), ...after]);
}

/** Said only where a row records the end. */
function endOf({ request }: CureContext): readonly Phrase[] {
  const { provider } = request;
  const server = factOf(request, 'outgoing_server');
  if (server !== null && provider?.retiredHosts.some(({ host }) => host === server)) {
    return [{ key: 'advice:cure.server_retired.host_ended', params: { server } }];
  }
  if (provider === null || provider.retired === null) {
    return [];
  }
  const { date } = provider.retired;
  return date === null
    ? [{ key: 'advice:cure.server_retired.ended', params: { provider: provider.names } }]
    : [{ key: 'advice:cure.server_retired.ended_on', params: { provider: provider.names, date: datePhrase(date) } }];
}
